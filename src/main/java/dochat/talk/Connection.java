package dochat.talk;

import dochat.protocol.Framing;
import dochat.protocol.Limits;
import io.vertx.core.json.JsonObject;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;

/** A connection to a node's TCP door. One thread receives and one sends, which need not be the same; any may close. */
final class Connection implements Closeable {
  /** A ping goes this often, so that a node that lives is never silent for longer. */
  static final Duration PING = Duration.ofMillis(Limits.HEARTBEAT_MILLIS);
  private static final Duration SILENCE = Duration.ofSeconds(45);
  private static final Duration SIGN_IN = Duration.ofSeconds(5);

  private final NodeAddress node;
  private final Socket socket;
  private final FrameInput in;
  private final OutputStream out;

  private Connection(NodeAddress node, Socket socket) throws IOException {
    this.node = node;
    this.socket = socket;
    this.in = new FrameInput(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  /** Connects; whoever listens there has a few seconds for the sign-in. */
  static Connection open(NodeAddress node, Dialer dialer) throws IOException {
    Socket socket = dialer.dial(node, SIGN_IN);
    try {
      return new Connection(node, socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  NodeAddress node() {
    return node;
  }

  /** From now on it counts as dead when nothing at all has come for 45 s. */
  void signedIn() throws IOException {
    socket.setSoTimeout((int) SILENCE.toMillis());
  }

  /** Waits for a frame; fails when the connection is dead, or is none to a node. */
  JsonObject receive() throws IOException {
    return in.next();
  }

  void send(JsonObject frame) throws IOException {
    out.write(Framing.bytes(frame.encode()));
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // it is of no use any more either way
    }
  }
}
