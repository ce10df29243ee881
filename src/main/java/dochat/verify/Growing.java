package dochat.verify;

import dochat.model.Event;
import dochat.protocol.Limits;
import dochat.verify.Message.Quote;
import dochat.verify.Message.Reaction;
import dochat.verify.Message.Replies;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** A message while its story is told. Not safe for several threads. */
final class Growing {
  private static final Comparator<String> BY_CODE_POINTS = (one, other) -> Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());

  private final Entry posted;
  /** What it answers; null for nothing. */
  private final Growing answered;
  /** What began the thread that it is in; null where it answers nothing. */
  private final Growing root;
  private final Map<String, Set<String>> reactions = new TreeMap<>(BY_CODE_POINTS);
  /** Who has answered in the thread that it began. */
  private final Set<String> answerers = new LinkedHashSet<>();
  /** What is there of that thread. */
  private int replies;
  private String text;
  private boolean isEdited;
  private boolean isPinned;
  private String deletedBy;

  /** @param answered the message that this one answers, null for none */
  Growing(Entry posted, Growing answered) {
    this.posted = posted;
    this.answered = answered;
    this.root = answered == null || answered.root == null ? answered : answered.root;
    this.text = posted.act().text();
    if (root != null) {
      root.answerers.add(posted.author());
      root.replies++;
    }
  }

  String author() {
    return posted.author();
  }

  boolean isDeleted() {
    return deletedBy != null;
  }

  void edit(String other) {
    text = other;
    isEdited = true;
  }

  void delete(String by) {
    text = "";
    isEdited = false;
    isPinned = false;
    deletedBy = by;
    reactions.clear();
    if (root != null) {
      root.replies--;
    }
  }

  void pin(boolean isOn) {
    isPinned = isOn;
  }

  void react(String user, Act act) {
    Set<String> people = reactions.computeIfAbsent(act.text(), emoji -> new LinkedHashSet<>());
    if (act.is(Event.REACT)) {
      people.add(user);
    } else {
      people.remove(user);
    }
    if (people.isEmpty()) {
      reactions.remove(act.text());
    }
  }

  /** Tells of each reaction that there is: the emoji and the person. */
  void reactions(BiConsumer<String, String> told) {
    reactions.forEach((emoji, people) -> people.forEach(user -> told.accept(emoji, user)));
  }

  Message now() {
    return new Message(posted.seq(), posted.author(), posted.id(), text, isEdited, deletedBy, reactions.entrySet().stream()
        .map(each -> new Reaction(each.getKey(), each.getValue().size(), each.getValue().stream().limit(Limits.REACTION_USERS).toList())).toList(),
        isPinned, answered == null ? null : answered.quote(root.posted.seq()), answerers.isEmpty() ? null : new Replies(replies, answerers.stream().limit(Limits.THREAD_USERS).toList()));
  }

  private Quote quote(long thread) {
    return new Quote(posted.seq(), posted.author(), line(text), isDeleted(), thread);
  }

  private static String line(String text) {
    String line = text.replaceAll("[ \t\n]+", " ");
    int[] points = line.codePoints().toArray();
    return points.length > Limits.QUOTE_CHARS ? new String(points, 0, Limits.QUOTE_CHARS - 1) + "…" : line;
  }
}
