package dochat.cluster;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.CommitCutter;
import dochat.support.PostgresServer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL server that is away, silent, read-only, locked, or cut off in the middle of a commit. */
@Timeout(180)
class PostgresOutagesIT extends StoreOutages {
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
    eventually("history is readable", () -> reader().ask("chat.events", new JsonObject().put("room", calm())).getLong("head") > 0);
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
