package dochat.support;

import java.nio.file.Path;
import java.util.List;

/** A node with half of the heap that others have: for tests that fill it, which takes half as much. */
public final class SmallNode {
  private static final int HEAP_MEBIBYTES = 128;
  /** What it may hold for all of its clients: a quarter of its heap. */
  public static final long BUDGET_BYTES = ((long) HEAP_MEBIBYTES << 20) / 4;

  private SmallNode() {}

  /** Starts one, and waits until it serves. */
  public static ChatNode start(Path data, String... options) {
    return ChatNode.launchWith(List.of("-Xmx" + HEAP_MEBIBYTES + "m"), data, options).serving();
  }
}
