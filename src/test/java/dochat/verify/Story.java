package dochat.verify;

import dochat.model.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes a history of one room in which all is well: one act after the other, each acknowledged before the next one is written. */
final class Story {
  static final String ROOM = "room";
  static final String EPOCH = "epoch";
  static final String CREATOR = "creator";

  private final boolean isPrivate;
  private final List<Write> writes = new ArrayList<>();
  private final List<Entry> log = new ArrayList<>();
  private long clock;

  /** In a public room. */
  Story() {
    this(false);
  }

  Story(boolean isPrivate) {
    this.isPrivate = isPrivate;
  }

  /** It is acknowledged with the number of its event, which is the answer. */
  long does(String author, Act act) {
    return does(author, "id" + next(), act, Set.of(next()));
  }

  /** It is acknowledged without the number of its event, as joining is. */
  void joins(String author) {
    does(author, "id" + next(), Act.join(), Set.of());
  }

  /** The client gives it no id. */
  void doesWithoutId(String author, Act act) {
    does(author, null, act, Set.of(next()));
  }

  /** It is acknowledged without an event. */
  void hasDone(String author, Act act) {
    writes.add(new Write(author, ROOM, "done" + writes.size(), act, new Fate(++clock, ++clock, Set.of(), false, 0)));
  }

  /** Nothing more happens for so many nanoseconds; the answer is when that is over. */
  long waits(long nanos) {
    clock += nanos;
    return clock;
  }

  /** The number of what is done next. */
  long next() {
    return log.size() + 1;
  }

  /** Told by two nodes at the end, and to so many readers, of whom every other one read all at once, and so nothing of what was deleted. */
  History told(int readers) {
    List<Entry> silent = silent();
    List<View> views = IntStream.range(0, readers).mapToObj(reader -> new View("reader" + reader, ROOM, new Cursor(EPOCH, 0), (reader % 2 == 0 ? silent : log).stream()
        .<View.Look>map(entry -> new View.Saw(entry.seq(), entry.print(), 0)).toList())).toList();
    Fold fold = Fold.of(CREATOR, isPrivate, silent);
    return new History(new Circumstances(CREATOR, isPrivate ? Set.of(ROOM) : Set.of(), List.of()), List.copyOf(writes), views, List.of(new Log("node 1", ROOM, silent), new Log("node 2", ROOM, silent)),
        List.of(new State("node 1", ROOM, fold.messages(), fold.members()), new State("node 2", ROOM, fold.messages(), fold.members())));
  }

  private long does(String author, String id, Act act, Set<Long> numbers) {
    long seq = next();
    writes.add(new Write(author, ROOM, id, act, new Fate(++clock, ++clock, numbers, false, 1)));
    log.add(new Entry(seq, author, id == null ? "server" + seq : id, act));
    return seq;
  }

  /** As the log is when what was deleted is gone. */
  private List<Entry> silent() {
    Set<Long> deleted = log.stream().filter(entry -> entry.act().is(Event.DELETE)).map(entry -> entry.act().ref()).collect(Collectors.toCollection(HashSet::new));
    return log.stream().map(entry -> entry.act().is(Event.MESSAGE) && deleted.contains(entry.seq()) || entry.act().is(Event.EDIT) && deleted.contains(entry.act().ref())
        ? entry.with(entry.act().silent()) : entry).toList();
  }
}
