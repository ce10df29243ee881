import { sockjs as library } from '../../net/transports/sockjs.js';
import { Enveloped } from './enveloped.js';
import { FIELDS, SOCKJS_COSTS } from './sockjs-costs.js';
import { KINDS } from './http.js';

/** Those of SockJS's transports whose costs are known here; its iframes and scripts do the same in a roundabout way. */
export const SOCKJS_TRANSPORTS = Object.keys(SOCKJS_COSTS);

/** @param {string} transport one of {@link SOCKJS_TRANSPORTS} @returns {import('./http.js').Door} */
export const sockjs = (transport) => ({
  name: 'sockjs',
  open(place, tally, events) {
    const costs = new SOCKJS_COSTS[transport](place, tally);
    const talk = new Enveloped(place, events, (text) => {
      costs.sends(`[${JSON.stringify(text)}]`);
      socket.send(text);
    });
    const texts = [];
    const frame = () => costs.receives(`a${escaped(JSON.stringify(texts.splice(0)))}`);
    asksForInfo(place, tally);
    costs.opens();
    const socket = library(`sockjs:${transport}`).open(location.origin, {
      open: () => {
        costs.receives('o');
        talk.opened();
      },
      message: (text) => {
        // The library hands out the texts of one frame one after the other, without a pause.
        if (texts.push(text) === 1) queueMicrotask(frame);
        talk.received(text);
      },
      alive: () => costs.receives('h'),
      close: () => events.closed('lost'),
    });
    return { post: (id, text) => talk.post(id, text), close: () => socket.close() };
  },
});

/** The server escapes what is not ASCII, as SockJS once needed it. */
const escaped = (json) => json.replace(/[^\0-\x7f]/g, '\\u0000');

/** Its body. */
const INFO = 80;

/** SockJS asks first what the server can do. */
function asksForInfo({ heads }, tally) {
  tally.request();
  tally.sent(heads.bytes('/eventbus/info?t=1700000000000', KINDS.ask));
  tally.received(heads.answer + FIELDS + INFO);
}
