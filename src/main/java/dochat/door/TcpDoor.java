package dochat.door;

import dochat.bus.SignalBus;
import dochat.loop.LoopClock;
import dochat.protocol.CloseReason;
import dochat.protocol.Frame;
import dochat.protocol.Frames;
import dochat.protocol.Framing;
import dochat.protocol.Limits;
import dochat.protocol.News;
import dochat.protocol.Problem;
import dochat.session.Services;
import dochat.session.Session;
import dochat.session.Sessions;
import dochat.session.Wire;
import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The envelope over TCP, in the framing of the Vert.x TCP event-bus bridge: a 4-byte big-endian length, then the JSON text. One event loop's
 * share of the server socket, with the sessions of the clients that it serves.
 */
public final class TcpDoor extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(TcpDoor.class);
  private static final byte[] REC = "{\"type\":\"rec\"".getBytes(StandardCharsets.UTF_8);
  private static final byte[] MESSAGE = "{\"type\":\"message\"".getBytes(StandardCharsets.UTF_8);
  /** Bytes that are written at once. */
  private static final int PART_BYTES = 32_768;
  private static final long GOODBYE_SECONDS = 2;
  /** Sessions watch their silence themselves. */
  private static final long NEVER_IDLE = Integer.MAX_VALUE;

  private final String host;
  private final int port;
  private final Certificate tls;
  private final Services services;
  private final SignalBus signals;
  private final HeldBytes held;
  private final Gate gate;
  private Connections connections;
  private Sessions sessions;
  private NetServer server;

  /**
   * @param tls  certificate and key, null to speak in the clear
   * @param gate who may have a connection
   */
  public TcpDoor(String host, int port, Certificate tls, Services services, SignalBus signals, HeldBytes held, Gate gate) {
    this.host = host;
    this.port = port;
    this.tls = tls;
    this.services = services;
    this.signals = signals;
    this.held = held;
    this.gate = gate;
  }

  @Override
  public Future<?> start() {
    LoopClock clock = new LoopClock();
    sessions = new Sessions(vertx, services, signals, clock);
    connections = new Connections(vertx, clock, held, services.metrics(), gate, NEVER_IDLE);
    NetServerOptions options = new NetServerOptions().setHost(host).setPort(port).setTcpNoDelay(true).setTcpKeepAlive(true);
    if (tls != null) {
      options.setSsl(true).setKeyCertOptions(tls.options()).setSslEngineOptions(gate.tls());
      tls.onChange(this::certify);
    }
    server = vertx.createNetServer(options);
    return server.connectHandler(this::connect).listen();
  }

  /** Nobody comes in any more, and every client is sent to another node. */
  @Override
  public Future<?> stop() {
    Duration end = services.farewell().get().whole().plusSeconds(GOODBYE_SECONDS);
    Future<Void> closed = server.shutdown(end.toMillis(), TimeUnit.MILLISECONDS);
    return sessions.drain().compose(gone -> closed.timeout(GOODBYE_SECONDS, TimeUnit.SECONDS).otherwiseEmpty());
  }

  private void certify(KeyCertOptions certificate) {
    server.updateSSLOptions(new ServerSSLOptions().setKeyCertOptions(certificate))
        .onFailure(failure -> LOG.error("the certificate was not replaced", failure));
  }

  private void connect(NetSocket socket) {
    Connection connection = connections.add(socket);
    if (connection.refusal() != null) {
      refuse(socket, connection);
      return;
    }
    RecordParser frames = RecordParser.newFixed(Framing.LENGTH_BYTES, socket);
    Session session = sessions.open(new SocketWire(socket, frames, connection));
    connection.carries(session::close);
    LengthPrefixed texts = new LengthPrefixed(frames, Limits.FRAME_BYTES, session::receive, session::oversized);
    frames.handler(part -> {
      connection.decoded(part.length());
      texts.handle(part);
    });
    socket.closeHandler(closed -> session.ended(CloseReason.CLIENT));
    socket.exceptionHandler(failure -> session.ended(CloseReason.LOST));
  }

  private void refuse(NetSocket socket, Connection connection) {
    Problem refusal = connection.refusal();
    services.metrics().refused(refusal.code().code());
    sayGoodbye(socket, connection, Buffer.buffer(Framing.bytes(Frames.err(null, refusal))));
  }

  /** Nothing that comes matters any more. */
  private static void sayGoodbye(NetSocket socket, Connection connection, Buffer last) {
    Cut.later(connection.context());
    socket.handler(rest -> connection.decoded(rest.length())).resume();
    socket.write(last).onComplete((written, failure) -> Cut.readingAway(connection.context()));
  }

  /** It is the parser that is paused: it has more than one frame at a time, and lets the socket go on when it wants more. */
  private record SocketWire(NetSocket socket, RecordParser frames, Connection connection) implements Wire {
    @Override
    public String transport() {
      return "tcp";
    }

    @Override
    public String network() {
      return Network.of(connection.context().channel().remoteAddress());
    }

    @Override
    public Future<Void> write(String frame) {
      return send(Frame.of(frame));
    }

    @Override
    public Future<Void> tell(News news) {
      return send(news.encoded());
    }

    /** In parts, like at a WebSocket. A delivery is called message here; what follows that word is the same for all who wait for it. */
    private Future<Void> send(Frame frame) {
      byte[] bytes = frame.bytes();
      int from = startsWith(bytes, REC) ? REC.length : 0;
      byte[] opening = from == 0 ? new byte[0] : MESSAGE;
      Future<Void> written = socket.write(Buffer.buffer().appendInt(opening.length + bytes.length - from).appendBytes(opening));
      for (; from < bytes.length; from += PART_BYTES) {
        written = socket.write(BufferInternal.buffer(Unpooled.wrappedBuffer(bytes, from, Math.min(PART_BYTES, bytes.length - from))));
      }
      return connection.carrying(frame, written);
    }

    private static boolean startsWith(byte[] bytes, byte[] opening) {
      return bytes.length >= opening.length && Arrays.equals(bytes, 0, opening.length, opening, 0, opening.length);
    }

    @Override
    public boolean isFull() {
      return socket.writeQueueFull();
    }

    @Override
    public boolean isTaking() {
      return connection.isMoving(Limits.HEARTBEAT_MILLIS);
    }

    @Override
    public void pause() {
      frames.pause();
    }

    @Override
    public void resume() {
      frames.resume();
    }

    @Override
    public void close(CloseReason reason) {
      if (!reason.isTold()) {
        Cut.now(connection.context());
      } else if (reason == CloseReason.GOING_AWAY) {
        Cut.later(connection.context());
        socket.close(); // who wanted to know has been told before, and the end of a node waits for this one
      } else {
        sayGoodbye(socket, connection, Buffer.buffer());
      }
    }
  }
}
