package dochat.support;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/** Nodes of one chat for all tests that leave them as they were. Two start with the first such class; all end after the last test. */
public final class SharedNodes implements BeforeAllCallback {
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

  private static final class Running implements AutoCloseable {
    private final Path data = Folders.temporary();
    private final List<ChatNode> nodes = new ArrayList<>(ChatNode.cluster(2, data));

    @Override
    public void close() {
      nodes.forEach(ChatNode::close);
      Folders.delete(data);
    }
  }
}
