package dochat.support;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * Nodes of one chat, whose users may post as fast as they like, for all tests that leave them as they were. Two start with the first such class;
 * all end after the last test. Whatever clients do to them is no fault of the nodes: a test fails when their logs say that there was one.
 */
public final class SharedNodes implements BeforeAllCallback, AfterEachCallback {
  private static final String[] OPTIONS = {"--post-rate", "1000000"};
  /** Of an entry of the log; what follows without is its stack trace. */
  private static final Pattern BEGINNING = Pattern.compile("^[0-9]{4}-[0-9]{2}-[0-9]{2}T");
  /** Who knows only other nodes, and writes it down with a stack trace when one of them has died: the bus between them, and Hazelcast. */
  private static final Pattern OF_NODES = Pattern.compile(" (i\\.v\\.c\\.e\\.i\\.c\\.ClusteredEventBus|c\\.h\\.\\S+) ");

  private static Running running;

  public static ChatNode first() {
    return running.nodes.get(0);
  }

  public static ChatNode second() {
    return running.nodes.get(1);
  }

  /** All three; the last one starts when somebody needs it. */
  public static List<ChatNode> three() {
    if (running.nodes.size() < 3) {
      eventually(() -> assertEquals(2, first().metrics().sum("dochat_nodes"), "one that a test has ended is still known"));
      running.nodes.add(another());
    }
    return all();
  }

  /** Those that have started. */
  public static List<ChatNode> all() {
    return List.copyOf(running.nodes);
  }

  /** One more of the same chat, for a test that ends it. */
  public static ChatNode another(String... options) {
    return ChatNode.start(running.data, Stream.of(OPTIONS, options).flatMap(Stream::of).toArray(String[]::new));
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    begin(context);
  }

  /** For an extension that gives them to the tests that ask for them. */
  public static void begin(ExtensionContext context) {
    running = context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(SharedNodes.class))
        .getOrComputeIfAbsent(Running.class, key -> new Running(), Running.class);
  }

  /** What a node writes a little later is found after the next test. */
  @Override
  public void afterEach(ExtensionContext context) {
    assertEquals(List.of(), running.newFaults());
  }

  /** For a program that is no test: they end with what this returns. */
  public static Running begin() {
    running = new Running();
    return running;
  }

  /** Until they are closed. */
  public static final class Running implements AutoCloseable {
    private final Path data = Folders.temporary();
    private final List<ChatNode> nodes = new ArrayList<>(ChatNode.cluster(2, data, OPTIONS));
    private final Set<String> knownFaults = new HashSet<>();

    private Running() {}

    /** Lines of their logs at ERROR, and stack traces, that were not there before, but for what is said of a node that a test has ended. */
    private List<String> newFaults() {
      List<String> faults = new ArrayList<>();
      boolean isOfNodes = false;
      for (String line : nodes.get(0).log().lines().toList()) {
        if (BEGINNING.matcher(line).find()) {
          isOfNodes = OF_NODES.matcher(line).find();
        }
        if (!isOfNodes && (line.startsWith("\tat ") || line.contains(" ERROR ")) && knownFaults.add(line)) {
          faults.add(line);
        }
      }
      return faults;
    }

    @Override
    public void close() {
      nodes.forEach(ChatNode::close);
      Folders.delete(data);
    }
  }
}
