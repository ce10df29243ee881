package dochat.support;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What nodes of several tests say was their own fault. */
final class Faults {
  /** Where an entry of the log begins; a stack trace is a part of one. */
  private static final Pattern BEGINNING = Pattern.compile("(?m)^(?=[0-9]{4}-[0-9]{2}-[0-9]{2}T)");
  /** Who knows only other nodes, and writes it down with a stack trace when one of them has died: the bus between them, and Hazelcast. */
  private static final Pattern OF_NODES = Pattern.compile("^\\S+ +\\S+ +\\S+ (i\\.v\\.c\\.e\\.i\\.c\\.ClusteredEventBus|c\\.h\\.\\S+) ");

  private final Set<String> known = new HashSet<>();

  /** Entries of its log at ERROR, or with a stack trace, that were not there before, but for what is said of a node that a test has ended. */
  List<String> newOnes(ChatNode node) {
    return BEGINNING.splitAsStream(node.log()).filter(entry -> entry.contains(" ERROR ") || entry.contains("\n\tat "))
        .filter(entry -> !OF_NODES.matcher(entry).find()).filter(known::add).toList();
  }
}
