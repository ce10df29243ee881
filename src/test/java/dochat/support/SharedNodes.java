package dochat.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * Nodes of one chat for all tests that leave them as they were. Two start with the first such class; all end after the last test. Whatever
 * clients do to them is no fault of the nodes: a test fails when their logs say that there was one.
 */
public final class SharedNodes implements BeforeAllCallback, AfterEachCallback {
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
      running.nodes.add(ChatNode.start(running.data));
    }
    return all();
  }

  /** Those that have started. */
  public static List<ChatNode> all() {
    return List.copyOf(running.nodes);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    running = context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(SharedNodes.class))
        .getOrComputeIfAbsent(Running.class, key -> new Running(), Running.class);
  }

  /** What a node writes a little later is found after the next test. */
  @Override
  public void afterEach(ExtensionContext context) {
    assertEquals(List.of(), running.newFaults());
  }

  private static final class Running implements AutoCloseable {
    private final Path data = Folders.temporary();
    private final List<ChatNode> nodes = new ArrayList<>(ChatNode.cluster(2, data));
    private final Set<String> knownFaults = new HashSet<>();

    /** Lines of their logs at ERROR, and stack traces, that were not there before. */
    private List<String> newFaults() {
      return nodes.get(0).log().lines().filter(line -> line.contains(" ERROR ") || line.startsWith("\tat ")).filter(knownFaults::add).toList();
    }

    @Override
    public void close() {
      nodes.forEach(ChatNode::close);
      Folders.delete(data);
    }
  }
}
