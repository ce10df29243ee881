package dochat.browser;

import dochat.support.ChatNode;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An address that stays while the node behind it changes: a load balancer in small. Any thread may call; each connection has two threads
 * of its own, which end with it.
 */
final class Forwarder implements AutoCloseable {
  /** What flows on the WebSockets that are open now, until they are closed. */
  enum Hold { NOTHING, ANSWERS, EVERYTHING }

  private static final int BUFFER_BYTES = 65_536;
  /** No port at all. */
  private static final int NOWHERE = 0;

  private final ServerSocket door;
  private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
  private final AtomicLong up = new AtomicLong();
  private final AtomicLong down = new AtomicLong();
  private volatile int target;
  private volatile boolean isBroken;

  Forwarder(ChatNode target) {
    this(target.port());
  }

  /** @param target the port of this machine to which it leads */
  Forwarder(int target) {
    try {
      this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.target = target;
    daemon(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + door.getLocalPort();
  }

  /** Where new connections lead from now on; null refuses them. */
  void leadTo(ChatNode node) {
    target = node == null ? NOWHERE : node.port();
  }

  /** Breaks all connections. */
  void cut() {
    pairs.forEach(Pair::close);
  }

  /** As a cable that is pulled out: all connections break, and new ones are refused. */
  void breaks() {
    isBroken = true;
    cut();
  }

  /** It leads again where it did. */
  void isMended() {
    isBroken = false;
  }

  /** Holds the WebSockets that are open now; others are not concerned. What they hold when they close is lost. */
  void hold(Hold what) {
    pairs.forEach(pair -> pair.hold(what));
  }

  /** How many bytes went to the node. */
  long up() {
    return up.get();
  }

  /** How many bytes came from the node. */
  long down() {
    return down.get();
  }

  @Override
  public void close() {
    quietly(door);
    cut();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = door.accept();
        daemon(() -> connect(client));
      }
    } catch (IOException e) {
      cut();
    }
  }

  private void connect(Socket client) {
    try {
      int port = target;
      if (port == NOWHERE || isBroken) {
        throw new SocketException("leads nowhere");
      }
      Pair pair = new Pair(client, new Socket(InetAddress.getLoopbackAddress(), port));
      pairs.add(pair);
      if (isBroken) {
        pair.close();
      }
      daemon(() -> pair.pump(pair.server, pair.client, Hold.ANSWERS, down));
      pair.pump(pair.client, pair.server, Hold.EVERYTHING, up);
    } catch (IOException e) {
      quietly(client);
    }
  }

  static void daemon(Runnable task) {
    Thread thread = new Thread(task, "forwarder");
    thread.setDaemon(true);
    thread.start();
  }

  static void quietly(Closeable open) {
    try {
      open.close();
    } catch (IOException e) {
      // Closed is closed.
    }
  }

  /** One connection and its continuation. */
  private final class Pair {
    private final Socket client;
    private final Socket server;
    private boolean isWebSocket;
    private Hold held = Hold.NOTHING;

    Pair(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    /**
     * @param heldFrom the least hold that stops this direction
     * @param sum      of the bytes in this direction
     */
    void pump(Socket from, Socket to, Hold heldFrom, AtomicLong sum) {
      try {
        InputStream in = from.getInputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          sum.addAndGet(count);
          recognize(buffer, count);
          awaitPassage(heldFrom);
          to.getOutputStream().write(buffer, 0, count);
        }
      } catch (IOException e) {
        // One side has gone: so does the other.
      }
      close();
    }

    synchronized void hold(Hold what) {
      held = isWebSocket ? what : Hold.NOTHING;
      notifyAll();
    }

    synchronized void close() {
      pairs.remove(this);
      quietly(client);
      quietly(server);
      notifyAll();
    }

    private synchronized void recognize(byte[] buffer, int count) {
      isWebSocket |= new String(buffer, 0, Math.min(count, 40), StandardCharsets.ISO_8859_1).startsWith("GET /eventbus");
    }

    private synchronized void awaitPassage(Hold heldFrom) throws IOException {
      while (held.compareTo(heldFrom) >= 0 && !client.isClosed()) {
        try {
          wait();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
    }
  }
}
