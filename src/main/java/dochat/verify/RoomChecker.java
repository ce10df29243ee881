package dochat.verify;

import dochat.verify.Circumstances.Span;
import dochat.verify.Fold.Absence;
import dochat.verify.Violation.Rule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Holds what was written, read and told of one room against its log. Pure. */
final class RoomChecker {
  private final String room;
  private final List<Entry> log;
  private final List<Write> writes;
  private final List<Violation> violations;
  private final Circumstances circumstances;
  private final boolean isPrivate;
  private final Fold fold;
  /** Roles by ids, in the end. */
  private final Map<String, String> members;
  /** The events of the log by their keys; of several with one key the first. */
  private final Map<String, Entry> saved;
  /** What was written under a client id, by its key. */
  private final Map<String, Write> named = new HashMap<>();
  private final Moments moments;
  /** What readers may be told of each event, by its number. */
  private final Map<Long, Telling> tellings = new HashMap<>();
  private final long head;

  /**
   * One room's.
   *
   * @param writes     what was written in the room
   * @param violations what is found is added to
   */
  RoomChecker(String room, List<Entry> log, Circumstances circumstances, List<Write> writes, List<Violation> violations) {
    this.room = room;
    this.log = log;
    this.circumstances = circumstances;
    this.writes = writes;
    this.violations = violations;
    this.isPrivate = circumstances.privateRooms().contains(room);
    this.fold = Fold.of(circumstances.creator(), isPrivate, log);
    this.members = fold.members();
    this.saved = log.stream().collect(Collectors.toMap(Entry::key, Function.identity(), (first, second) -> first));
    this.head = log.isEmpty() ? 0 : log.get(log.size() - 1).seq();
    writes.stream().filter(write -> write.id() != null).forEach(write -> named.put(write.key(), write));
    this.moments = new Moments(log, named, writes);
    log.forEach(entry -> tellings.put(entry.seq(), telling(entry)));
  }

  /** The log by itself, and whether somebody has written what it says. */
  void checkLog() {
    checkNumbers();
    checkOnce();
    checkAuthors();
    fold.baseless().forEach(entry -> found(Rule.BASELESS, entry.toString()));
    log.stream().filter(entry -> fold.deletion(entry) > 0 && !entry.act().text().isEmpty()).forEach(entry -> found(Rule.NOT_GONE, entry.toString()));
  }

  void checkWrites() {
    writes.forEach(this::check);
  }

  /** What a reader was told. Who is no member in the end has nothing to wait for. */
  void check(View view) {
    checkSilences(view);
    Cursor cursor = view.start();
    for (View.Look look : view.looks()) {
      cursor = look instanceof View.Saw saw ? see(view, cursor, saw) : reset(view, cursor, ((View.Reset) look).cursor());
    }
    if (cursor.after() < head && (!isPrivate || members.containsKey(view.reader()))) {
      found(Rule.NOT_DELIVERED, view.reader() + " was told up to " + cursor.after() + " of " + head);
    }
  }

  /** What a node tells of the room as it is now. */
  void check(State state) {
    List<Message> messages = fold.messages();
    if (!messages.equals(state.messages())) {
      int common = Checker.common(messages, state.messages());
      found(Rule.OTHER_MESSAGES, state.node() + " tells " + at(state.messages(), common) + " instead of " + at(messages, common));
    }
    if (!members.equals(state.members())) {
      found(Rule.OTHER_MEMBERS, state.node() + " names " + without(state.members().entrySet(), members.entrySet()) + ", and not " + without(members.entrySet(), state.members().entrySet()));
    }
  }

  private void checkSilences(View view) {
    List<Span> silences = silences(view.reader());
    List<Long> overheard = view.looks().stream().filter(look -> look instanceof View.Saw saw && silences.stream().anyMatch(silence -> silence.contains(saw.at())))
        .map(look -> ((View.Saw) look).seq()).toList();
    if (!overheard.isEmpty()) {
      found(Rule.OVERHEARD, view.reader() + " was told of " + overheard.get(0) + " and " + (overheard.size() - 1) + " more");
    }
  }

  private void checkNumbers() {
    long next = 1;
    for (Entry entry : log) {
      if (entry.seq() != next) {
        found(Rule.HOLE, "number " + next + ", where " + entry.seq() + " is");
      }
      next = entry.seq() + 1;
    }
  }

  private void checkOnce() {
    Map<String, Long> known = new HashMap<>();
    for (Entry entry : log) {
      Long before = known.put(entry.key(), entry.seq());
      if (before != null) {
        found(Rule.TWICE, entry + ", and at " + before);
      }
    }
  }

  /** What has no client id is there as often at most as it was sent. */
  private void checkAuthors() {
    Map<Deed, Integer> attempts = new HashMap<>();
    writes.stream().filter(write -> write.id() == null).forEach(write -> attempts.merge(Deed.of(write), write.fate().attempts(), Integer::sum));
    for (Entry entry : log) {
      Write write = named.get(entry.key());
      boolean isWritten = write == null ? attempts.merge(Deed.of(entry), -1, Integer::sum) >= 0
          : fold.deletion(entry) > 0 ? write.act().silent().equals(entry.act().silent()) : write.act().equals(entry.act());
      if (!isWritten) {
        found(Rule.NOBODYS, entry.toString());
      }
    }
  }

  private void check(Write write) {
    Set<Long> numbers = write.fate().numbers();
    Entry entry = write.id() == null ? null : saved.get(write.key());
    if (write.id() == null ? !numbers.stream().allMatch(seq -> isAt(seq, Deed.of(write))) : entry == null && !numbers.isEmpty()) {
      found(Rule.LOST, write + ", acknowledged as " + numbers);
    } else if (entry != null && !numbers.isEmpty() && !numbers.equals(Set.of(entry.seq()))) {
      found(Rule.MOVED, write + " has " + entry.seq() + ", acknowledged as " + numbers);
    } else if (entry != null && write.fate().isRefused()) {
      found(Rule.REFUSED_BUT_SAVED, write + " at " + entry.seq());
    } else if (entry == null && write.fate().isNumberless() && !wasDone(write)) {
      found(Rule.LOST, write + ", acknowledged as done");
    }
  }

  private boolean isAt(long seq, Deed deed) {
    return log.stream().anyMatch(entry -> entry.seq() == seq && Deed.of(entry).equals(deed));
  }

  /** Whether it was done at a moment between its first attempt and its acknowledgement, as far as others that were written before and after tell when those were. */
  private boolean wasDone(Write write) {
    long from = writes.stream().filter(other -> other.fate().answered() < write.fate().sent()).flatMap(other -> other.fate().numbers().stream())
        .mapToLong(Long::longValue).max().orElse(0);
    long to = log.stream().filter(entry -> named.containsKey(entry.key()) && named.get(entry.key()).fate().sent() > write.fate().answered())
        .mapToLong(entry -> entry.seq() - 1).min().orElse(head);
    return fold.wasDone(write.author(), write.act(), from, to);
  }

  /** Whoever read it before its message was deleted read what it said. */
  private Telling telling(Entry entry) {
    Write write = named.get(entry.key());
    long deletion = fold.deletion(entry);
    return write == null || deletion == 0 ? new Telling(entry.print(), entry.print(), Fate.NEVER)
        : new Telling(entry.print(), entry.with(write.act()).print(), circumstances.due(moments.latest(deletion)));
  }

  /** For when somebody has to hear nothing of a room that they were removed from: from when all nodes know of it until they can have been invited again. */
  private List<Span> silences(String reader) {
    return !isPrivate ? List.of() : fold.absences(reader).stream().map(absence -> new Span(circumstances.due(moments.latest(absence.from())),
        absence.to() == Absence.FOR_GOOD ? Fate.NEVER : moments.earliest(absence.to()))).toList();
  }

  private Cursor see(View view, Cursor cursor, View.Saw saw) {
    if (saw.seq() <= cursor.after()) {
      found(Rule.REPEATED, view.reader() + " was told of " + saw.seq() + " after " + cursor.after());
      return cursor;
    }
    if (saw.seq() > cursor.after() + 1) {
      found(Rule.SKIPPED, view.reader() + " was told of " + saw.seq() + " after " + cursor.after());
    }
    Telling telling = tellings.get(saw.seq());
    if (telling == null || saw.print() != telling.now() && saw.print() != telling.before()) {
      found(Rule.OTHER, view.reader() + " at " + saw.seq());
    } else if (saw.print() != telling.now() && saw.at() > telling.until()) {
      found(Rule.NOT_GONE, view.reader() + " was told of " + saw.seq() + " long after it was deleted");
    }
    return new Cursor(cursor.epoch(), saw.seq());
  }

  /** No fault of a run takes anything back from the store or replaces it, so that no reset has a reason; any could hide a loss. */
  private Cursor reset(View view, Cursor cursor, Cursor now) {
    found(Rule.RESET_FOR_NOTHING, view.reader() + " at " + cursor + ", to " + now);
    return now;
  }

  private void found(Rule rule, String what) {
    violations.add(new Violation(rule, room, what));
  }

  private static String at(List<Message> messages, int place) {
    return place < messages.size() ? messages.get(place).toString() : "no more";
  }

  private static <T> Set<T> without(Set<T> some, Set<T> others) {
    Set<T> rest = new HashSet<>(some);
    rest.removeAll(others);
    return rest;
  }

  /**
   * What may be told of an event.
   *
   * @param now    {@link Entry#print()} of it, as the log has it
   * @param before that of what it said before its message was deleted; the same, where it was not
   * @param until  when the latter is told to nobody any more, in nanoseconds of the run
   */
  private record Telling(long now, long before, long until) {
  }

  /** What names an event that has no client id of its author's choice. */
  private record Deed(String author, Act act) {
    static Deed of(Write write) {
      return new Deed(write.author(), write.act());
    }

    static Deed of(Entry entry) {
      return new Deed(entry.author(), entry.act());
    }
  }
}
