package dochat.support;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What nodes of several tests say was their own fault. */
final class Faults {
  /** Of an entry of the log; what follows without is its stack trace. */
  private static final Pattern BEGINNING = Pattern.compile("^[0-9]{4}-[0-9]{2}-[0-9]{2}T");
  /** Who knows only other nodes, and writes it down with a stack trace when one of them has died: the bus between them, and Hazelcast. */
  private static final Pattern OF_NODES = Pattern.compile(" (i\\.v\\.c\\.e\\.i\\.c\\.ClusteredEventBus|c\\.h\\.\\S+) ");

  private final Set<String> known = new HashSet<>();

  /** Lines of its log at ERROR, and stack traces, that were not there before, but for what is said of a node that a test has ended. */
  List<String> newOnes(ChatNode node) {
    List<String> faults = new ArrayList<>();
    boolean isOfNodes = false;
    for (String line : node.log().lines().toList()) {
      if (BEGINNING.matcher(line).find()) {
        isOfNodes = OF_NODES.matcher(line).find();
      }
      if (!isOfNodes && (line.startsWith("\tat ") || line.contains(" ERROR ")) && known.add(line)) {
        faults.add(line);
      }
    }
    return faults;
  }
}
