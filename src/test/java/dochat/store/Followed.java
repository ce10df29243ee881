package dochat.store;

import dochat.model.Event;
import dochat.model.Message;
import dochat.model.Message.Deletion;
import dochat.model.Message.Reaction;
import dochat.model.Room;
import dochat.model.User;
import dochat.model.Change;
import dochat.model.Message.Replies;
import dochat.model.Message.Reply;
import dochat.protocol.Limits;
import dochat.protocol.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a client makes of events, beginning with messages that it has read. */
final class Followed {
  private Followed() {}

  static List<Message> from(List<Message> read, List<Event> events, User me) {
    var messages = new TreeMap<Long, Message>();
    read.forEach(message -> messages.put(message.seq(), message));
    for (var event : events) {
      if (event.type().equals(Event.MESSAGE)) {
        messages.put(event.seq(), new Message(event.seq(), event.id(), event.user(), event.text(), event.at(), null, null, List.of(), answer(messages, event), null, false, event.mentions()));
      } else {
        messages.computeIfPresent(isFollowing(event) && event.thread() != Change.NO_REF ? event.thread() : event.ref(), (seq, message) -> change(message, event, me));
        messages.replaceAll((seq, message) -> message.reply() != null && message.reply().seq() == event.ref() ? quoting(message, event) : message);
      }
      messages.computeIfPresent(event.thread(), (seq, root) -> with(root, root.reactions(), grown(root.replies(), event, me)));
    }
    return List.copyOf(messages.values());
  }

  /** What the room is called, is about, and what is settled for it, after these events. */
  static List<Object> facts(Room read, List<Event> events) {
    var name = read.name();
    var topic = read.topic();
    var settings = read.settings();
    for (var event : events) {
      name = event.type().equals(Event.RENAME) ? event.text() : name;
      topic = event.type().equals(Event.TOPIC) ? event.text() : topic;
      settings = settings.after(event.type(), event.text());
    }
    return List.of(name, topic, settings);
  }

  /** Who is in the room, and as what, after these events. */
  static Map<String, String> members(Map<String, String> read, List<Event> events) {
    var members = new TreeMap<>(read);
    for (var event : events) {
      switch (event.type()) {
        case Event.INVITE, Event.ROLE -> members.put(event.whom().id(), event.text());
        case Event.REMOVE, Event.BAN -> members.remove(event.whom().id());
        case Event.LEAVE -> members.remove(event.user().id());
        default -> { }
      }
    }
    return members;
  }

  /** What it answers is known to who has read all that was written, but for what was before they came. */
  private static Reply answer(TreeMap<Long, Message> messages, Event event) {
    var quoted = messages.get(event.ref());
    return event.ref() == Change.NO_REF ? null : quoted == null ? new Reply(event.ref(), event.thread(), null, null, true)
        : new Reply(event.ref(), event.thread(), quoted.user(), quoted.deletion() == null ? Texts.quote(quoted.text()) : null);
  }

  private static Message quoting(Message now, Event event) {
    var said = event.type().equals(Event.EDIT) ? Texts.quote(event.text()) : event.type().equals(Event.DELETE) ? null : now.reply().text();
    return new Message(now.seq(), now.id(), now.user(), now.text(), now.at(), now.edited(), now.deletion(), now.reactions(),
        new Reply(now.reply().seq(), now.reply().thread(), now.reply().user(), said), now.replies(), now.pinned(), now.mentions(), now.follows());
  }

  private static Replies grown(Replies now, Event event, User me) {
    if (event.type().equals(Event.DELETE)) {
      return new Replies(now.count() - 1, now.last(), now.users(), now.mine());
    }
    if (!event.type().equals(Event.MESSAGE)) {
      return now;
    }
    var before = now == null ? new Replies(0, event.at(), List.of(), false) : now;
    var isNamed = before.users().size() == Limits.THREAD_USERS || before.users().stream().anyMatch(user -> user.id().equals(event.user().id()));
    return new Replies(before.count() + 1, event.at(), isNamed ? before.users() : Stream.concat(before.users().stream(), Stream.of(event.user())).toList(),
        before.mine() || event.user().id().equals(me.id()));
  }

  private static Message with(Message now, List<Reaction> reactions, Replies replies) {
    return new Message(now.seq(), now.id(), now.user(), now.text(), now.at(), now.edited(), now.deletion(), reactions, now.reply(), replies, now.pinned(), now.mentions(), now.follows());
  }

  private static Message change(Message now, Event event, User me) {
    return switch (event.type()) {
      case Event.EDIT -> with(now, event.text(), event, null, now.reactions());
      case Event.DELETE -> with(now, "", null, new Deletion(event.user(), event.at()), List.of());
      case Event.REACT -> with(now, now.text(), null, now.deletion(), plus(now.reactions(), event, me));
      case Event.UNREACT -> with(now, now.text(), null, now.deletion(), minus(now.reactions(), event, me));
      case Event.PIN, Event.UNPIN -> new Message(now.seq(), now.id(), now.user(), now.text(), now.at(), now.edited(), now.deletion(), now.reactions(), now.reply(),
          now.replies(), event.type().equals(Event.PIN), now.mentions(), now.follows());
      case Event.FOLLOW, Event.UNFOLLOW -> event.user().id().equals(me.id()) ? following(now, event.type().equals(Event.FOLLOW)) : now;
      default -> now;
    };
  }

  /** It is said of a thread, which its first message tells. */
  private static boolean isFollowing(Event event) {
    return event.type().equals(Event.FOLLOW) || event.type().equals(Event.UNFOLLOW);
  }

  private static Message following(Message now, boolean follows) {
    return new Message(now.seq(), now.id(), now.user(), now.text(), now.at(), now.edited(), now.deletion(), now.reactions(), now.reply(), now.replies(), now.pinned(), now.mentions(), follows);
  }

  private static Message with(Message now, String text, Event edit, Deletion deletion, List<Reaction> reactions) {
    var edited = deletion != null ? null : edit != null ? edit.at() : now.edited();
    return new Message(now.seq(), now.id(), now.user(), text, now.at(), edited, deletion, reactions, now.reply(), now.replies(), now.pinned() && deletion == null,
        deletion != null ? List.of() : edit != null ? edit.mentions() : now.mentions(), now.follows());
  }

  private static List<Reaction> plus(List<Reaction> now, Event event, User me) {
    var isMine = event.user().id().equals(me.id());
    if (now.stream().noneMatch(each -> each.emoji().equals(event.text()))) {
      return Stream.concat(now.stream(), Stream.of(new Reaction(event.text(), 1, List.of(event.user()), isMine)))
          .sorted(Comparator.comparing(Reaction::emoji)).toList();
    }
    return now.stream().map(each -> !each.emoji().equals(event.text()) ? each : new Reaction(each.emoji(), each.count() + 1,
        Stream.concat(each.users().stream(), Stream.of(event.user())).toList(), each.mine() || isMine)).toList();
  }

  private static List<Reaction> minus(List<Reaction> now, Event event, User me) {
    var left = new ArrayList<Reaction>();
    for (var each : now) {
      if (!each.emoji().equals(event.text())) {
        left.add(each);
      } else if (each.count() > 1) {
        left.add(new Reaction(each.emoji(), each.count() - 1, each.users().stream().filter(user -> !user.id().equals(event.user().id())).toList(),
            each.mine() && !event.user().id().equals(me.id())));
      }
    }
    return left;
  }
}
