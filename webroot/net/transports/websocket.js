/**
 * A transport carries texts both ways, in order, until it closes; it never reopens itself.
 * @typedef {{ open: () => void, message: (text: string) => void, close: (code: number) => void }} TransportEvents
 * @typedef {{ send: (text: string) => void, close: () => void }} Channel
 * @typedef {{ name: string, open: (origin: string, events: TransportEvents) => Channel }} Transport
 */

/** @type {Transport} */
export const websocket = {
  name: 'websocket',

  open(origin, events) {
    const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/eventbus/websocket`);
    socket.onopen = () => events.open();
    socket.onmessage = ({ data }) => events.message(data);
    socket.onclose = ({ code }) => events.close(code);
    return {
      send: (text) => socket.send(text),
      close: () => socket.close(1000),
    };
  },
};
