package dochat.browser;

import dochat.support.ChatNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A node as it is from far away: whatever goes either way is half of a round trip late, all connections together get so many bits a second, and a connection takes a round trip
 * to be made. It has no slow start: that of TCP, from ten segments on, would add a round trip to an answer of 14 KB, and another one to each that is twice as long.
 */
final class FarAway implements AutoCloseable {
  private static final int PART_BYTES = 1_460;
  private static final Part END = new Part(null, 0);

  private final ServerSocket door;
  private final ChatNode node;
  private final long halfNanos;
  private final double nanosPerByte;
  /** When the line down is free again. */
  private long freeNanos = System.nanoTime();

  /**
   * @param roundTripMillis of what is said and answered
   * @param megabits        a second, from the node
   */
  FarAway(ChatNode node, int roundTripMillis, int megabits) {
    try {
      this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.node = node;
    this.halfNanos = roundTripMillis * 500_000L;
    this.nanosPerByte = 8_000.0 / megabits;
    Forwarder.daemon(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + door.getLocalPort();
  }

  @Override
  public void close() {
    Forwarder.quietly(door);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = door.accept();
        Forwarder.daemon(() -> connect(client, System.nanoTime() + 2 * halfNanos));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void connect(Socket client, long madeNanos) {
    try {
      waitUntil(madeNanos);
      Socket server = new Socket(InetAddress.getLoopbackAddress(), node.port());
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      pump(client, server, false);
      pump(server, client, true);
    } catch (IOException e) {
      Forwarder.quietly(client);
    }
  }

  private void pump(Socket from, Socket to, boolean isDown) {
    BlockingQueue<Part> late = new LinkedBlockingQueue<>();
    Forwarder.daemon(() -> read(from, late, isDown));
    Forwarder.daemon(() -> write(to, late));
  }

  private void read(Socket from, BlockingQueue<Part> late, boolean isDown) {
    try {
      InputStream in = from.getInputStream();
      byte[] buffer = new byte[PART_BYTES];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        late.add(new Part(Arrays.copyOf(buffer, count), (isDown ? sent(count) : System.nanoTime()) + halfNanos));
      }
    } catch (IOException e) {
      // As if it had ended.
    }
    late.add(END);
  }

  private void write(Socket to, BlockingQueue<Part> late) {
    try {
      OutputStream out = to.getOutputStream();
      for (Part next = late.take(); next != END; next = late.take()) {
        waitUntil(next.dueNanos);
        out.write(next.bytes);
      }
    } catch (IOException | InterruptedException e) {
      // As if it had ended.
    }
    Forwarder.quietly(to);
  }

  private synchronized long sent(int bytes) {
    freeNanos = Math.max(freeNanos, System.nanoTime()) + (long) (bytes * nanosPerByte);
    return freeNanos;
  }

  private static void waitUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private record Part(byte[] bytes, long dueNanos) {
  }
}
