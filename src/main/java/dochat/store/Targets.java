package dochat.store;

import dochat.model.Appended.Outcome;
import dochat.model.Change;
import dochat.model.Event;
import dochat.model.Mention;
import dochat.model.User;
import dochat.protocol.Limits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * The messages that a group of changes is about, as they are when each of them comes to pass: with what those before it have done. Inside the
 * caller's transaction, which holds the rooms' rows.
 */
final class Targets {
  private final Map<Place, Target> all = new HashMap<>();
  /** The emojis of reactions, as they stand under their messages. */
  private final Map<Change, String> emojis = new HashMap<>();

  private Targets() {}

  /** Reads what it must know, which is nothing for messages alone. */
  static Targets of(Handle handle, Engine engine, Collection<Change> changes) {
    var targets = new Targets();
    var about = changes.stream().filter(change -> change.ref() != Change.NO_REF).toList();
    var reactions = about.stream().filter(change -> change instanceof Change.React).toList();
    if (!about.isEmpty()) {
      targets.readMessages(handle, engine, places(about));
    }
    if (!reactions.isEmpty()) {
      targets.readEmojis(handle, engine, places(reactions));
      targets.readReactions(handle, engine, Engine.group(reactions.stream()
          .map(change -> List.of(change.room(), Long.toString(change.ref()), change.author().id())).distinct()));
    }
    return targets;
  }

  private static String places(List<Change> changes) {
    return Engine.group(changes.stream().map(change -> List.of(change.room(), Long.toString(change.ref()))).distinct());
  }

  /**
   * Why this change adds nothing; empty where it does, and then it has come to pass for those after it.
   *
   * @param isModerator whether its author may delete what others have written
   * @param meant       whom its text calls
   */
  Optional<Outcome> refusal(Change change, boolean isModerator, List<Mention> meant) {
    if (change.ref() == Change.NO_REF) {
      return Optional.empty();
    }
    var target = all.get(Place.of(change));
    if (target == null) {
      return Optional.of(Outcome.NO_MESSAGE);
    }
    if (change instanceof Change.React react) {
      emojis.put(change, target.form(react.emoji()));
    }
    return Optional.ofNullable(target.take(change, isModerator, meant, emojis.get(change)));
  }

  /** The emoji of a reaction that comes to pass: as whoever came first with it has written it. */
  String emoji(Change.React react) {
    return emojis.get(react);
  }

  /** The thread of the message that this change posts, or is about; {@link Change#NO_REF} where that is no reply. */
  long thread(Change change) {
    if (change.ref() == Change.NO_REF) {
      return Change.NO_REF;
    }
    var thread = all.get(Place.of(change)).thread;
    return change instanceof Change.Post && thread == Change.NO_REF ? change.ref() : thread;
  }

  private void readMessages(Handle handle, Engine engine, String group) {
    handle.createQuery("SELECT e.room_id, e.seq, e.user_id, e.thread, COALESCE(c.text, e.text) AS text, CASE WHEN c.text IS NULL THEN e.mentions ELSE c.mentions END AS mentions, COALESCE(c.deleted_at, 0) AS deleted_at FROM " + engine.group()
            + " JOIN event e ON e.room_id = g.value ->> 0 AND e.seq = CAST(g.value ->> 1 AS BIGINT) AND e.type = :message"
            + " LEFT JOIN changed c ON c.room_id = e.room_id AND c.seq = e.seq")
        .bind("group", group).bind("message", Event.MESSAGE)
        .map((row, context) -> all.put(Place.of(row), new Target(row.getString("user_id"), row.getLong("thread"), row.getString("text"),
            Rows.mentions(row.getString("mentions"), row.getString("text")), row.getLong("deleted_at") != 0)))
        .list();
  }

  private void readEmojis(Handle handle, Engine engine, String group) {
    handle.createQuery("SELECT x.room_id, x.seq, x.emoji, COUNT(*) AS people FROM " + engine.group()
            + " JOIN reaction x ON x.room_id = g.value ->> 0 AND x.seq = CAST(g.value ->> 1 AS BIGINT) GROUP BY x.room_id, x.seq, x.emoji")
        .bind("group", group)
        .map((row, context) -> known(row).emojis.put(row.getString("emoji"), row.getInt("people")))
        .list();
  }

  private void readReactions(Handle handle, Engine engine, String group) {
    handle.createQuery("SELECT x.room_id, x.seq, x.emoji, x.user_id FROM " + engine.group()
            + " JOIN reaction x ON x.room_id = g.value ->> 0 AND x.seq = CAST(g.value ->> 1 AS BIGINT) AND x.user_id = g.value ->> 2")
        .bind("group", group)
        .map((row, context) -> known(row).reactions.add(new Reaction(row.getString("emoji"), row.getString("user_id"))))
        .list();
  }

  /** Reactions to what is no message, as a file may bring them, are nobody's. */
  private Target known(ResultSet row) throws SQLException {
    return all.getOrDefault(Place.of(row), new Target("", Change.NO_REF, "", List.of(), true));
  }

  private record Place(String room, long seq) {
    static Place of(Change change) {
      return new Place(change.room(), change.ref());
    }

    static Place of(ResultSet row) throws SQLException {
      return new Place(row.getString("room_id"), row.getLong("seq"));
    }
  }

  /** One message. */
  private static final class Target {
    private final String author;
    private final long thread;
    /** How many people react with each. */
    private final Map<String, Integer> emojis = new HashMap<>();
    /** Those of the people who change theirs now. */
    private final Set<Reaction> reactions = new HashSet<>();
    private String text;
    private List<Mention> mentions;
    private boolean isDeleted;

    Target(String author, long thread, String text, List<Mention> mentions, boolean isDeleted) {
      this.author = author;
      this.thread = thread;
      this.text = text;
      this.mentions = mentions;
      this.isDeleted = isDeleted;
    }

    /** Null where the change has come to pass. */
    Outcome take(Change change, boolean isModerator, List<Mention> meant, String emoji) {
      var isOwn = change.author().id().equals(author);
      if (change instanceof Change.Delete) {
        return !isOwn && !isModerator ? Outcome.NOT_AUTHOR : delete() ? null : Outcome.UNCHANGED;
      }
      if (change instanceof Change.Follow) {
        // A thread goes on without the message that it is named by.
        return null;
      }
      if (isDeleted) {
        return Outcome.NO_MESSAGE;
      }
      if (change instanceof Change.Edit edit) {
        return !isOwn ? Outcome.NOT_AUTHOR : edit(edit.text(), meant) ? null : Outcome.UNCHANGED;
      }
      if (change instanceof Change.React react) {
        var reaction = new Reaction(emoji, react.author().id());
        return react.on() ? react(reaction) : unreact(reaction);
      }
      return null;
    }

    private boolean delete() {
      var isChange = !isDeleted;
      isDeleted = true;
      return isChange;
    }

    /** The same text may call somebody else: of two people of one name the other one. */
    private boolean edit(String next, List<Mention> meant) {
      var isChange = !next.equals(text) || !calls(meant).equals(calls(mentions));
      text = next;
      mentions = meant;
      return isChange;
    }

    /** Whatever these people are called by now. */
    private static List<Mention> calls(List<Mention> mentions) {
      return mentions.stream().map(mention -> mention.user() == null ? mention : Mention.of(new User(mention.user().id(), ""), mention.from(), mention.to())).toList();
    }

    /** As it stands there already, else as it is written now. */
    String form(String emoji) {
      return emojis.containsKey(emoji) ? emoji : emojis.keySet().stream().filter(each -> Change.React.isSame(each, emoji)).findFirst().orElse(emoji);
    }

    private Outcome react(Reaction reaction) {
      if (!emojis.containsKey(reaction.emoji) && emojis.size() >= Limits.REACTIONS_PER_MESSAGE) {
        return Outcome.TOO_MANY_REACTIONS;
      }
      if (!reactions.add(reaction)) {
        return Outcome.UNCHANGED;
      }
      emojis.merge(reaction.emoji, 1, Integer::sum);
      return null;
    }

    /** The last one gives up the emoji's place. */
    private Outcome unreact(Reaction reaction) {
      if (!reactions.remove(reaction)) {
        return Outcome.UNCHANGED;
      }
      emojis.computeIfPresent(reaction.emoji, (emoji, people) -> people > 1 ? people - 1 : null);
      return null;
    }
  }

  private record Reaction(String emoji, String user) {}
}
