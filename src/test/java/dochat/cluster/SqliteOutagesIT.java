package dochat.cluster;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.FileSizes;
import dochat.support.RoomFeed;
import dochat.support.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A SQLite file that is locked, moved, replaced, read for long, made read-only, or on a disk that is full. */
@Timeout(180)
class SqliteOutagesIT extends StoreOutages {
  private static final int DISK_KIBIBYTES = 64 << 10;

  @TempDir
  static Path data;
  private static SmallDisk disk;
  private static List<ChatNode> nodes;

  @BeforeAll
  static void startNodes() {
    disk = SmallDisk.isPossible() ? SmallDisk.mount(data, DISK_KIBIBYTES) : null;
    nodes = ChatNode.cluster(2, data, "--post-rate", "100000");
  }

  @AfterAll
  static void stopNodes() {
    nodes.forEach(ChatNode::close);
    if (disk != null) {
      disk.close();
    }
  }

  @Override
  List<ChatNode> nodes() {
    return nodes;
  }

  @Test
  void aFileThatAnotherProgramHasLocked() throws InterruptedException, SQLException {
    try (Connection other = connect()) {
      other.createStatement().execute("BEGIN IMMEDIATE");
      allRefused();
      other.createStatement().execute("ROLLBACK");
    }
    recovered();
  }

  /** Where this machine lets us mount one (root); elsewhere one that fails beyond some size. */
  @Test
  void aDiskThatIsFull() throws InterruptedException, IOException {
    if (disk == null) {
      nodes.forEach(node -> FileSizes.limit(node.pid(), 1));
    } else {
      disk.fill();
    }
    allRefused();
    if (disk == null) {
      nodes.forEach(node -> FileSizes.unlimited(node.pid()));
    } else {
      disk.tidyUp();
    }
    recovered();
  }

  @Test
  void aFileThatIsMovedAwayForAWhile() throws InterruptedException, IOException {
    Files.move(file(), data.resolve("elsewhere.db"));
    allRefused();
    Files.move(data.resolve("elsewhere.db"), file());
    recovered();
  }

  @Test
  void aFileThatIsReadForLong() throws InterruptedException, SQLException {
    try (Connection reader = connect()) {
      reader.setAutoCommit(false);
      reader.createStatement().executeQuery("SELECT COUNT(*) FROM event").close();
      allPost();
      noneRefused();
      reader.rollback();
    }
    recovered();
  }

  /** What is open stays open: it is the next node that is refused. */
  @Test
  void aFileThatIsMadeReadOnly() throws InterruptedException, IOException {
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("r--r--r--"));
    allPost();
    noneRefused();
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
    recovered();
  }

  /** A copy of yesterday takes the place of the file, and everybody is told to begin anew. */
  @Test
  void aFileThatIsReplacedByACopyOfYesterday() throws IOException, SQLException {
    ChatClient ann = guest(nodes.get(0));
    String epoch = ann.epoch();
    try (Connection other = connect()) {
      other.createStatement().execute("VACUUM INTO '" + data.resolve("copy.db") + "'");
    }
    allPost();
    Files.move(data.resolve("copy.db"), file(), StandardCopyOption.REPLACE_EXISTING);
    eventually("everybody is reset", () -> feeds().stream().allMatch(feed -> feed.resets() == 1));
    allPost();
    ready();
    RoomFeed anew = ann.register(calm());
    assertNotEquals(epoch, anew.deliveries().get(0).getString("epoch"));
    assertTrue(ann.isOpen(), "nobody is signed out");
  }

  private static Path file() {
    return data.resolve("dochat.db");
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file() + "?busy_timeout=10000");
  }
}
