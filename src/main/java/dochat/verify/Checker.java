package dochat.verify;

import dochat.verify.Violation.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Holds a recorded history against the promises of docs/guarantees.md. Pure. */
final class Checker {
  private final History history;
  private final List<Violation> violations = new ArrayList<>();
  /** What the first node tells of each room; the others are compared with it. */
  private final Map<String, List<Entry>> truth = new LinkedHashMap<>();

  private Checker(History history) {
    this.history = history;
  }

  /** All broken promises, in no order that means anything. */
  static List<Violation> check(History history) {
    return new Checker(history).check();
  }

  private List<Violation> check() {
    history.logs().forEach(this::compare);
    rooms().forEach(this::check);
    return violations;
  }

  private Set<String> rooms() {
    Set<String> rooms = new TreeSet<>(truth.keySet());
    history.writes().forEach(write -> rooms.add(write.room()));
    history.views().forEach(view -> rooms.add(view.room()));
    return rooms;
  }

  private void check(String room) {
    RoomChecker checker = new RoomChecker(room, truth.getOrDefault(room, List.of()), history.circumstances(),
        history.writes().stream().filter(write -> write.room().equals(room)).toList(), violations);
    checker.checkLog();
    checker.checkWrites();
    history.views().stream().filter(view -> view.room().equals(room)).forEach(checker::check);
    history.states().stream().filter(state -> state.room().equals(room)).forEach(checker::check);
  }

  private void compare(Log log) {
    List<Entry> first = truth.putIfAbsent(log.room(), log.entries());
    if (first != null && !first.equals(log.entries())) {
      violations.add(new Violation(Rule.LOGS_DIFFER, log.room(), log.node() + " from the event " + (common(first, log.entries()) + 1) + " on"));
    }
  }

  /** How many of the first in both lists are the same. */
  static int common(List<?> one, List<?> other) {
    int common = 0;
    while (common < Math.min(one.size(), other.size()) && one.get(common).equals(other.get(common))) {
      common++;
    }
    return common;
  }

  /** How many there are of each kind, in words. */
  static String summary(Collection<Violation> violations) {
    return violations.stream().collect(Collectors.groupingBy(Violation::rule, TreeMap::new, Collectors.counting())).entrySet().stream()
        .map(kind -> kind.getValue() + " × " + kind.getKey().sentence()).collect(Collectors.joining("; "));
  }
}
