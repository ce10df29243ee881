package dochat.support;

import io.vertx.core.json.JsonArray;
import java.util.List;

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

  /** The frame that carries these messages to the server. */
  static String of(List<String> texts) {
    return new JsonArray(texts).encode();
  }

  private synchronized void opened() {
    isOpen = true;
  }
}
