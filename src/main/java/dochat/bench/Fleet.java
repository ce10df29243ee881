package dochat.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;

/** All clients of a load and the one thread on which they live. Methods that may throw {@link IOException} block the main thread, which leads; all others are the loop's. */
final class Fleet implements AutoCloseable {
  /** So many are on their way at once, where they are to be there soon. */
  private static final int HANDSHAKES = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int READ_BYTES = 65_536;
  private static final int CONNECT_MILLIS = 10_000;

  private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final EventLoop loop = group.next();
  private final FrameReader.Space space = new FrameReader.Space();
  private final Bootstrap bootstrap;
  /** Which of them a client is at, goes by turns. */
  private List<InetSocketAddress> nodes = List.of();
  private final List<Line> lines = new ArrayList<>();
  private final Deque<Line> waiting = new ArrayDeque<>();
  private Meter meter = new Meter();
  private Runnable afterRead = () -> { };
  private boolean isReading;
  private int begun;
  private int ready;
  private long readyNanos;
  private int ended;
  private String fault;

  Fleet() {
    // A connection that is closed leaves no trace in the system, so that a run may have more of them than there are ports.
    bootstrap = new Bootstrap().group(group).channel(NioSocketChannel.class).option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.SO_LINGER, 0).option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
        .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES));
  }

  /** Clients that are connected from now on are at these nodes, by turns. */
  void reach(List<InetSocketAddress> nodes) throws IOException {
    ask(() -> this.nodes = nodes);
  }

  /** Connects them, a hundred at a time, and waits until they are all ready. */
  void open(List<Line> more) throws IOException {
    int count = ask(() -> {
      waiting.addAll(more);
      openNext();
      return asked();
    });
    if (!await(PATIENCE, () -> ready >= count || fault != null) || ask(() -> ready) < count) {
      throw new IOException(ask(() -> fault == null ? "%d of %d clients are connected after %d s".formatted(ready, count, PATIENCE.toSeconds()) : fault));
    }
  }

  /** Begins to connect one. From any thread. */
  void openSoon(Line line) {
    loop.execute(() -> open(line));
  }

  /** Ends all connections, and forgets them. */
  void closeLines() throws IOException {
    ask(() -> {
      afterRead = () -> { };
      lines.forEach(Line::close);
      return lines;
    });
    await(PATIENCE, () -> ended >= lines.size());
    ask(() -> {
      lines.clear();
      begun = 0;
      ready = 0;
      ended = 0;
      fault = null;
      return lines;
    });
  }

  /** Counts from nothing on. */
  Meter restart() throws IOException {
    return ask(() -> meter = new Meter());
  }

  /** Does this on the loop and waits for it. */
  <T> T ask(Callable<T> work) throws IOException {
    try {
      return loop.submit(work).get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      throw Pause.interrupted(e);
    }
  }

  /** Waits until it is so, on the loop, for a time at most; the answer is whether it is. */
  boolean await(Duration patience, BooleanSupplier condition) throws IOException {
    long last = Stamp.now() + patience.toNanos();
    while (!ask(condition::getAsBoolean)) {
      if (Stamp.now() > last) {
        return false;
      }
      Pause.briefly();
    }
    return true;
  }

  @Override
  public void close() {
    group.shutdownGracefully();
  }

  EventLoop loop() {
    return loop;
  }

  Meter meter() {
    return meter;
  }

  List<Line> lines() {
    return lines;
  }

  FrameReader.Space space() {
    return space;
  }

  /** What clients name as the host; no node asks for more than that it is one. */
  String host() {
    return nodes.get(0).getHostString() + ":" + nodes.get(0).getPort();
  }

  /** What is done when the clients for whom something was there have read it, once for all of them. */
  void afterRead(Runnable work) {
    afterRead = work;
  }

  void hasRead() {
    if (!isReading) {
      isReading = true;
      loop.execute(this::haveRead);
    }
  }

  private void haveRead() {
    isReading = false;
    afterRead.run();
  }

  /** A client listens, or is signed in. */
  void ready(long now) {
    ready++;
    readyNanos = now;
    openNext();
  }

  int ready() {
    return ready;
  }

  /** How many were to be connected. */
  int asked() {
    return begun + waiting.size();
  }

  /** When the last one was ready. */
  long readyNanos() {
    return readyNanos;
  }

  /** A client cannot do what it is there for. */
  void fault(String why) {
    fault = fault == null ? why : fault;
  }

  /** A client is gone, by itself or because it was closed. */
  void ended() {
    ended++;
  }

  /** How many are gone. */
  int gone() {
    return ended;
  }

  /** What became of clients, in words; null if nothing did. */
  String damage() {
    return fault == null ? null : "%d of %d clients are gone: %s".formatted(ended, begun, fault);
  }

  private void openNext() {
    while (!waiting.isEmpty() && begun - ready < HANDSHAKES) {
      open(waiting.remove());
    }
  }

  private void open(Line line) {
    InetSocketAddress node = nodes.get(begun++ % nodes.size());
    lines.add(line);
    bootstrap.clone().handler(line).connect(node).addListener(connected -> {
      if (!connected.isSuccess()) {
        fault("the node cannot be reached: " + connected.cause().getMessage());
        line.gone();
      }
    });
  }
}
