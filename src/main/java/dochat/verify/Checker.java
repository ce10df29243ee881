package dochat.verify;

import dochat.verify.Violation.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Holds a recorded history against the promises of docs/guarantees.md. Pure. */
final class Checker {
  private final History history;
  private final List<Violation> violations = new ArrayList<>();
  /** What the first node tells of each room; the others are compared with it. */
  private final Map<String, List<Entry>> truth = new HashMap<>();

  private Checker(History history) {
    this.history = history;
  }

  /** All broken promises, in no order that means anything. */
  static List<Violation> check(History history) {
    return new Checker(history).check();
  }

  private List<Violation> check() {
    history.logs().forEach(this::compare);
    truth.forEach(this::checkNumbers);
    truth.forEach(this::checkOnce);
    Map<String, Map<String, Entry>> saved = new HashMap<>();
    truth.forEach((room, entries) -> saved.put(room, entries.stream().collect(Collectors.toMap(Entry::key, Function.identity(), (first, second) -> first))));
    history.posts().forEach(post -> checkPost(post, saved.getOrDefault(post.room(), Map.of()).get(post.key())));
    checkAuthors();
    history.views().forEach(this::checkView);
    return violations;
  }

  private void compare(Log log) {
    List<Entry> first = truth.putIfAbsent(log.room(), log.entries());
    if (first != null && !first.equals(log.entries())) {
      int common = 0;
      while (common < Math.min(first.size(), log.entries().size()) && first.get(common).equals(log.entries().get(common))) {
        common++;
      }
      found(Rule.LOGS_DIFFER, log.room(), log.node() + " from the event " + (common + 1) + " on");
    }
  }

  private void checkNumbers(String room, List<Entry> entries) {
    long next = 1;
    for (Entry entry : entries) {
      if (entry.seq() != next) {
        found(Rule.HOLE, room, "number " + next + ", where " + entry.seq() + " is");
      }
      next = entry.seq() + 1;
    }
  }

  private void checkOnce(String room, List<Entry> entries) {
    Map<String, Long> known = new HashMap<>();
    for (Entry entry : entries) {
      Long before = known.put(entry.key(), entry.seq());
      if (before != null) {
        found(Rule.TWICE, room, entry.key() + " at " + before + " and " + entry.seq());
      }
    }
  }

  private void checkPost(Post post, Entry entry) {
    if (entry == null && !post.numbers().isEmpty()) {
      found(Rule.LOST, post.room(), post.key() + ", acknowledged as " + post.numbers());
    } else if (entry != null && !post.numbers().isEmpty() && !post.numbers().equals(Set.of(entry.seq()))) {
      found(Rule.MOVED, post.room(), post.key() + " has " + entry.seq() + ", acknowledged as " + post.numbers());
    } else if (entry != null && post.isRefused()) {
      found(Rule.REFUSED_BUT_SAVED, post.room(), post.key() + " at " + entry.seq());
    }
  }

  private void checkAuthors() {
    Map<String, Set<String>> written = new HashMap<>();
    history.posts().forEach(post -> written.computeIfAbsent(post.room(), room -> new HashSet<>()).add(post.key() + " " + post.text()));
    truth.forEach((room, entries) -> entries.stream()
        .filter(entry -> !written.getOrDefault(room, Set.of()).contains(entry.key() + " " + entry.text()))
        .forEach(entry -> found(Rule.NOBODYS, room, entry.key() + " at " + entry.seq())));
  }

  private void checkView(View view) {
    List<Entry> log = truth.getOrDefault(view.room(), List.of());
    Map<Long, Long> prints = new HashMap<>();
    log.forEach(entry -> prints.put(entry.seq(), entry.print()));
    Cursor cursor = view.start();
    for (View.Look look : view.looks()) {
      cursor = look instanceof View.Saw saw ? see(view, cursor, saw, prints) : reset(view, cursor, ((View.Reset) look).cursor());
    }
    long head = log.isEmpty() ? 0 : log.get(log.size() - 1).seq();
    if (cursor.after() < head) {
      found(Rule.NOT_DELIVERED, view.room(), view.reader() + " was told up to " + cursor.after() + " of " + head);
    }
  }

  private Cursor see(View view, Cursor cursor, View.Saw saw, Map<Long, Long> prints) {
    if (saw.seq() <= cursor.after()) {
      found(Rule.REPEATED, view.room(), view.reader() + " was told of " + saw.seq() + " after " + cursor.after());
      return cursor;
    }
    if (saw.seq() > cursor.after() + 1) {
      found(Rule.SKIPPED, view.room(), view.reader() + " was told of " + saw.seq() + " after " + cursor.after());
    }
    if (!Long.valueOf(saw.print()).equals(prints.get(saw.seq()))) {
      found(Rule.OTHER, view.room(), view.reader() + " at " + saw.seq());
    }
    return new Cursor(cursor.epoch(), saw.seq());
  }

  /** No fault of a run takes anything back from the store or replaces it, so that no reset has a reason; any could hide a loss. */
  private Cursor reset(View view, Cursor cursor, Cursor now) {
    found(Rule.RESET_FOR_NOTHING, view.room(), view.reader() + " at " + cursor + ", to " + now);
    return now;
  }

  private void found(Rule rule, String room, String what) {
    violations.add(new Violation(rule, room, what));
  }

  /** How many there are of each kind, in words. */
  static String summary(Collection<Violation> violations) {
    return violations.stream().collect(Collectors.groupingBy(Violation::rule, TreeMap::new, Collectors.counting())).entrySet().stream()
        .map(kind -> kind.getValue() + " × " + kind.getKey().sentence()).collect(Collectors.joining("; "));
  }
}
