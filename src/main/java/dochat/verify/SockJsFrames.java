package dochat.verify;

import io.vertx.core.json.JsonArray;

/** Reads what a SockJS server sends (sockjs-protocol 0.3.3): {@code o}, {@code h}, {@code a[…]}, {@code c[code,"reason"]}. */
record SockJsFrames(Pipe.Receiver receiver) {
  void read(String frame) {
    if (frame.startsWith("a")) {
      new JsonArray(frame.substring(1)).forEach(message -> receiver.frame((String) message));
    } else if (frame.startsWith("c")) {
      receiver.ended(new JsonArray(frame.substring(1)).getInteger(0));
    }
  }

  /** The frame that carries one message to the server. */
  static String message(String text) {
    return new JsonArray().add(text).encode();
  }
}
