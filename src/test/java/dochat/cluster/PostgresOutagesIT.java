package dochat.cluster;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.CommitCutter;
import dochat.support.Http;
import dochat.support.Pipe;
import dochat.support.PostgresServer;
import dochat.support.RoomFeed;
import dochat.support.SmallDisk;
import dochat.support.SockJsHttpPipe;
import dochat.support.SockJsHttpPipe.Receiving;
import dochat.support.SockJsWebSocketPipe;
import dochat.support.TcpPipe;
import dochat.support.WebSocketPipe;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL server that is away, silent, read-only, locked, or cut off in the middle of a commit. */
@Timeout(180)
class PostgresOutagesIT extends StoreOutages {
  private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(14);
  private static final int COMERS = 20;
  private static final int BUSY = 1013;
  /** Enough for all tables. */
  private static final int SMALL_KIBIBYTES = 16_384;

  @TempDir
  static Path data;
  private static PostgresServer server;
  private static String database;
  private static CommitCutter cutter;
  private static List<ChatNode> nodes;

  @BeforeAll
  static void startNodes() {
    server = PostgresServer.start();
    database = server.newDatabase();
    cutter = new CommitCutter(database);
    nodes = ChatNode.cluster(2, data, "--database", cutter.through(database), "--post-rate", "100000");
  }

  /** What failed while the server was silent leaves it to the others as it was. */
  @AfterEach
  void thaw() {
    server.thaw();
  }

  @AfterAll
  static void stopNodes() {
    nodes.forEach(ChatNode::close);
    cutter.close();
    server.close();
  }

  @Override
  List<ChatNode> nodes() {
    return nodes;
  }

  @Test
  void aServerThatIsStopped() throws InterruptedException {
    server.stop();
    allRefused();
    server.run();
    recovered();
  }

  /**
   * Whoever comes meanwhile, by whatever door, with a token that this node has not seen lately, waits for a while and is told to come again
   * at worst: a token that cannot be looked up is not nobody's.
   */
  @Test
  void aServerThatIsSilent() throws InterruptedException {
    ChatNode node = nodes.get(1);
    List<String> tokens = Stream.generate(() -> Http.guest(nodes.get(0), "Comer").token()).limit(COMERS).toList();
    double signedOut = signedOut();
    server.freeze();
    long frozenNanos = System.nanoTime();
    List<ChatClient> comers = tokens.stream().map(token -> come(new WebSocketPipe(node, "/eventbus/websocket", Map.of()), token)).toList();
    List<ChatClient> others = otherDoors(node).stream().map(door -> come(door, tokens.get(0))).toList();
    List<CompletableFuture<HttpResponse<InputStream>>> listeners = listeners(node, tokens.get(1));
    allRefused();
    eventually("it has been silent for long enough", () -> System.nanoTime() - frozenNanos > SILENT_NANOS);
    server.thaw();
    comers.forEach(comer -> assertTrue(comer.isOpen() || comer.closeCode() == BUSY, "closed with " + (comer.isOpen() ? 0 : comer.closeCode())));
    listeners.forEach(listener -> assertTrue(Set.of(200, 503).contains(listener.join().statusCode()), listener.join().toString()));
    recovered();
    assertEquals(signedOut, signedOut());
    for (String token : tokens) {
      try (ChatClient again = ChatClient.connect(node).use(token)) {
        again.ask("chat.session", new JsonObject());
      }
    }
    Stream.concat(comers.stream(), others.stream()).forEach(ChatClient::close);
  }

  private static ChatClient come(Pipe door, String token) {
    ChatClient client = ChatClient.over(door).use(token);
    client.send(client.frame("send", "chat.session"));
    return client;
  }

  private static List<Pipe> otherDoors(ChatNode node) {
    List<Pipe> doors = new ArrayList<>(List.of(new TcpPipe(node), new SockJsWebSocketPipe(node, Map.of())));
    Stream.of(Receiving.values()).forEach(receiving -> doors.add(new SockJsHttpPipe(node, receiving, Map.of())));
    return doors;
  }

  /** A long poll, both streams of a room, and both kinds of feed. */
  private static List<CompletableFuture<HttpResponse<InputStream>>> listeners(ChatNode node, String token) {
    Http comer = new Http(node, token);
    BodyPublisher feed = BodyPublishers.ofString("{\"after\":{\"general\":null},\"wait\":1}");
    return Stream.of(comer.request("/api/rooms/general/events?after=0&wait=1"), comer.request("/api/rooms/general/stream"),
        comer.request("/api/rooms/general/stream").header("Accept", "text/event-stream"),
        comer.request("/api/feed").header("Content-Type", "application/json").POST(feed),
        comer.request("/api/feed").header("Content-Type", "application/json").header("Accept", "application/x-ndjson").POST(feed))
        .map(request -> HttpClient.newHttpClient().sendAsync(request.build(), BodyHandlers.ofInputStream())).toList();
  }

  private static double signedOut() {
    return nodes.stream().map(ChatNode::metrics).mapToDouble(now -> now.sum("dochat_closes_total", "reason=\"unauthenticated\"")
        + now.sum("dochat_closes_total", "reason=\"signed_out\"")).sum();
  }

  @Test
  void aServerThatIsReadOnlyForAWhile() throws InterruptedException {
    String name = database.substring(database.lastIndexOf('/') + 1);
    server.execute(database, "ALTER DATABASE " + name + " SET default_transaction_read_only = on");
    server.execute(server.url("postgres"), "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
    allRefused();
    eventually("history is readable", () -> reader().ask("chat.events", new JsonObject().put("room", calm())).getLong("head") > 0);
    server.execute(server.url("postgres"), "ALTER DATABASE " + name + " RESET default_transaction_read_only");
    recovered();
  }

  /** All tables are on a small disk, where this machine lets us mount one (root); elsewhere the server only says so. */
  @Test
  void aDiskThatIsFull(@TempDir Path folder) throws InterruptedException, IOException {
    if (!SmallDisk.isPossible()) {
      server.execute(database, "CREATE FUNCTION full() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''full'' USING ERRCODE = ''53100''; END'");
      server.execute(database, "CREATE TRIGGER full BEFORE INSERT ON event EXECUTE FUNCTION full()");
      allRefused();
      server.execute(database, "DROP FUNCTION full CASCADE");
      recovered();
      return;
    }
    try (SmallDisk disk = SmallDisk.mount(folder, SMALL_KIBIBYTES)) {
      server.own(folder);
      server.execute(database, "CREATE TABLESPACE small LOCATION '" + folder + "'");
      try {
        moveTables("pg_default", "small");
        try {
          disk.fill();
          allRefused();
          eventually("history is readable", () -> reader().ask("chat.events", new JsonObject().put("room", calm())).getLong("head") > 0);
        } finally {
          disk.tidyUp();
        }
        recovered();
      } finally { // the other tests need them, too
        moveTables("small", "pg_default");
        server.execute(database, "DROP TABLESPACE small");
      }
    }
  }

  private static void moveTables(String from, String to) {
    for (String kind : List.of("TABLE", "INDEX")) {
      server.execute(database, "ALTER " + kind + " ALL IN TABLESPACE " + from + " SET TABLESPACE " + to);
    }
  }

  /** What came since yesterday is gone, as after a failover that was quicker than replication, and everybody is told to begin anew. */
  @Test
  void aDatabaseThatIsOlderThanItWas() {
    ChatClient ann = guest(nodes.get(0));
    String epoch = ann.epoch();
    server.execute(database, "UPDATE room SET head = LEAST(head, 1); DELETE FROM event WHERE seq > 1");
    eventually("everybody is reset", () -> feeds().stream().allMatch(feed -> feed.resets() == 1));
    allPost();
    ready();
    RoomFeed anew = ann.register(calm());
    assertNotEquals(epoch, anew.deliveries().get(0).getString("epoch"));
    assertTrue(ann.isOpen(), "nobody is signed out");
  }

  @Test
  void answersToCommitsThatAreLost() throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      cutter.cut(3);
      eventually("answers are lost", () -> cutter.left() == 0);
    }
    recovered();
  }

  @Test
  void aRoomThatSomebodyHolds() throws InterruptedException, SQLException {
    try (var holder = server.connect(database)) {
      holder.setAutoCommit(false);
      holder.createStatement().execute("SELECT 1 FROM room WHERE id IN ('general', '" + other() + "') FOR UPDATE");
      forget();
      eventually("posts to the room that is held are refused", () -> of(other()).stream().noneMatch(poster -> poster.refusals().isEmpty()));
      guest(nodes.get(0)).ask("chat.join", new JsonObject().put("room", calm()));
      newRoom();
      assertTrue(of(calm()).stream().allMatch(poster -> poster.refusals().isEmpty()), "the other room goes on");
      assertTrue(longestMillis(of(calm())) < 5_000, "and is not slow");
      ready();
      holder.rollback();
    }
    recovered();
  }

  @Test
  void aNodeThatFallsAsleepInATransaction() throws InterruptedException {
    ChatNode sleeper = ChatNode.start(data, "--database", cutter.through(database), "--post-rate", "100000");
    ChatClient there = ChatClient.guest(sleeper, "Sleeper");
    Poster poster = new Poster(there, "sleeper", other());
    eventually("it posts", () -> poster.acknowledged().size() > 3);
    forget();
    sleeper.freeze();
    recovered();
    there.close();
    sleeper.close();
    poster.join();
  }
}
