package dochat.door;

import dochat.loop.Bulkhead;
import dochat.loop.LoopClock;
import dochat.loop.Periodic;
import dochat.metrics.Metrics;
import dochat.protocol.CloseReason;
import dochat.protocol.Limits;
import dochat.protocol.Problem;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * All connections of one event loop's server: ends those on which nothing moves, keeps what is held for all of them within what a node can
 * spare, and counts those of each address. Lives on its event loop.
 */
public final class Connections {
  private static final long LOOK_MILLIS = 1_000;
  private static final long SLOW_MILLIS = 5_000;
  /** So long the head of a request may take. No other time limit ends one that drips in. */
  private static final long HEAD_MILLIS = 30_000;

  private final LoopClock clock;
  private final HeldBytes held;
  private final Metrics metrics;
  private final Gate gate;
  private final long idleMillis;
  /** Those in which something moves or waits. */
  private final Set<Connection> busy = new LinkedHashSet<>();
  /** The others, who has been so for longest first: most clients are only there. */
  private final Set<Connection> quiet = new LinkedHashSet<>();
  /** Beside the connections themselves. */
  private final Set<Holder> holders = new LinkedHashSet<>();
  private final LongConsumer more = this::more;
  private final Consumer<Connection> stirs = this::stirs;
  private final Count counted = new Count();
  private long heldBytes;
  private int parts;
  private int slow;
  /** What has been added since they were counted, some of which may have been taken. */
  private long moreBytes;

  /**
   * Called on the event loop.
   *
   * @param gate       who may have a connection
   * @param idleMillis a connection on which nothing is said for so long is ended
   */
  public Connections(Vertx vertx, LoopClock clock, HeldBytes held, Metrics metrics, Gate gate, long idleMillis) {
    this.clock = clock;
    this.held = held;
    this.metrics = metrics;
    this.gate = gate;
    this.idleMillis = idleMillis;
    held.loops(1);
    Periodic.every(vertx, LOOK_MILLIS, this::look);
  }

  /** A client has connected. Where there are too many, it may ask whether the node lives and hear why it goes, and is cut soon. */
  public void add(HttpConnection connection) {
    add(((HttpServerConnection) connection).channelHandlerContext());
  }

  /** The same for a client that speaks no HTTP. */
  Connection add(NetSocket socket) {
    Connection connection = add(((NetSocketInternal) socket).channelHandlerContext());
    connection.framed(0);
    return connection;
  }

  /** Why this request may not have the connection that it has; null where it may. */
  public static Problem refusal(HttpServerRequest request) {
    Connection connection = of(request);
    return connection == null ? null : connection.refusal();
  }

  /** Watches what its connection alone does not show: that a request has come, and what of its answer waits elsewhere. */
  public static void watch(RoutingContext context) {
    HttpServerRequest request = context.request();
    Connection connection = of(request);
    if (!connection.asked(request)) {
      return;
    }
    context.addEndHandler(ended -> connection.answered(request));
    context.addHeadersEndHandler(begins -> connection.answers(request.response().streamId(), length(request)));
    context.next();
  }

  /** Whether more of this request over HTTP/2 may come. */
  public static boolean isUnfinished(HttpServerRequest request) {
    return of(request).isUnfinished(request);
  }

  /** An answer to HEAD says how long another one would be (RFC 9110 section 9.3.2). */
  private static long length(HttpServerRequest request) {
    String length = request.response().headers().get(HttpHeaders.CONTENT_LENGTH);
    return length == null || request.method() == HttpMethod.HEAD ? 0 : Long.parseLong(length);
  }

  /** The connection of a request; null where its server does not watch them. */
  static Connection of(HttpServerRequest request) {
    return Connection.of(WebSocketGuard.context(request).channel());
  }

  /** Something that is held is more than what its connection shows. */
  void add(Holder holder) {
    holders.add(holder);
  }

  void remove(Holder holder) {
    holders.remove(holder);
  }

  private Connection add(ChannelHandlerContext vertx) {
    Channel channel = vertx.channel();
    Gate.Admission admission = gate.admit(Network.of(channel.remoteAddress()));
    Connection connection = new Connection(clock, metrics, admission.refusal(), more, stirs);
    Runnable leave = admission.leave();
    channel.closeFuture().addListener(closed -> {
      leave.run();
      busy.remove(connection);
      quiet.remove(connection);
    });
    busy.add(connection);
    connection.begin(vertx);
    if (!admission.isTold()) {
      Cut.now(connection.context());
    } else if (admission.refusal() != null) {
      Cut.later(connection.context());
    }
    return connection;
  }

  private void stirs(Connection connection) {
    if (quiet.remove(connection)) {
      busy.add(connection);
    }
  }

  /** Looks at all of them that are not quiet, and counts what they hold, once a second. */
  void look() {
    long nowNanos = clock.nanos();
    int slowBefore = slow;
    slow = 0;
    Bulkhead.each(busy, connection -> {
      connection.look(nowNanos);
      slow += connection.isStalled(SLOW_MILLIS, nowNanos) ? 1 : 0;
      if (connection.isStalled(Limits.STALLED_MILLIS, nowNanos)) {
        connection.end(CloseReason.STALLED);
      } else if (connection.isIdle(idleMillis, nowNanos) || connection.isDawdling(HEAD_MILLIS, nowNanos)) {
        connection.end(CloseReason.LOST);
      } else if (connection.rest() && busy.remove(connection)) { // else the end of another one has ended it
        quiet.add(connection);
      }
    });
    Bulkhead.each(quiet.stream().takeWhile(connection -> connection.isIdle(idleMillis, nowNanos)).toList(), connection -> connection.end(CloseReason.LOST));
    metrics.slow(slow - slowBefore);
    count();
  }

  /** So many bytes more are held. What comes within a second may be more than a node has, so who holds it is counted as soon as it is much. */
  void more(long bytes) {
    moreBytes += bytes;
    if (moreBytes > held.enoughBytes()) {
      count();
    }
  }

  /** Who is quiet holds nothing. Ten thousand others are counted without anything made for one of them. */
  private void count() {
    moreBytes = 0;
    counted.begin();
    holders.forEach(counted.each);
    busy.forEach(counted.each);
    counted.parts += quiet.size();
    held.holders(counted.parts - parts);
    parts = counted.parts;
    long tooMuch = held.changed(counted.bytes - heldBytes, counted.bytes);
    heldBytes = counted.bytes;
    if (tooMuch > 0) {
      letGo(tooMuch);
    }
  }

  /** Those who hold most go first, and nobody who holds little, whatever clients of other event loops do. They have ended for the other event loops, too, before those count; what stays of them all the same is counted at the next look. */
  private void letGo(long bytes) {
    List<Share> all = new ArrayList<>();
    Stream.concat(holders.stream(), busy.stream()).forEach(holder -> holder.each(part -> all.add(new Share(part, part.heldBytes()))));
    List<Holder> heaviest = new ArrayList<>();
    long left = bytes;
    Collections.reverse(all); // of those who hold the same, the newest first: what came last is not decoded yet
    for (Share share : all.stream().filter(each -> each.bytes() >= held.littleBytes()).sorted(Comparator.comparingLong(Share::bytes).reversed()).toList()) {
      if (left > 0) {
        left -= share.bytes();
        heaviest.add(share.holder());
      }
    }
    Bulkhead.each(heaviest, holder -> holder.end(CloseReason.OVERLOADED));
    heldBytes -= bytes - left;
    held.changed(left - bytes, heldBytes);
  }

  /** What is held for all of them. */
  private static final class Count {
    private final Consumer<Holder> part = this::add;
    private final Consumer<Holder> each = holder -> holder.each(part);
    private long bytes;
    private int parts;

    private void begin() {
      bytes = 0;
      parts = 0;
    }

    private void add(Holder holder) {
      bytes += holder.heldBytes();
      parts++;
    }
  }

  /** What is held for one of them, as it was counted. */
  private record Share(Holder holder, long bytes) {
  }
}
