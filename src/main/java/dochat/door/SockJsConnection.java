package dochat.door;

import dochat.protocol.CloseReason;
import dochat.session.Session;
import dochat.session.Wire;
import io.vertx.core.Future;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * One SockJS client. SockJS's own queues have no bound in either direction and do not wait for the transport below them, so this counts
 * what is under way to the client, and holds what a client sends that is not read from. Lives on one event loop.
 */
final class SockJsConnection implements Wire, Holder {
  /** Characters under way to a client above which it is not read from. */
  private static final int UNTAKEN_CHARS = 65_536;
  /** SockJS has it as a text, and with the others of its answer. */
  private static final long UNTAKEN_CHAR_BYTES = 2;
  /** Characters from a client held while it is not read from. Who sends more, without a look at the answers, is lost. */
  private static final int HELD_CHARS = 1_048_576;
  /** What a message costs besides its characters, an empty one, too. */
  private static final int MESSAGE_CHARS = 64;
  /** A client that polls has so long to fetch the last frame before the end. */
  private static final long LAST_FRAME_SECONDS = 5;

  private final SockJSSocket socket;
  private final Connections connections;
  private final Deque<String> held = new ArrayDeque<>();
  private Session session;
  private Future<Void> last = Future.succeededFuture();
  private int untakenChars;
  private int heldChars;
  private boolean isPaused;

  SockJsConnection(SockJSSocket socket, Connections connections) {
    this.socket = socket;
    this.connections = connections;
  }

  void begin(Session session) {
    this.session = session;
    socket.handler(message -> receive(message.toString()));
    connections.add(this);
    socket.closeHandler(closed -> {
      connections.remove(this);
      session.ended(CloseReason.CLIENT);
    });
    socket.exceptionHandler(failure -> session.ended(CloseReason.LOST));
  }

  @Override
  public String transport() {
    return "sockjs";
  }

  /**
   * SockJS's client decodes each message of an event source as a URI (sockjs-client 1.6.1, receiver/eventsource.js), which SockJS's own
   * server prepares it for and Vert.x 5.0.12 does not: a percent sign would end the session. In JSON it may be written in another way.
   */
  @Override
  public Future<Void> write(String frame) {
    untakenChars += frame.length();
    connections.more(UNTAKEN_CHAR_BYTES * frame.length());
    last = socket.write(frame.replace("%", "\\u0025")).onComplete((written, failure) -> untakenChars -= frame.length());
    return last;
  }

  @Override
  public boolean isFull() {
    return untakenChars >= UNTAKEN_CHARS;
  }

  @Override
  public long heldBytes() {
    return UNTAKEN_CHAR_BYTES * untakenChars + heldChars;
  }

  @Override
  public void end(CloseReason reason) {
    session.close(reason);
    socket.close(reason.webSocketCode(), reason.code());
  }

  @Override
  public void pause() {
    isPaused = true;
  }

  @Override
  public void resume() {
    isPaused = false;
    while (!isPaused && !held.isEmpty()) {
      String message = held.remove();
      heldChars -= weight(message);
      session.receive(message);
    }
  }

  /** SockJS drops what has not been sent when it closes, so the last frame goes first. What still comes in is dropped by the session. */
  @Override
  public void close(CloseReason reason) {
    held.clear();
    isPaused = false;
    last.timeout(LAST_FRAME_SECONDS, TimeUnit.SECONDS).onComplete((written, failure) -> socket.close(reason.webSocketCode(), reason.code()));
  }

  private void receive(String message) {
    if (!isPaused) {
      session.receive(message);
      return;
    }
    held.add(message);
    heldChars += weight(message);
    connections.more(weight(message));
    if (heldChars > HELD_CHARS) {
      session.close(CloseReason.LOST);
    }
  }

  private static int weight(String message) {
    return message.length() + MESSAGE_CHARS;
  }
}
