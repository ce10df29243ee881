import { chunkBytes, utf8Bytes, webSocketBytes } from '../count/bytes.js';
import { KINDS } from './http.js';
import { handshake } from './websocket.js';

const SESSION = '/eventbus/000/abcdefgh/';
const MOST_STREAMED = 131_072;
const PRELUDE = 2_049;
/** What SockJS's answers say beside what all answers do, about: to caches, to pages of other origins, and who may frame them. */
export const FIELDS = 205;

/** A text that is sent is a request of its own, answered with nothing. */
class OverHttp {
  streamed = 0;

  constructor({ heads }, tally) {
    this.heads = heads;
    this.tally = tally;
  }

  sends(text) {
    this.asks(`${SESSION}xhr_send`, KINDS.text);
    this.tally.sent(utf8Bytes(text));
  }

  asks(path, kind) {
    this.tally.request();
    this.tally.sent(this.heads.bytes(path, kind));
    this.tally.received(this.heads.answer + FIELDS);
  }

  /** A stream ends when it has carried 128 KiB, and another one begins. */
  streams(bytes) {
    this.tally.received(chunkBytes(bytes));
    this.streamed += bytes;
    if (this.streamed < MOST_STREAMED) return;
    this.streamed = 0;
    this.opens();
  }
}

class XhrStreaming extends OverHttp {
  opens() {
    this.asks(`${SESSION}xhr_streaming`, KINDS.empty);
    this.streams(PRELUDE);
  }

  receives(frame) {
    this.streams(utf8Bytes(`${frame}\n`));
  }
}

class ServerSentEvents extends OverHttp {
  opens() {
    this.asks(`${SESSION}eventsource`, KINDS.events);
    this.streams(utf8Bytes('\r\n'));
  }

  receives(frame) {
    this.streams(utf8Bytes(`data: ${frame}\r\n\r\n`));
  }
}

/** Each frame is an answer, and the next question follows. */
class XhrPolling extends OverHttp {
  opens() {
    this.asks(`${SESSION}xhr`, KINDS.empty);
  }

  receives(frame) {
    this.tally.received(chunkBytes(utf8Bytes(`${frame}\n`)) + chunkBytes(0));
    this.opens();
  }
}

class OverWebSocket {
  constructor(place, tally) {
    this.place = place;
    this.tally = tally;
  }

  opens() {
    handshake(this.place, this.tally, `${SESSION}websocket`);
    this.tally.received(this.place.heads.answer);
  }

  sends(text) {
    this.tally.sent(webSocketBytes(utf8Bytes(text), true));
  }

  receives(frame) {
    this.tally.received(webSocketBytes(utf8Bytes(frame), false));
  }
}

/** What SockJS's transports put on the wire, by its protocol (version 0.3.3): the library shows only the messages. */
export const SOCKJS_COSTS = {
  websocket: OverWebSocket,
  'xhr-streaming': XhrStreaming,
  eventsource: ServerSentEvents,
  'xhr-polling': XhrPolling,
};
