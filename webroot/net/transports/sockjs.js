const LIBRARY = '/vendor/sockjs-client/dist/sockjs.min.js';
const LOST = 1006;

const TRANSPORTS = ['websocket', 'xhr-streaming', 'eventsource', 'iframe-eventsource', 'iframe-htmlfile', 'xhr-polling',
  'iframe-xhr-polling', 'jsonp-polling'];

/** Each of SockJS's own transports, best first; `sockjs` alone leaves the choice to it. */
export const SOCKJS_WAYS = ['sockjs', ...TRANSPORTS.map((transport) => `sockjs:${transport}`)];

/**
 * The envelope over SockJS, a library of its own that is loaded when it is wanted for the first time.
 * @param {string} name one of {@link SOCKJS_WAYS}
 * @param {(address: string) => Promise<void>} load runs a classic script
 * @returns {import('./websocket.js').Transport | undefined} none of another name
 */
export function sockjs(name, load) {
  if (!SOCKJS_WAYS.includes(name)) return undefined;
  const [, transport] = name.split(':');
  return {
    name,
    isSupported: () => true,
    open: (origin, events) => open(`${origin}/eventbus`, transport, load(LIBRARY), events),
  };
}

/** Behaves like a socket while the library is still on its way. */
function open(address, transport, loaded, events) {
  let socket = null;
  let isClosed = false;
  loaded.then(() => {
    if (isClosed) return;
    socket = new globalThis.SockJS(address, null, transport ? { transports: transport } : {});
    socket.onopen = () => events.open();
    socket.onmessage = ({ data }) => events.message(data);
    socket.onheartbeat = () => events.alive();
    socket.onclose = ({ code }) => events.close(code);
  }).catch(() => events.close(LOST));
  return {
    send: (text) => socket.send(text),
    close: () => {
      isClosed = true;
      socket?.close();
    },
  };
}
