package dochat.cluster;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import dochat.bus.Cluster;
import dochat.bus.Readiness;
import dochat.bus.Readiness.Status;
import dochat.metrics.Metrics;
import dochat.store.Store;
import dochat.store.StoreConfig;
import dochat.support.Http;
import dochat.support.TestJvm;
import dochat.web.OpsVerticle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node whose membership in the cluster has ended, while its process lives on. */
@Timeout(180)
class EndedMemberIT {
  /** More than a stranger says until it is taken for one that serves elsewhere. */
  private static final int BEATS = 6;

  @TempDir
  Path data;

  /** It has served for longer, so that it would be the one to serve if it lived elsewhere. */
  @Test
  void isNotReadyNorAliveAndKeepsNobodyElseFromServing() throws IOException {
    StoreConfig place = new StoreConfig(data, null);
    String name = Store.prepare(place, Duration.ZERO);
    Member ended = Member.of(name, place);
    HazelcastInstance membership = Hazelcast.getAllHazelcastInstances().stream()
        .filter(instance -> instance.getConfig().getClusterName().equals("dochat-" + name)).findFirst().orElseThrow();
    Member other = Member.of(name, place);
    try {
      Stream.of(ended, other).forEach(member -> eventually("it is ready", () -> member.status() == Status.READY));
      membership.getLifecycleService().terminate();
      HttpResponse<String> live = ended.live();
      assertEquals(503, live.statusCode());
      assertEquals("{\"status\":\"out of the cluster\"}", live.body());
      eventually("it is not ready", () -> ended.status() == Status.CLUSTER);
      eventually("the other one is alone", () -> other.cluster.size() == 1);
      AtomicLong before = new AtomicLong(beat(other));
      eventually("it has looked again and again, and serves", () -> {
        if (other.status() == Status.CLUSTER) { // after a stall of its own it is in doubt for a moment
          before.set(beat(other));
        }
        return beat(other) > before.get() + BEATS;
      });
      assertEquals(200, other.live().statusCode());
      assertEquals(Status.CLUSTER, ended.status());
    } finally {
      Stream.of(other, ended).forEach(Member::end);
    }
  }

  private long beat(Member member) {
    try (Connection store = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("dochat.db")); Statement statement = store.createStatement();
        ResultSet row = statement.executeQuery("SELECT beat FROM node WHERE id = '" + member.cluster.node() + "'")) {
      assertTrue(row.next());
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The parts of a node that readiness is about. */
  private record Member(Cluster cluster, Store store, Readiness readiness, int port) {
    static Member of(String name, StoreConfig place) throws IOException {
      Cluster cluster = Cluster.join(name, TestJvm.clusterConfig(), null).await();
      Store store = Store.open(cluster.vertx(), place, name, Duration.ZERO).await();
      Readiness readiness = new Readiness(store, cluster, () -> false);
      cluster.vertx().deployVerticle(readiness).await();
      int port = freePort();
      cluster.vertx().deployVerticle(new OpsVerticle("127.0.0.1", port, readiness, new Metrics())).await();
      return new Member(cluster, store, readiness, port);
    }

    HttpResponse<String> live() {
      return Http.get(URI.create("http://127.0.0.1:" + port + "/health/live"));
    }

    Status status() {
      return readiness.status().await();
    }

    private static int freePort() throws IOException {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      }
    }

    void end() {
      store.close().await();
      cluster.vertx().close().await();
    }
  }
}
