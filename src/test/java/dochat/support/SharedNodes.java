package dochat.support;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * Nodes of one chat that has an administrator, whose users may post as fast as they like, for all tests that leave them as they were. Two start with the
 * first such class; all end after the last test. Whatever clients do to them is no fault of the nodes: a test fails when their logs say that there was one.
 */
public final class SharedNodes implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  private static final int ALWAYS = 2;

  private static Running running;

  public static ChatNode first() {
    return running.nodes.get(0);
  }

  public static ChatNode second() {
    return running.nodes.get(1);
  }

  /** All three; the last one starts when a class needs it, and ends with that class: it would wait for the next one for minutes, and so take more than its start. */
  public static List<ChatNode> three() {
    if (running.nodes.size() == ALWAYS) {
      forgetEnded();
      running.nodes.add(another());
    }
    return all();
  }

  private static void forgetEnded() {
    eventually(() -> assertEquals(ALWAYS, first().metrics().sum("dochat_nodes"), "one that has ended is still known"));
  }

  /** Where their store is. */
  public static Path data() {
    return running.data;
  }

  /** Those that have started. */
  public static List<ChatNode> all() {
    return List.copyOf(running.nodes);
  }

  /** One more of the same chat, for a test that ends it. */
  public static ChatNode another(String... options) {
    return ChatNode.start(running.data, Stream.of(running.options, options).flatMap(Stream::of).toArray(String[]::new));
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
    assertEquals(List.of(), running.faults.newOnes(first()));
  }

  /** A class within a class has its nodes. */
  @Override
  public void afterAll(ExtensionContext context) {
    boolean isWithin = context.getRequiredTestClass().getEnclosingClass() != null;
    if (!isWithin && running.nodes.size() > ALWAYS) {
      running.nodes.remove(ALWAYS).close();
      forgetEnded();
    }
  }

  /** For a program that is no test: they end with what this returns. */
  public static Running begin() {
    running = new Running();
    return running;
  }

  /** Until they are closed. */
  public static final class Running implements AutoCloseable {
    private final Path data = Folders.temporary();
    private final String[] options = {"--post-rate", "1000000", "--admin-token-file", Admin.tokenFile(data).toString()};
    private final List<ChatNode> nodes = new ArrayList<>(ChatNode.cluster(ALWAYS, data, options));
    private final Faults faults = new Faults();

    private Running() {}

    @Override
    public void close() {
      nodes.forEach(ChatNode::close);
      Folders.delete(data);
    }
  }
}
