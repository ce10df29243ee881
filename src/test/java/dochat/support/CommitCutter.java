package dochat.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A proxy before a PostgreSQL server that cuts connections in the worst moment: when the server has committed and says so. Who asked for
 * the commit does not hear it. Any thread may load it.
 */
public final class CommitCutter implements AutoCloseable {
  private static final String COMMITTED = "COMMIT\0";

  private final ServerSocket server;
  private final int port;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger cuts = new AtomicInteger();
  private volatile boolean refuses;

  /** Stands before the server of this database URL. */
  public CommitCutter(String database) {
    this.port = Integer.parseInt(database.replaceAll(".*:(\\d+)/.*", "$1"));
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  /** The URL of the same database through this proxy. */
  public String through(String database) {
    return database.replaceAll(":\\d+/", ":" + server.getLocalPort() + "/");
  }

  /** Swallows the next so many answers to commits, and cuts their connections. */
  public void cut(int commits) {
    cuts.set(commits);
  }

  /** How many answers are still to be swallowed. */
  public int left() {
    return cuts.get();
  }

  /** Whether new connections are cut at once, as if the server were gone. */
  public void refuses(boolean refuses) {
    this.refuses = refuses;
  }

  @Override
  public void close() {
    end(server);
    open.forEach(CommitCutter::end);
  }

  private void accept() throws IOException {
    while (!server.isClosed()) {
      var client = server.accept();
      open.add(client);
      start(() -> connect(client));
    }
  }

  private void connect(Socket client) throws IOException {
    try {
      if (refuses) {
        throw new IOException("refused");
      }
      var postgres = new Socket(InetAddress.getLoopbackAddress(), port);
      open.add(postgres);
      start(() -> pass(postgres, client, true));
      pass(client, postgres, false);
    } finally {
      client.close();
      open.remove(client);
    }
  }

  private void pass(Socket from, Socket to, boolean isAnswers) throws IOException {
    try (from; to) {
      var buffer = new byte[1 << 16];
      for (var length = from.getInputStream().read(buffer); length >= 0; length = from.getInputStream().read(buffer)) {
        var isCommitted = isAnswers && new String(buffer, 0, length, StandardCharsets.ISO_8859_1).contains(COMMITTED);
        if (isCommitted && cuts.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
          return;
        }
        to.getOutputStream().write(buffer, 0, length);
      }
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(Work work) {
    var thread = new Thread(() -> {
      try {
        work.run();
      } catch (IOException e) {
        // One of the two is gone, and with it the other.
      }
    }, "commit-cutter");
    thread.setDaemon(true);
    thread.start();
  }

  private static void end(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
