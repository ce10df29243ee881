package dochat.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * Two nodes of one chat that has an administrator, for all tests that leave them as they were; they end after the last test. As with SharedNodes, a
 * test fails when the log of the first one says that something was its fault.
 */
public final class AdminNodes implements BeforeAllCallback, AfterEachCallback {
  public static final String TOKEN = "a-token-of-the-administrator";
  private static Running running;

  public static ChatNode first() {
    return running.nodes.get(0);
  }

  public static ChatNode second() {
    return running.nodes.get(1);
  }

  /** One more of them, for a test that ends it. */
  public static ChatNode third() {
    return ChatNode.start(running.data, options(running.data));
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    running = context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(AdminNodes.class))
        .getOrComputeIfAbsent(Running.class, key -> new Running(), Running.class);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    assertEquals(List.of(), running.faults.newOnes(first()));
  }

  private static String[] options(Path data) {
    try {
      return new String[] {"--admin-token-file", Files.writeString(data.resolve("admin-token"), TOKEN + "\n").toString()};
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Running implements AutoCloseable {
    private final Path data = Folders.temporary();
    private final List<ChatNode> nodes = ChatNode.cluster(2, data, options(data));
    private final Faults faults = new Faults();

    @Override
    public void close() {
      nodes.forEach(ChatNode::close);
      Folders.delete(data);
    }
  }
}
