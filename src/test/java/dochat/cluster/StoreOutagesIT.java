package dochat.cluster;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.CommitCutter;
import dochat.support.PostgresServer;
import dochat.support.RoomFeed;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes, people who post and read at both, and a PostgreSQL server that is away, silent, read-only, locked, or cut off in the middle of
 * a commit. What is measured is published; what is asserted leaves room for a busy machine.
 */
@Timeout(180)
class StoreOutagesIT {
  private static final Set<String> RETRYABLE = Set.of("busy", "unconfirmed");
  /** What is promised is 6 s to an answer, and 5 s to recover. */
  private static final long SLOWEST_MILLIS = 15_000;

  @TempDir
  static Path data;
  private static PostgresServer server;
  private static String database;
  private static CommitCutter cutter;
  private static List<ChatNode> nodes;

  private final List<ChatClient> clients = new ArrayList<>();
  private final List<Poster> posters = new ArrayList<>();
  private final List<RoomFeed> feeds = new ArrayList<>();
  private String calm;
  private String other;
  private TestReporter reporter;

  @BeforeAll
  static void startNodes() {
    server = PostgresServer.start();
    database = server.newDatabase();
    cutter = new CommitCutter(database);
    nodes = ChatNode.cluster(2, data, "--database", cutter.through(database), "--post-rate", "100000");
  }

  @AfterAll
  static void stopNodes() {
    nodes.forEach(ChatNode::close);
    cutter.close();
    server.close();
  }

  @BeforeEach
  void people(TestReporter given) {
    reporter = given;
    calm = newRoom();
    other = newRoom();
    List<ChatClient> people = new ArrayList<>();
    for (ChatNode node : nodes) {
      for (String room : List.of(calm, other)) {
        ChatClient client = guest(node);
        people.add(client);
        feeds.add(client.register(room));
      }
    }
    for (int i = 0; i < people.size(); i++) {
      String room = i % 2 == 0 ? calm : other;
      posters.add(new Poster(people.get(i), room + "-" + i, room));
    }
    allPost();
  }

  @AfterEach
  void leave() {
    clients.forEach(ChatClient::close);
  }

  @Test
  void aServerThatIsStopped() throws InterruptedException {
    server.stop();
    allRefused();
    server.run();
    recovered();
  }

  @Test
  void aServerThatIsSilent() throws InterruptedException {
    server.freeze();
    allRefused();
    server.thaw();
    recovered();
  }

  @Test
  void aServerThatIsReadOnlyForAWhile() throws InterruptedException {
    String name = database.substring(database.lastIndexOf('/') + 1);
    server.execute(database, "ALTER DATABASE " + name + " SET default_transaction_read_only = on");
    server.execute(server.url("postgres"), "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
    allRefused();
    eventually("history is readable", () -> clients.get(0).ask("chat.events", new JsonObject().put("room", calm)).getLong("head") > 0);
    server.execute(server.url("postgres"), "ALTER DATABASE " + name + " RESET default_transaction_read_only");
    recovered();
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
      holder.createStatement().execute("SELECT 1 FROM room WHERE id IN ('general', '" + other + "') FOR UPDATE");
      posters.forEach(Poster::forget);
      eventually("posts to the room that is held are refused", () -> of(other).stream().noneMatch(poster -> poster.refusals().isEmpty()));
      guest(nodes.get(0)).ask("chat.join", new JsonObject().put("room", calm));
      newRoom();
      reporter.publishEntry("slowest answer of another room", longest(of(calm)) + " ms");
      assertTrue(of(calm).stream().allMatch(poster -> poster.refusals().isEmpty()), "the other room goes on");
      assertTrue(longest(of(calm)) < 5_000, "slowest answer " + longest(of(calm)) + " ms");
      holder.rollback();
    }
    recovered();
  }

  @Test
  void aNodeThatFallsAsleepInATransaction() throws InterruptedException {
    ChatNode sleeper = ChatNode.start(data, "--database", cutter.through(database), "--post-rate", "100000");
    ChatClient there = ChatClient.guest(sleeper, "Sleeper");
    Poster poster = new Poster(there, "sleeper", other);
    eventually("it posts", () -> poster.acknowledged().size() > 3);
    posters.forEach(Poster::forget);
    sleeper.freeze();
    recovered();
    there.close();
    sleeper.close();
    poster.join();
  }

  private void allPost() {
    for (Poster poster : posters) {
      int before = poster.acknowledged().size();
      eventually(poster.getName() + " posts", () -> poster.acknowledged().size() > before + 1);
    }
  }

  /** Refused while the store is away, and soon. */
  private void allRefused() {
    posters.forEach(Poster::forget);
    eventually("posts are refused", () -> posters.stream().noneMatch(poster -> poster.refusals().isEmpty()));
    reporter.publishEntry("slowest answer", longest(posters) + " ms");
    assertTrue(longest(posters) < SLOWEST_MILLIS, "slowest answer " + longest(posters) + " ms");
  }

  private void recovered() throws InterruptedException {
    long begin = System.nanoTime();
    allPost();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    reporter.publishEntry("recovered", millis + " ms");
    assertTrue(millis < SLOWEST_MILLIS, "recovered after " + millis + " ms");
    for (Poster poster : posters) {
      poster.end();
      assertTrue(RETRYABLE.containsAll(poster.refusals()), poster.refusals().toString());
    }
    everythingIsThere();
    assertTrue(clients.stream().allMatch(ChatClient::isOpen), "nobody is signed out");
    for (ChatNode node : nodes) {
      assertEquals(List.of(), node.log().lines().filter(line -> line.contains(" ERROR ") && line.contains("] dochat.")).toList());
    }
  }

  /** What was acknowledged is there once, with its number, for everybody; and nothing else of these people. */
  private void everythingIsThere() {
    for (int i = 0; i < feeds.size(); i++) {
      RoomFeed feed = feeds.get(i);
      String room = posters.get(i).room();
      long head = clientOf(nodes.get(0)).ask("chat.events", new JsonObject().put("room", room).put("limit", 1)).getLong("head");
      eventually("all of " + room, () -> feed.numbers().size() >= head);
      assertEquals(LongStream.rangeClosed(1, feed.numbers().get(feed.numbers().size() - 1)).boxed().toList(), feed.numbers());
      for (Poster poster : of(room)) {
        poster.acknowledged().forEach((id, seq) -> assertEquals("text of " + id, feed.texts().get((int) (seq - 1))));
      }
      assertEquals(feed.texts().size(), new HashSet<>(feed.texts()).size(), "nothing twice");
    }
  }

  private List<Poster> of(String room) {
    return posters.stream().filter(poster -> poster.room().equals(room)).toList();
  }

  private static long longest(List<Poster> posters) {
    return posters.stream().mapToLong(Poster::longestMillis).max().orElseThrow();
  }

  private String newRoom() {
    return clientOf(nodes.get(0)).ask("chat.create", new JsonObject().put("name", "방 " + System.nanoTime())).getJsonObject("room").getString("id");
  }

  private ChatClient clientOf(ChatNode node) {
    return clients.isEmpty() ? guest(node) : clients.get(0);
  }

  private ChatClient guest(ChatNode node) {
    ChatClient client = ChatClient.guest(node, "Guest");
    clients.add(client);
    return client;
  }
}
