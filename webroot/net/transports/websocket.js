/**
 * A transport carries texts both ways, in order, until it closes; it never reopens itself. `alive` is a sign of life that is no text.
 * A transport that closes may say what was proved by it: `buffered` when a proxy holds its answers back.
 * @typedef {{ open: () => void, message: (text: string) => void, alive: () => void, close: (code: number, proof?: string) => void }} TransportEvents
 * One whose commands go another way than its pings can try that way out.
 * @typedef {{ send: (text: string) => void, close: () => void, tryOut?: () => Promise<any> }} Channel
 * Whoever opens one may ask for a sign of life every `beat` seconds; a transport that carries frames leaves that to `chat.heartbeat`.
 * `registersInOne`: all that one listens to goes in one request, which costs no more when it is much.
 * @typedef {{ name: string, registersInOne?: boolean, isSupported: () => boolean, open: (origin: string, events: TransportEvents, beat?: number) => Channel }} Transport
 */

/** @type {Transport} */
export const websocket = {
  name: 'websocket',

  isSupported: () => typeof WebSocket === 'function',

  open(origin, events) {
    const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/eventbus/websocket`);
    socket.onopen = () => events.open();
    socket.onmessage = ({ data }) => events.message(data);
    socket.onclose = ({ code }) => events.close(code);
    return {
      /** Between its end and the news of it, a browser would only complain. */
      send: (text) => {
        if (socket.readyState <= WebSocket.OPEN) socket.send(text);
      },
      close: () => socket.close(1000),
    };
  },
};
