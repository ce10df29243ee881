package dochat.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** How a test starts the JVM of a node: the one that runs the tests, with the flags of the pom, and little time for the compiler. */
public final class NodeJvm {
  /** From this JDK on the launcher gives the flag too: without it the JVM warns about what libraries do with memory. */
  private static final int QUIETED = 23;
  /** To hold the cluster's file against its schema takes a tenth of a start; DnsTest does it. */
  private static final String NO_SCHEMA = "-Dhazelcast.config.schema.validation.enabled=false";
  /** What failsafe says of the jar that ships, with its libraries beside it. Unit tests and an IDE have classes in folders instead. */
  private static final String JAR = System.getProperty("dochat.jar");
  private static final Map<Path, Archive> ARCHIVES = new ConcurrentHashMap<>();

  private NodeJvm() {}

  /** The command line up to the program's own arguments. One of the first calls takes some seconds longer, and makes all later starts cheaper. */
  public static List<String> command() {
    return command(List.of());
  }

  /** The same with these flags, too, which come after its own. */
  public static List<String> command(List<String> more) {
    return JAR == null ? command(more, System.getProperty("java.class.path")) : command(Path.of(JAR), more);
  }

  /** The same for another jar, with its libraries beside it, and with these flags, too. */
  static List<String> command(Path jar, List<String> more) {
    Archive archive = ARCHIVES.computeIfAbsent(jar, Archive::new);
    return command(Stream.concat(archive.flags().stream(), more.stream()).toList(), archive.classPath);
  }

  private static List<String> command(List<String> more, String classPath) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(NodeJvm::isOfThePom).forEach(command::add);
    if (Runtime.version().feature() >= QUIETED) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Dhazelcast.logging.type=slf4j", NO_SCHEMA, "-Dfile.encoding=UTF-8",
        "-Dstdout.encoding=UTF-8", "-Djava.io.tmpdir=" + TestJvm.folder()));
    command.addAll(more);
    command.addAll(List.of("-cp", classPath, "dochat.Main"));
    return command;
  }

  /** The flags of the pom, which the JVM of the tests has as well. */
  private static boolean isOfThePom(String argument) {
    return argument.startsWith("--add-") || argument.startsWith("--enable-native-access") || argument.startsWith("-Dhazelcast.") || argument.startsWith("-Djdk.tls.");
  }

  private static String shipped(Path jar) {
    return String.join(File.pathSeparator, Stream.concat(Stream.of(jar), files(jar.resolveSibling("lib")).stream()).map(Path::toString).toList());
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * An archive of the classes that a node loads (JEP 350), which saves half the CPU of a start. It fits one build of the JDK and these jars
   * only, so its name says which; the JVM checks that again and starts without it otherwise.
   */
  private static final class Archive {
    private static final String PREFIX = "node-classes-";
    /** To make one costs as much as it saves so many starts; a run of all tests has many more, so the pom says that it is one. */
    private static final int FEW = Boolean.getBoolean("dochat.all") ? 0 : 3;
    private static final Duration WRITING = Duration.ofMinutes(2);

    private final String classPath;
    private final Path place;
    private int starts;
    private boolean isPossible = true;

    Archive(Path jar) {
      classPath = shipped(jar);
      place = jar.resolveSibling(PREFIX + Integer.toHexString(key(classPath)) + ".jsa");
    }

    synchronized List<String> flags() {
      if (!Files.exists(place) && (++starts <= FEW || !isPossible)) {
        return List.of();
      }
      if (!Files.exists(place)) {
        isPossible = make();
      }
      return isPossible ? List.of("-XX:SharedArchiveFile=" + place, "-Xlog:cds=off", "-Xlog:cds+dynamic=off") : List.of();
    }

    private static int key(String classPath) {
      List<Object> key = new ArrayList<>(List.of(System.getProperty("java.vm.version"), System.getProperty("java.home")));
      for (String jar : classPath.split(File.pathSeparator)) {
        key.add(jar + " " + new File(jar).length() + " " + new File(jar).lastModified());
      }
      return key.hashCode();
    }

    /** Once, whichever of the JVMs of the tests comes first. */
    private boolean make() {
      try (FileChannel only = FileChannel.open(place.resolveSibling("node-classes.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        only.lock();
        return Files.exists(place) || write();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** A node serves a client and writes down at its end what it has loaded. Half an archive would crash a JVM, so it gets its name last. */
    private boolean write() {
      files(place.getParent()).stream().filter(file -> file.getFileName().toString().startsWith(PREFIX)).forEach(file -> file.toFile().delete());
      Path half = place.resolveSibling(PREFIX + "half");
      Path data = Folders.temporary();
      List<String> flags = List.of("-XX:ArchiveClassesAtExit=" + half, "-Xlog:disable");
      try (ChatNode node = ChatNode.launch(command(flags, classPath), data).serving()) {
        try (ChatClient client = ChatClient.guest(node, "guest")) {
          client.post("general", "id", "hello");
        }
        node.stop(WRITING);
        Files.move(half, place);
        return true;
      } catch (IOException | RuntimeException | AssertionError e) {
        System.err.println("nodes start without an archive of their classes: " + e.getMessage().lines().findFirst().orElse(""));
        return false;
      } finally {
        Folders.delete(data);
      }
    }
  }
}
