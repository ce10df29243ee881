package dochat.cluster;

import static dochat.support.Eventually.eventually;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dochat.model.Neighbour;
import dochat.store.Store;
import dochat.store.StoreConfig;
import dochat.support.ChatNode;
import dochat.support.Http;
import dochat.support.PostgresServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes start on one store at the same moment and do not find each other, as while DNS does not know them yet: there never are two clusters that serve. */
@Timeout(240)
class StartApartIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration OFTEN = Duration.ofMillis(50);

  @TempDir
  Path folder;
  private final List<ChatNode> nodes = new ArrayList<>();

  @Test
  void ofTwoThatBeginAClusterAtTheSameMomentOneServes() throws Exception {
    PostgresServer server = PostgresServer.shared();
    String database = server.newDatabase();
    Store.prepare(new StoreConfig(folder, database), Duration.ZERO);
    int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
    try (Connection holder = server.connect(database); Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("LOCK TABLE node IN EXCLUSIVE MODE"); // they read it, and wait to write
      nodes.add(node("one", port, database));
      nodes.add(node("other", port + 1, database));
      nodes.forEach(ChatNode::serving);
      await().atMost(PATIENCE).pollInterval(OFTEN).until(() -> {
        nodes.forEach(node -> assertEquals("store out of reach", status(node)));
        return waiting(statement) == 2;
      });
      holder.rollback();
    }
    await().atMost(PATIENCE).pollInterval(OFTEN).until(() -> {
      List<String> said = nodes.stream().map(StartApartIT::status).toList();
      assertNotEquals(List.of("ready", "ready"), said, "two clusters");
      return Set.copyOf(said).equals(Set.of("ready", "out of the cluster"));
    });
    nodes.forEach(node -> assertEquals(1, node.clusterSize()));
    eventually("only one says since when it serves", () -> serving(server, database) == 1);
  }

  @AfterEach
  void end() {
    nodes.forEach(ChatNode::close);
  }

  private ChatNode node(String name, int port, String database) throws IOException {
    String xml = Files.readString(Path.of("cluster.xml")).replace("port-count=\"60\">5701", "port-count=\"1\">" + port).replace("try.count\">60", "try.count\">1");
    Path config = Files.writeString(folder.resolve(name + ".xml"), xml);
    return ChatNode.launch(folder.resolve(name), "--database", database, "--cluster-config", config.toString());
  }

  private static int waiting(Statement statement) {
    try (ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM pg_locks WHERE relation = 'node'::regclass AND NOT granted")) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int serving(PostgresServer server, String database) throws SQLException {
    try (Connection reader = server.connect(database); Statement statement = reader.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM node WHERE since < " + Neighbour.NOT_YET)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static String status(ChatNode node) {
    return new JsonObject(Http.get(node.opsUri("/health/ready")).body()).getString("status");
  }
}
