import { utf8Bytes, webSocketBytes } from '../count/bytes.js';
import { websocket as transport } from '../../net/transports/websocket.js';
import { Enveloped } from './enveloped.js';
import { KINDS } from './http.js';

const BEAT_EVERY = 20_000;
/** What the answer to a handshake has beside what all answers have (RFC 6455 section 4.2.2), and has not. */
const UPGRADED = 60;

/** @type {import('./http.js').Door} */
export const websocket = {
  name: 'websocket',
  open(place, tally, events) {
    const talk = new Enveloped(place, events, (text) => {
      tally.sent(webSocketBytes(utf8Bytes(text), true));
      socket.send(text);
    });
    handshake(place, tally, '/eventbus/websocket');
    const beats = setInterval(() => beat(tally), BEAT_EVERY);
    const socket = transport.open(location.origin, {
      open: () => {
        tally.received(place.heads.answer + UPGRADED);
        talk.opened();
      },
      message: (text) => {
        tally.received(webSocketBytes(utf8Bytes(text), false));
        talk.received(text);
      },
      alive: () => {},
      close: () => {
        clearInterval(beats);
        events.closed('lost');
      },
    });
    return { post: (id, text) => talk.post(id, text), close: () => socket.close() };
  },
};

/**
 * What a browser's handshake has beside what its GET has (RFC 6455 section 4.1), and has not: in a secure context a GET also says where it comes from and
 * which browser it is.
 */
const UPGRADES = isSecureContext ? -50 : 140;

/** @param {import('./http.js').Place} place @param {import('../count/tally.js').Tally} tally @param {string} path */
export function handshake({ heads }, tally, path) {
  tally.request();
  tally.sent(heads.bytes(path, KINDS.ask) + UPGRADES);
}

/** The server's ping and the browser's pong, which no script sees. */
export function beat(tally) {
  tally.received(webSocketBytes(0, false));
  tally.sent(webSocketBytes(0, true));
}
