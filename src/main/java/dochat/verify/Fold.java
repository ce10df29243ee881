package dochat.verify;

import dochat.model.Event;
import dochat.model.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the events of a room make of it, one after the other, by the words of docs/protocol.md. Pure. */
final class Fold {
  private final boolean isPrivate;
  private final Map<Long, Growing> messages = new LinkedHashMap<>();
  /** How each fact stood from when on, by the number of the event that did it. */
  private final Map<Fact, NavigableMap<Long, String>> turns = new HashMap<>();
  private final List<Entry> baseless = new ArrayList<>();

  /**
   * From one event of the log to another somebody was no member any more.
   *
   * @param to {@link #FOR_GOOD}, where they have not come again
   */
  record Absence(long from, long to) {
    static final long FOR_GOOD = Long.MAX_VALUE;
  }

  private Fold(String creator, boolean isPrivate) {
    this.isPrivate = isPrivate;
    turn(Fact.membership(creator), 0, Role.OWNER.word());
  }

  /**
   * What has become of a room.
   *
   * @param creator   id of who has made it, and so owns it
   * @param isPrivate whether it is; else it is public
   */
  static Fold of(String creator, boolean isPrivate, List<Entry> log) {
    Fold fold = new Fold(creator, isPrivate);
    log.forEach(fold::take);
    return fold;
  }

  /** As they are at the end of the log, in its order. */
  List<Message> messages() {
    return messages.values().stream().map(Growing::now).toList();
  }

  /** The roles of those who are members at the end of the log, by their ids. */
  Map<String, String> members() {
    return turns.keySet().stream().filter(fact -> fact.isMembership() && !now(fact).equals(Fact.OFF)).collect(Collectors.toMap(Fact::who, this::now));
  }

  /** Events that do what was done already, what cannot be done to that message, or what their author may not. */
  List<Entry> baseless() {
    return baseless;
  }

  /** The number of the event by which what this one said is gone with its message; 0 for none. */
  long deletion(Entry entry) {
    boolean isPost = entry.act().is(Event.MESSAGE);
    NavigableMap<Long, String> its = turns.get(Fact.deletion(isPost ? entry.seq() : entry.act().ref()));
    return its != null && (isPost || entry.act().is(Event.EDIT)) ? its.firstKey() : 0;
  }

  /** When somebody was no member any more, in the order of the log. */
  List<Absence> absences(String who) {
    List<Absence> absences = new ArrayList<>();
    NavigableMap<Long, String> its = turns.getOrDefault(Fact.membership(who), Collections.emptyNavigableMap());
    its.forEach((seq, role) -> {
      if (role.equals(Fact.OFF)) {
        Long end = its.higherKey(seq);
        absences.add(new Absence(seq, end == null ? Absence.FOR_GOOD : end));
      }
    });
    return absences;
  }

  /** Whether there was nothing left to do of this, and its author knew of the room, after one of the events from this number to that one, these included. */
  boolean wasDone(String author, Act act, long from, long to) {
    if (!act.isIdempotent()) {
      return false;
    }
    NavigableMap<Long, String> its = turns.getOrDefault(Fact.of(author, act), Collections.emptyNavigableMap());
    NavigableMap<Long, String> place = turns.getOrDefault(Fact.membership(author), Collections.emptyNavigableMap());
    List<Long> moments = new ArrayList<>(List.of(from));
    moments.addAll(its.subMap(from, false, Math.max(from, to), true).keySet());
    moments.addAll(place.subMap(from, false, Math.max(from, to), true).keySet());
    return moments.stream().anyMatch(moment -> Fact.isDone(act, at(its, moment)) && (!isPrivate || !at(place, moment).equals(Fact.OFF)));
  }

  private void take(Entry entry) {
    if (!mayBeDone(entry) || !isNews(entry)) {
      baseless.add(entry);
    }
  }

  private boolean mayBeDone(Entry entry) {
    Growing message = messages.get(entry.act().ref());
    return Rights.allow(isPrivate, now(Fact.membership(entry.author())), entry.act(), message != null && message.author().equals(entry.author()),
        now(Fact.membership(entry.act().whom())));
  }

  /** Does it, where it is not done and can be. */
  private boolean isNews(Entry entry) {
    Growing message = present(entry.act().ref());
    return switch (entry.act().type()) {
      case Event.MESSAGE -> (entry.act().ref() == 0 || message != null) && post(entry, message);
      case Event.EDIT -> message != null && edit(message, entry.act());
      case Event.DELETE -> message != null && delete(message, entry);
      case Event.REACT, Event.UNREACT -> message != null && turn(entry) && react(message, entry);
      case Event.PIN, Event.UNPIN -> message != null && turn(entry) && pin(message, entry.act());
      case Event.ROLE -> !now(Fact.membership(entry.act().whom())).equals(Fact.OFF) && turn(entry);
      default -> turn(entry);
    };
  }

  /** Who posts is a member from then on. */
  private boolean post(Entry entry, Growing answered) {
    Fact membership = Fact.membership(entry.author());
    if (now(membership).equals(Fact.OFF)) {
      turn(membership, entry.seq(), Role.MEMBER.word());
    }
    return messages.putIfAbsent(entry.seq(), new Growing(entry, answered)) == null;
  }

  private static boolean edit(Growing message, Act act) {
    message.edit(act.text());
    return true;
  }

  private boolean delete(Growing message, Entry entry) {
    message.reactions((emoji, user) -> turn(new Fact(emoji, entry.act().ref(), user), entry.seq(), Fact.OFF));
    turn(Fact.pin(entry.act().ref()), entry.seq(), Fact.OFF);
    message.delete(entry.author());
    return turn(entry);
  }

  private static boolean react(Growing message, Entry entry) {
    message.react(entry.author(), entry.act());
    return true;
  }

  private static boolean pin(Growing message, Act act) {
    message.pin(act.is(Event.PIN));
    return true;
  }

  /** The message of this number; null where there is none, or none any more. */
  private Growing present(long seq) {
    Growing message = messages.get(seq);
    return message == null || message.isDeleted() ? null : message;
  }

  /** Whether it was not done before. */
  private boolean turn(Entry entry) {
    Fact fact = Fact.of(entry.author(), entry.act());
    boolean isNews = !Fact.isDone(entry.act(), now(fact));
    if (isNews) {
      turn(fact, entry.seq(), Fact.after(entry.act()));
    }
    return isNews;
  }

  private void turn(Fact fact, long seq, String state) {
    turns.computeIfAbsent(fact, first -> new TreeMap<>()).put(seq, state);
  }

  private String now(Fact fact) {
    return at(turns.getOrDefault(fact, Collections.emptyNavigableMap()), Long.MAX_VALUE);
  }

  private static String at(NavigableMap<Long, String> turns, long seq) {
    Map.Entry<Long, String> last = turns.floorEntry(seq);
    return last == null ? Fact.OFF : last.getValue();
  }
}
