package dochat.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One of the JVMs that run tests side by side, and what it has for itself: a folder, and the ports at which its nodes find each other. */
public final class TestJvm {
  /** What the pom says of it: 1, 2, …; 0 in an IDE. */
  private static final int NUMBER = Integer.parseInt(System.getProperty("dochat.fork", "0"));
  private static final int FIRST_CLUSTER_PORT = 5701;
  private static final int CLUSTER_PORTS = 60;

  private static final Path FOLDER = empty(Path.of("target", "tmp", Integer.toString(NUMBER)).toAbsolutePath());
  private static final Path CLUSTER_FILE = clusterFile();

  private TestJvm() {}

  /** For what a JVM that is killed leaves behind: the native part of SQLite, and a cache. The next run begins with an empty one. */
  public static Path folder() {
    return FOLDER;
  }

  /**
   * What its nodes are told of their cluster. A node asks at all ports of its cluster's file who is there, and waits for one that a test has
   * frozen, so that the first JVM has those of the file that ships, which nodes know untold, and each other one the next sixty.
   */
  static List<String> clusterOptions() {
    return CLUSTER_FILE == null ? List.of() : List.of("--cluster-config", CLUSTER_FILE.toString());
  }

  /** Null is the file that ships. */
  public static Path clusterConfig() {
    return CLUSTER_FILE;
  }

  /** What the cluster file of its nodes says, for a test that wants it a little different. */
  public static String clusterXml() {
    try {
      return Files.readString(Path.of("cluster.xml")).replace(">" + FIRST_CLUSTER_PORT + "<", ">" + firstClusterPort() + "<");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last port at which its nodes look for others; none comes so far. */
  public static int lastClusterPort() {
    return firstClusterPort() + CLUSTER_PORTS - 1;
  }

  private static int firstClusterPort() {
    return FIRST_CLUSTER_PORT + Math.max(0, NUMBER - 1) * CLUSTER_PORTS;
  }

  private static Path clusterFile() {
    try {
      return NUMBER > 1 ? Files.writeString(FOLDER.resolve("cluster.xml"), clusterXml()) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path empty(Path folder) {
    if (Files.exists(folder)) {
      Folders.delete(folder);
    }
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
