package dochat.door;

import dochat.loop.Bulkhead;
import dochat.loop.LoopClock;
import dochat.metrics.Metrics;
import dochat.protocol.CloseReason;
import dochat.protocol.Limits;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.security.Places;
import dochat.security.Quota;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.web.RoutingContext;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All connections of one event loop's server: ends those on which nothing moves, keeps what is held for all of them within what a node can
 * spare, and counts those of each address. Lives on its event loop.
 */
public final class Connections {
  private static final long LOOK_MILLIS = 250;
  private static final long SLOW_MILLIS = 5_000;
  /** An IPv6 customer has at least so much of the address for a network of their own (RFC 6177). */
  private static final int IPV6_NETWORK_BYTES = 8;

  private final LoopClock clock;
  private final HeldBytes held;
  private final Metrics metrics;
  private final ByteCount bytes;
  private final Places places;
  private final Quota addresses;
  private final long idleMillis;
  private final Set<Connection> connections = new LinkedHashSet<>();
  private final Set<Holder> holders = new LinkedHashSet<>();
  private long heldBytes;
  private int slow;

  /**
   * Called on the event loop.
   *
   * @param places     connections of the node
   * @param addresses  connections of each address
   * @param idleMillis a connection on which nothing is said for so long is ended
   */
  public Connections(Vertx vertx, LoopClock clock, HeldBytes held, Metrics metrics, Places places, Quota addresses, long idleMillis) {
    this.clock = clock;
    this.held = held;
    this.metrics = metrics;
    this.bytes = new ByteCount(metrics);
    this.places = places;
    this.addresses = addresses;
    this.idleMillis = idleMillis;
    vertx.setPeriodic(LOOK_MILLIS, timer -> look());
  }

  /** A client has connected. Where its address or the node has too many, it may ask whether the node lives and hear why it goes, and is cut soon. */
  public void add(HttpConnection connection) {
    Connection added = add(((HttpServerConnection) connection).channelHandlerContext());
    if (!added.isWelcome()) {
      Cut.later(added.context());
    }
  }

  /** The same for a client that speaks no HTTP. */
  Connection add(NetSocket socket) {
    return add(((NetSocketInternal) socket).channelHandlerContext());
  }

  /** Why this request may not have the connection that it has; null if it may. */
  public static Problem refusal(HttpServerRequest request) {
    Connection connection = of(request);
    return connection == null ? null : connection.refusal();
  }

  /** Watches what becomes of the answer to this request, where its connection alone does not show it: with HTTP/2. */
  public static void watch(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.version() == HttpVersion.HTTP_2) {
      context.addHeadersEndHandler(begins -> of(request).answers(request.response().streamId(), length(request.response())));
    }
    context.next();
  }

  private static long length(HttpServerResponse response) {
    String length = response.headers().get(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length);
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
    String address = address(channel.remoteAddress());
    Connection connection = new Connection(clock, refusal(address));
    connection.begin(vertx);
    channel.pipeline().addFirst(bytes);
    connections.add(connection);
    holders.add(connection);
    channel.closeFuture().addListener(closed -> {
      connections.remove(connection);
      holders.remove(connection);
      if (connection.isWelcome()) {
        addresses.give(address);
        places.give();
      }
    });
    return connection;
  }

  /** Takes their place where there is one. */
  private Problem refusal(String address) {
    if (!places.take()) {
      return Problem.of(ProblemCode.BUSY, "The node has as many connections as it takes; try again, or at another one.");
    }
    if (!addresses.take(address)) {
      places.give();
      return Problem.of(ProblemCode.TOO_MANY_CONNECTIONS);
    }
    return null;
  }

  /** Looks at all of them; four times a second. */
  void look() {
    long nowNanos = clock.nanos();
    Bulkhead.each(connections, connection -> {
      connection.look(nowNanos);
      if (connection.isStalled(Limits.STALLED_MILLIS, nowNanos)) {
        connection.end(CloseReason.STALLED);
      } else if (connection.isIdle(idleMillis, nowNanos)) {
        connection.end(CloseReason.LOST);
      }
    });
    count();
    countSlow(nowNanos);
  }

  private void count() {
    long now = holders.stream().mapToLong(Holder::heldBytes).sum();
    long tooMuch = held.changed(now - heldBytes, now);
    heldBytes = now;
    if (tooMuch > 0) {
      letGo(tooMuch);
    }
  }

  private void countSlow(long nowNanos) {
    int now = (int) connections.stream().filter(connection -> connection.isStalled(SLOW_MILLIS, nowNanos)).count();
    metrics.slow(now - slow);
    slow = now;
  }

  /** Those who hold most go first. They are counted again at the next look. */
  private void letGo(long bytes) {
    List<Holder> heaviest = new ArrayList<>();
    long left = bytes;
    for (Holder holder : holders.stream().sorted(Comparator.comparingLong(Holder::heldBytes).reversed()).toList()) {
      if (left > 0) {
        left -= holder.heldBytes();
        heaviest.add(holder);
      }
    }
    Bulkhead.each(heaviest, holder -> holder.end(CloseReason.OVERLOADED));
  }

  private static String address(SocketAddress remote) {
    InetAddress address = remote instanceof InetSocketAddress inet ? inet.getAddress() : null;
    if (address == null) {
      return "";
    }
    byte[] bytes = address.getAddress();
    return HexFormat.of().formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes);
  }
}
