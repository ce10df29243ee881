package dochat.verify;

import dochat.model.Event;
import dochat.protocol.Limits;
import dochat.verify.Message.Reaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the events of a room make of it, one after the other, by the words of docs/protocol.md. Pure. */
final class Fold {
  private static final Comparator<String> BY_CODE_POINTS = (one, other) -> Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());

  private final Map<Long, Growing> messages = new LinkedHashMap<>();
  /** When each fact began to be so and ceased to, by the number of the event that did it. */
  private final Map<Fact, NavigableMap<Long, Boolean>> turns = new HashMap<>();
  private final List<Entry> baseless = new ArrayList<>();

  private Fold(String creator) {
    turn(Fact.membership(creator), 0, true);
  }

  /** @param creator id of who has made the room */
  static Fold of(String creator, List<Entry> log) {
    Fold fold = new Fold(creator);
    log.forEach(fold::take);
    return fold;
  }

  /** As they are at the end of the log, in its order. */
  List<Message> messages() {
    return messages.values().stream().map(Growing::now).toList();
  }

  /** Ids of who is a member at the end of the log. */
  Set<String> members() {
    return turns.entrySet().stream().filter(fact -> fact.getKey().isMembership() && isAfter(fact.getValue(), Long.MAX_VALUE)).map(fact -> fact.getKey().who())
        .collect(Collectors.toSet());
  }

  /** Events that do what was done already, or what their author cannot do to that message. */
  List<Entry> baseless() {
    return baseless;
  }

  /** Whether this event said something that is gone with its message. */
  boolean isGone(Entry entry) {
    boolean isPost = entry.act().is(Event.MESSAGE);
    Growing message = messages.get(isPost ? entry.seq() : entry.act().ref());
    return (isPost || entry.act().is(Event.EDIT)) && message != null && message.deletedBy != null;
  }

  /** Whether there was nothing left to do of this after one of the events from this number to that one, these included. */
  boolean wasDone(String author, Act act, long from, long to) {
    if (!act.isIdempotent()) {
      return false;
    }
    NavigableMap<Long, Boolean> its = turns.getOrDefault(Fact.of(author, act), Collections.emptyNavigableMap());
    return isAfter(its, from) == isOn(act) || its.tailMap(from, false).entrySet().stream().anyMatch(turn -> turn.getKey() <= to && turn.getValue() == isOn(act));
  }

  private void take(Entry entry) {
    if (!hasGround(entry)) {
      baseless.add(entry);
    }
  }

  private boolean hasGround(Entry entry) {
    return switch (entry.act().type()) {
      case Event.MESSAGE -> post(entry);
      case Event.EDIT -> edit(entry);
      case Event.DELETE -> delete(entry);
      case Event.REACT, Event.UNREACT -> react(entry);
      case Event.JOIN, Event.LEAVE -> turn(Fact.of(entry.author(), entry.act()), entry.seq(), isOn(entry.act()));
      default -> false;
    };
  }

  /** Who posts is a member from then on. */
  private boolean post(Entry entry) {
    turn(Fact.membership(entry.author()), entry.seq(), true);
    return messages.putIfAbsent(entry.seq(), new Growing(entry)) == null;
  }

  private boolean edit(Entry entry) {
    Growing message = present(entry);
    if (message == null || !message.posted.author().equals(entry.author())) {
      return false;
    }
    message.text = entry.act().text();
    message.isEdited = true;
    return true;
  }

  private boolean delete(Entry entry) {
    Growing message = present(entry);
    if (message == null || !message.posted.author().equals(entry.author())) {
      return false;
    }
    message.reactions.forEach((emoji, people) -> people.forEach(user -> turn(new Fact(emoji, entry.act().ref(), user), entry.seq(), false)));
    message.delete(entry.author());
    return turn(Fact.of(entry.author(), entry.act()), entry.seq(), true);
  }

  private boolean react(Entry entry) {
    Growing message = present(entry);
    if (message == null || !turn(Fact.of(entry.author(), entry.act()), entry.seq(), isOn(entry.act()))) {
      return false;
    }
    message.react(entry.author(), entry.act());
    return true;
  }

  /** The message that an event is about; null where there is none, or none any more. */
  private Growing present(Entry entry) {
    Growing message = messages.get(entry.act().ref());
    return message == null || message.deletedBy != null ? null : message;
  }

  /** Whether it was not so before. */
  private boolean turn(Fact fact, long seq, boolean isOn) {
    NavigableMap<Long, Boolean> its = turns.computeIfAbsent(fact, first -> new TreeMap<>());
    boolean isNews = isAfter(its, Long.MAX_VALUE) != isOn;
    if (isNews) {
      its.put(seq, isOn);
    }
    return isNews;
  }

  private static boolean isAfter(NavigableMap<Long, Boolean> turns, long seq) {
    Map.Entry<Long, Boolean> last = turns.floorEntry(seq);
    return last != null && last.getValue();
  }

  private static boolean isOn(Act act) {
    return act.is(Event.REACT) || act.is(Event.DELETE) || act.is(Event.JOIN);
  }

  /**
   * What is so or not.
   *
   * @param what an emoji, or another word
   * @param ref  the number of the message, 0 for the room
   * @param who  of whom it is so, empty for nobody in particular
   */
  private record Fact(String what, long ref, String who) {
    private static final String MEMBERSHIP = "member";
    private static final String DELETION = "deleted";

    static Fact membership(String who) {
      return new Fact(MEMBERSHIP, 0, who);
    }

    /** What an act that is {@link Act#isIdempotent idempotent} is about. */
    static Fact of(String author, Act act) {
      return switch (act.type()) {
        case Event.REACT, Event.UNREACT -> new Fact(act.text(), act.ref(), author);
        case Event.DELETE -> new Fact(DELETION, act.ref(), "");
        default -> membership(author);
      };
    }

    boolean isMembership() {
      return what.equals(MEMBERSHIP);
    }
  }

  /** A message while its story is told. */
  private static final class Growing {
    private final Entry posted;
    private final Map<String, Set<String>> reactions = new TreeMap<>(BY_CODE_POINTS);
    private String text;
    private boolean isEdited;
    private String deletedBy;

    Growing(Entry posted) {
      this.posted = posted;
      this.text = posted.act().text();
    }

    void delete(String by) {
      text = "";
      isEdited = false;
      deletedBy = by;
      reactions.clear();
    }

    void react(String user, Act act) {
      Set<String> people = reactions.computeIfAbsent(act.text(), emoji -> new LinkedHashSet<>());
      if (isOn(act)) {
        people.add(user);
      } else {
        people.remove(user);
      }
      if (people.isEmpty()) {
        reactions.remove(act.text());
      }
    }

    Message now() {
      return new Message(posted.seq(), posted.author(), posted.id(), text, isEdited, deletedBy, reactions.entrySet().stream()
          .map(each -> new Reaction(each.getKey(), each.getValue().size(), each.getValue().stream().limit(Limits.REACTION_USERS).toList())).toList());
    }
  }
}
