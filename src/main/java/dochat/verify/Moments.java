package dochat.verify;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** When the events of a log can have come to pass, in nanoseconds of the run, as far as those who wrote them know: it was in the order of their numbers. Pure. */
final class Moments {
  private final NavigableMap<Long, Long> earliest = new TreeMap<>();
  private final NavigableMap<Long, Long> latest = new TreeMap<>();

  /** @param named what was written under a client id, by its key */
  Moments(List<Entry> log, Map<String, Write> named, Collection<Write> writes) {
    long after = 0;
    for (Entry entry : log) {
      Write write = named.get(entry.key());
      after = write == null || write.fate().sent() == Fate.NEVER ? after : Math.max(after, write.fate().sent());
      earliest.put(entry.seq(), after);
      latest.put(entry.seq(), Fate.NEVER);
    }
    writes.forEach(write -> write.fate().numbers().forEach(seq -> latest.computeIfPresent(seq, (number, before) -> Math.min(before, write.fate().answered()))));
    long before = Fate.NEVER;
    for (Map.Entry<Long, Long> each : latest.descendingMap().entrySet()) {
      before = Math.min(before, each.getValue());
      each.setValue(before);
    }
  }

  /** The event did not come to pass before that, which is when it or one before it was sent for the first time. */
  long earliest(long seq) {
    return earliest.get(seq);
  }

  /** The event had come to pass by then, when it or one after it was acknowledged; {@link Fate#NEVER} where none was. */
  long latest(long seq) {
    return latest.get(seq);
  }
}
