package dochat.support;

import io.vertx.core.json.JsonArray;

/** Reads what a SockJS server sends (sockjs-protocol 0.3.3): {@code o}, {@code h}, {@code a[…]}, {@code c[code,"reason"]}. */
final class SockJsFrames {
  private final Pipe.Receiver receiver;
  private boolean isOpen;
  private boolean isClosed;

  SockJsFrames(Pipe.Receiver receiver) {
    this.receiver = receiver;
  }

  void read(String frame) {
    char type = frame.isEmpty() ? 'h' : frame.charAt(0);
    if (type == 'o') {
      opened();
    } else if (type == 'a') {
      new JsonArray(frame.substring(1)).forEach(message -> receiver.frame((String) message));
    } else if (type == 'c') {
      closed(new JsonArray(frame.substring(1)).getInteger(0));
    }
  }

  /** The server has closed, or the connection is lost. Only the first code counts. */
  synchronized void closed(int code) {
    if (!isClosed) {
      isClosed = true;
      notifyAll();
      receiver.closed(code);
    }
  }

  synchronized boolean isOpen() {
    return isOpen && !isClosed;
  }

  synchronized boolean isClosed() {
    return isClosed;
  }

  /** The frame that carries one message to the server. */
  static String message(String text) {
    return new JsonArray().add(text).encode();
  }

  private synchronized void opened() {
    isOpen = true;
  }
}
