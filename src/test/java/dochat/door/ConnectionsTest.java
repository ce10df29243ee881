package dochat.door;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.loop.LoopClock;
import dochat.metrics.Metrics;
import dochat.protocol.CloseReason;
import dochat.protocol.Limits;
import dochat.protocol.ProblemCode;
import dochat.room.OneNode;
import dochat.security.Quota;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of connections whose clients take nothing, and of too many of them. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class ConnectionsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int MUCH = 16 << 20;
  private static final long BUDGET = 40L << 20;
  private static final int MOST = 4;
  private static final long IDLE_MILLIS = 75_000;

  private final AtomicLong nanos = new AtomicLong();
  private final Metrics metrics = new Metrics();
  private final HeldBytes held = new HeldBytes(BUDGET);
  private final Capacity capacity = new Capacity(MOST + 1);
  private final Quota addresses = new Quota(MOST);
  private final Gate gate = new Gate(capacity, addresses, metrics);
  private final BlockingQueue<Client> accepted = new LinkedBlockingQueue<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private Connections connections;
  private Context loop;
  private NetServer server;

  /** The server's side of one connection. */
  private static final class Client {
    private final NetSocket socket;
    private final Connection connection;
    private final List<CloseReason> ends = new CopyOnWriteArrayList<>();

    Client(NetSocket socket, Connection connection) {
      this.socket = socket;
      this.connection = connection;
      connection.carries(ends::add);
    }
  }

  @BeforeEach
  void listen(Vertx vertx) {
    loop = vertx.getOrCreateContext();
    LoopClock clock = new LoopClock(nanos::get);
    connections = OneNode.on(loop, () -> new Connections(vertx, clock, held, metrics, gate, IDLE_MILLIS));
    server = OneNode.on(loop, () -> vertx.createNetServer().connectHandler(socket -> accepted.add(new Client(socket, connections.add(socket)))));
    OneNode.await(server.listen(0, "127.0.0.1"));
  }

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void endsWhoTakesNothingForAMinuteAndNobodyWhoTakesALittle() throws Exception {
    Client stuck = connect();
    Client slow = connect();
    Client quiet = connect();
    write(stuck, MUCH);
    write(slow, MUCH);
    Socket reader = sockets.get(1);
    for (int second = 0; second < Limits.STALLED_MILLIS / 1_000 + 2; second++) {
      read(reader);
      write(stuck, 10);
      pass(1);
    }
    await().until(() -> !stuck.ends.isEmpty());
    assertEquals(List.of(CloseReason.STALLED), stuck.ends);
    assertEquals(List.of(List.of(), List.of()), List.of(slow.ends, quiet.ends));
  }

  /** It has been told everything at once, and nothing of it is new for longer than a connection may be idle. */
  @Test
  void endsNobodyWhoTakesOneLongAnswerSlowly() throws Exception {
    Client slow = connect();
    write(slow, 2 * MUCH);
    for (int second = 0; second < IDLE_MILLIS / 1_000 + 5; second++) {
      read(sockets.get(0));
      pass(1);
    }
    assertEquals(List.of(), slow.ends);
  }

  /** What is written in one turn of the loop is more than a node has long before it looks again. */
  @Test
  void countsMuchThatNobodyHasTakenAtOnce() throws Exception {
    Client stuck = connect();
    long counted = OneNode.on(loop, () -> {
      stuck.socket.write(Buffer.buffer(new byte[MUCH]));
      return held.now();
    });
    assertTrue(counted >= MUCH, counted + " bytes");
  }

  @Test
  void whoFailsAtItsEndFailsAloneAndEnds() throws Exception {
    Client broken = connect();
    Client stuck = connect();
    broken.connection.carries(reason -> {
      throw new IllegalStateException("its door cannot end it");
    });
    write(broken, MUCH / 2);
    write(stuck, MUCH / 2);
    pass(Limits.STALLED_MILLIS / 1_000 + 2);
    await().until(() -> stuck.ends.equals(List.of(CloseReason.STALLED)));
    await().until(() -> held.now() == 0);
  }

  /** The time in which the process stood still is nobody's fault. */
  @Test
  void endsNobodyBecauseTheProcessStoodStill() throws Exception {
    Client client = connect();
    write(client, MUCH);
    pass(30);
    nanos.addAndGet(3_600 * SECOND);
    pass(20);
    assertEquals(List.of(), client.ends);
    pass(15);
    await().until(() -> client.ends.equals(List.of(CloseReason.STALLED)));
  }

  @Test
  void endsAConnectionOnWhichNothingIsSaid() throws Exception {
    Client quiet = connect();
    Client talking = connect();
    for (int second = 0; second < IDLE_MILLIS / 1_000 + 2; second++) {
      write(talking, 1);
      pass(1);
    }
    await().until(() -> quiet.ends.equals(List.of(CloseReason.LOST)));
    assertEquals(List.of(), talking.ends);
  }

  /** What waits now has not waited for as long as nothing did. */
  @Test
  void whoWasQuietHasAMinuteToTakeWhatComes() throws Exception {
    Client client = connect();
    pass(Limits.STALLED_MILLIS / 1_000 + 2);
    write(client, MUCH);
    assertTrue(OneNode.on(loop, () -> client.connection.isMoving(1_000)), "nobody has waited for it yet");
    pass(Limits.STALLED_MILLIS / 1_000 - 2);
    assertEquals(List.of(), client.ends);
    pass(4);
    await().until(() -> client.ends.equals(List.of(CloseReason.STALLED)));
  }

  /** As where what is said to one at its end is too much for all. */
  @Test
  void whoIsEndedByTheEndOfAnotherIsForgotten() throws Exception {
    Client stuck = connect();
    Client other = connect();
    stuck.connection.carries(reason -> other.connection.end(CloseReason.OVERLOADED));
    write(stuck, MUCH);
    for (int second = 0; second < Limits.STALLED_MILLIS / 1_000 + IDLE_MILLIS / 1_000 + 5; second++) {
      if (other.ends.isEmpty()) {
        write(other, 1);
      }
      pass(1);
    }
    assertEquals(List.of(CloseReason.OVERLOADED), other.ends);
  }

  @Test
  void letsGoOfWhoHoldsMostWhenAllHoldTooMuch() throws Exception {
    Client small = connect();
    Client large = connect();
    Client larger = connect();
    write(small, 6 << 20);
    write(large, MUCH);
    write(larger, 2 * MUCH);
    await().until(() -> larger.ends.equals(List.of(CloseReason.OVERLOADED)));
    await().until(() -> held.now() < BUDGET);
    assertTrue(held.now() > 0, "of the others");
    assertEquals(List.of(List.of(), List.of()), List.of(small.ends, large.ends));
  }

  /** That others have too much on another event loop is not to be paid by who happens to be alone on this one. */
  @Test
  void leavesAloneWhoHoldsLittle(Vertx vertx) throws Exception {
    List<CloseReason> ends = new CopyOnWriteArrayList<>();
    OneNode.on(loop, () -> {
      Connections others = new Connections(vertx, new LoopClock(nanos::get), held, metrics, gate, IDLE_MILLIS);
      others.add(holding(1_000, ends));
      held.changed(2 * BUDGET, 0);
      others.look();
      return null;
    });
    assertEquals(List.of(), ends);
  }

  @Test
  void endsNobodyForWhatAnotherEventLoopHasLetGo(Vertx vertx) throws Exception {
    List<CloseReason> ends = new CopyOnWriteArrayList<>();
    Client large = connect();
    OneNode.on(loop, () -> {
      Connections others = new Connections(vertx, new LoopClock(nanos::get), held, metrics, gate, IDLE_MILLIS);
      others.add(holding(MUCH, ends));
      others.look();
      large.socket.write(Buffer.buffer(new byte[3 * MUCH]));
      connections.look();
      others.look();
      return null;
    });
    await().until(() -> large.ends.equals(List.of(CloseReason.OVERLOADED)));
    assertEquals(List.of(), ends);
  }

  private static Holder holding(long bytes, List<CloseReason> ends) {
    return new Holder() {
      @Override
      public long heldBytes() {
        return bytes;
      }

      @Override
      public void end(CloseReason reason) {
        ends.add(reason);
      }
    };
  }

  @Test
  void countsTheConnectionsOfAnAddressAndForgetsThem() throws Exception {
    for (int i = 0; i < MOST; i++) {
      assertNull(connect().connection.refusal());
    }
    assertEquals(ProblemCode.TOO_MANY_CONNECTIONS, connect().connection.refusal().code());
    sockets.get(MOST).close();
    sockets.get(0).close();
    await().until(() -> addresses.take("7f000001"));
    addresses.give("7f000001");
    assertNull(connect().connection.refusal());
  }

  /** Who hears that it is full stays for as long as that takes; more than a few of those are not heard. */
  @Test
  void aNodeThatIsFullRefusesUntilSomebodyGoes() throws Exception {
    while (capacity.taken() < capacity.most()) {
      assertTrue(capacity.take());
    }
    assertEquals(ProblemCode.NODE_FULL, connect().connection.refusal().code());
    await().until(() -> isCut(connect()));
    assertEquals(capacity.most(), capacity.taken());
    capacity.give();
    Client welcome = connect();
    assertNull(welcome.connection.refusal());
    sockets.get(sockets.size() - 1).close();
    await().until(() -> capacity.taken() == capacity.most() - 1);
  }

  private boolean isCut(Client client) throws IOException {
    Socket socket = sockets.get(sockets.size() - 1);
    socket.setSoTimeout(50);
    try {
      return client.connection.refusal() != null && socket.getInputStream().read() == -1;
    } catch (SocketTimeoutException open) {
      return false;
    }
  }

  private Client connect() throws Exception {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress("127.0.0.1", server.actualPort()));
    sockets.add(socket);
    return accepted.poll(20, TimeUnit.SECONDS);
  }

  private void write(Client client, int bytes) {
    OneNode.on(loop, () -> client.socket.write(Buffer.buffer(new byte[bytes])));
  }

  /** A second's worth of a slow line. */
  private void read(Socket socket) throws IOException {
    socket.getInputStream().readNBytes(256 << 10);
  }

  /** So many seconds pass, in each of which the connections are looked at. */
  private void pass(int seconds) {
    for (int second = 0; second < seconds; second++) {
      OneNode.on(loop, () -> {
        nanos.addAndGet(SECOND);
        connections.look();
        return null;
      });
    }
  }
}
