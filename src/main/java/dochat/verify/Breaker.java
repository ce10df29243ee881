package dochat.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Does what a schedule says, and mends it again. Blocks; not for the loop. */
final class Breaker {
  private static final int LOCK_SECONDS = 30;

  private final Ground ground;
  private int divided;

  Breaker(Ground ground) {
    this.ground = ground;
  }

  /** A fault that is over, and when it was, in epoch milliseconds. */
  record Struck(String fault, long from, long to) {
  }

  /** How many partitions the nodes have noticed, each while it lasted. */
  int divided() {
    return divided;
  }

  /** Returns when the fault is over: the node serves again, the network is whole, the store answers. */
  Struck strike(Step step) throws IOException {
    long from = System.currentTimeMillis();
    NodeProcess node = ground.nodes().get(step.node());
    switch (step.fault()) {
      case KILL -> kill(node, step.length());
      case PAUSE -> pause(node, step.length());
      case RESTART -> restartAll(step);
      case PARTITION -> partition(step);
      case DROP_BUS -> dropBus(step);
      case STORE -> takeStore(step);
    }
    return new Struck(step.fault().option(), from, System.currentTimeMillis());
  }

  private static void kill(NodeProcess node, Duration gone) throws IOException {
    node.kill();
    begin(node, gone);
  }

  private static void pause(NodeProcess node, Duration length) throws IOException {
    node.freeze();
    try {
      Pause.of(length);
    } finally {
      node.thaw();
    }
  }

  private void restartAll(Step step) throws IOException {
    int size = ground.nodes().size();
    for (int i = 0; i < size; i++) {
      NodeProcess node = ground.nodes().get((step.node() + i) % size);
      node.stop();
      begin(node, step.length());
    }
  }

  private static void begin(NodeProcess node, Duration gone) throws IOException {
    Pause.of(gone);
    node.launch();
    node.awaitServing();
  }

  private void partition(Step step) throws IOException {
    ground.cutMember(step.node(), step.stalls());
    ground.cutBus(step.stalls());
    Pause.of(step.length());
    divided += ground.isWhole() ? 0 : 1;
    ground.heal();
  }

  private void dropBus(Step step) throws IOException {
    ground.cutBus(step.stalls());
    Pause.of(step.length());
    ground.heal();
  }

  private void takeStore(Step step) throws IOException {
    if (ground.databaseFile() != null) {
      lock(ground.databaseFile(), step.length());
      return;
    }
    ground.cutDatabase(step.stalls());
    Pause.of(step.length());
    ground.heal();
  }

  private static void lock(Path file, Duration length) throws IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file); Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = " + 1000 * LOCK_SECONDS);
      statement.execute("BEGIN IMMEDIATE");
      Pause.of(length);
      statement.execute("ROLLBACK");
    } catch (SQLException e) {
      throw new IOException("the store cannot be locked", e);
    }
  }
}
