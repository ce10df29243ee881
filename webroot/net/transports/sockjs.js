const LIBRARY = '/vendor/sockjs-client/dist/sockjs.min.js';
const LOST = 1006;

const TRANSPORTS = ['websocket', 'xhr-streaming', 'eventsource', 'iframe-eventsource', 'iframe-htmlfile', 'xhr-polling',
  'iframe-xhr-polling', 'jsonp-polling'];

/** Each of SockJS's own transports, best first; `sockjs` alone leaves the choice to it. */
export const SOCKJS_WAYS = ['sockjs', ...TRANSPORTS.map((transport) => `sockjs:${transport}`)];

let policy;

/** The library puts itself into the global scope. A failed loading is tried again. */
function load() {
  // Its jsonp transport makes script elements; only this server's own addresses are let through.
  policy ??= globalThis.trustedTypes?.createPolicy('default', { createScriptURL: ownAddress });
  return import(LIBRARY);
}

const ownAddress = (address) => (new URL(address, location.href).origin === location.origin ? address : null);

/**
 * The envelope over SockJS, a library of its own that is loaded when it is wanted for the first time.
 * @param {string} name one of {@link SOCKJS_WAYS}
 * @returns {import('./websocket.js').Transport | undefined} none of another name
 */
export function sockjs(name) {
  if (!SOCKJS_WAYS.includes(name)) return undefined;
  const [, transport] = name.split(':');
  return {
    name,
    isSupported: () => true,
    open: (origin, events) => open(`${origin}/eventbus`, transport, load(), events),
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
