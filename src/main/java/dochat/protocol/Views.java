package dochat.protocol;

import dochat.model.Appended;
import dochat.model.Ban;
import dochat.model.Change;
import dochat.model.Draft;
import dochat.model.Event;
import dochat.model.Followers;
import dochat.model.Glance;
import dochat.model.History;
import dochat.model.Mention;
import dochat.model.Message;
import dochat.model.Messages;
import dochat.model.Own;
import dochat.model.Person;
import dochat.model.Preferences;
import dochat.model.Role;
import dochat.model.Room;
import dochat.model.RoomKind;
import dochat.model.RoomSettings;
import dochat.model.User;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The nouns as JSON, the same at every door. Pure. */
public final class Views {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Views() {
  }

  /** RFC 3339 in UTC with milliseconds. */
  public static String time(Instant at) {
    return MILLIS.format(at);
  }

  public static JsonObject user(User user) {
    return new JsonObject().put("id", user.id()).put("name", user.name());
  }

  public static JsonArray users(Iterable<User> users) {
    JsonArray array = new JsonArray();
    users.forEach(user -> array.add(user(user)));
    return array;
  }

  public static JsonObject event(Event event) {
    JsonObject json = new JsonObject().put("seq", event.seq()).put("type", event.type()).put("id", event.id()).put("user", user(event.user()));
    if (event.ref() != Change.NO_REF) {
      json.put("ref", event.ref());
    }
    if (event.thread() != Change.NO_REF) {
      json.put("thread", event.thread());
    }
    if (event.whom() != null) {
      json.put("whom", user(event.whom()));
    }
    return calling(json.put("text", event.text()).put("at", time(event.at())), event.mentions());
  }

  private static JsonObject calling(JsonObject json, List<Mention> mentions) {
    return mentions.isEmpty() ? json : json.put("mentions", Mentions.json(mentions));
  }

  /** What became of a change; nothing to say where nothing had to become of it. */
  public static JsonObject changed(Appended appended) {
    return appended.event() == null ? new JsonObject() : posted(appended.event());
  }

  public static JsonObject posted(Event event) {
    return new JsonObject().put("seq", event.seq()).put("at", time(event.at()));
  }

  public static JsonObject history(String epoch, History history) {
    JsonArray events = new JsonArray();
    history.events().forEach(event -> events.add(event(event)));
    return new JsonObject().put("epoch", epoch).put("head", history.head()).put("events", events);
  }

  public static JsonObject messages(String epoch, Messages page) {
    JsonArray messages = new JsonArray();
    page.messages().forEach(message -> messages.add(message(message)));
    return new JsonObject().put("epoch", epoch).put("head", page.head()).put("first", page.first()).put("last", page.last()).put("messages", messages)
        .mergeIn(page.floor() > 0 ? new JsonObject().put("floor", page.floor()) : new JsonObject())
        .mergeIn(page.notes().isEmpty() ? new JsonObject() : new JsonObject().put("notes", new JsonArray(page.notes().stream().map(Views::event).toList())));
  }

  /** {@code {"count","users","following"}}. */
  public static JsonObject followers(Followers followers) {
    return new JsonObject().put("count", followers.count()).put("users", users(followers.users())).put("following", followers.following());
  }

  /** {@code {"epoch","head","messages":[message…]}}. */
  public static JsonObject pins(String epoch, Messages pins) {
    return new JsonObject().put("epoch", epoch).put("head", pins.head()).put("messages", new JsonArray(pins.messages().stream().map(Views::message).toList()));
  }

  static JsonObject message(Message message) {
    JsonObject json = new JsonObject().put("seq", message.seq()).put("id", message.id()).put("user", user(message.user()))
        .put("text", message.text()).put("at", time(message.at()));
    if (message.edited() != null) {
      json.put("edited", time(message.edited()));
    }
    if (message.deletion() != null) {
      json.put("deleted", new JsonObject().put("user", user(message.deletion().user())).put("at", time(message.deletion().at())));
    }
    if (!message.reactions().isEmpty()) {
      json.put("reactions", new JsonArray(message.reactions().stream().map(Views::reaction).toList()));
    }
    if (message.pinned()) {
      json.put("pinned", true);
    }
    if (message.follows() != null) {
      json.put("follows", message.follows());
    }
    if (message.reply() != null) {
      json.put("reply", reply(message.reply())).put("thread", message.reply().thread());
    }
    if (message.replies() != null) {
      json.put("replies", replies(message.replies()));
    }
    return calling(json, message.mentions());
  }

  /**
   * {@code {"edits":[{"seq","user","at","before"}…]}}.
   *
   * @param texts the events that brought the texts of a message, in their order; all but the first are edits
   */
  public static JsonObject edits(List<Event> texts) {
    JsonArray edits = new JsonArray();
    for (int i = 1; i < texts.size(); i++) {
      Event edit = texts.get(i);
      edits.add(new JsonObject().put("seq", edit.seq()).put("user", user(edit.user())).put("at", time(edit.at())).put("before", texts.get(i - 1).text()));
    }
    return new JsonObject().put("edits", edits);
  }

  private static JsonObject reaction(Message.Reaction reaction) {
    JsonObject json = new JsonObject().put("emoji", reaction.emoji()).put("count", reaction.count()).put("users", users(reaction.users()));
    return reaction.mine() ? json.put("mine", true) : json;
  }

  private static JsonObject reply(Message.Reply reply) {
    JsonObject json = new JsonObject().put("seq", reply.seq());
    if (reply.hidden()) {
      return json.put("hidden", true);
    }
    if (reply.user() != null) {
      json.put("user", user(reply.user()));
    }
    return reply.text() == null ? json.put("deleted", true) : json.put("text", reply.text());
  }

  private static JsonObject replies(Message.Replies replies) {
    JsonObject json = new JsonObject().put("count", replies.count()).put("last", time(replies.last())).put("users", users(replies.users()));
    return replies.mine() ? json.put("mine", true) : json;
  }

  /**
   * A room as this user sees it: a direct conversation is named by the others in it.
   *
   * @param user id of the user
   */
  public static JsonObject room(Room room, String user) {
    boolean isDirect = room.kind() == RoomKind.DIRECT;
    String name = isDirect ? room.people().stream().filter(each -> !each.id().equals(user)).map(User::name).collect(Collectors.joining(", ")) : room.name();
    JsonObject json = new JsonObject().put("id", room.id()).put("name", name).put("topic", room.topic()).put("kind", room.kind().word())
        .put("head", room.head()).put("members", room.members()).put("joined", room.joined()).put("read", room.read()).put("unread", room.unread())
        .put("mentions", room.mentions());
    json.mergeIn(settings(room.settings())).mergeIn(own(room.own()));
    if (room.joined()) {
      json.put("role", room.role().word());
    } else if (room.reader()) {
      json.put("role", Role.READER.word());
    }
    if (room.banned()) {
      json.put("banned", true);
    }
    return isDirect ? json.put("people", users(room.people())) : json;
  }

  /**
   * What is to be known of one's own rooms.
   *
   * @param state what is known afterwards
   * @param parts what the person sees of the rooms of each part that is told
   * @param preferences what they have chosen for themself; null where that is not told
   * @param chat what the chat is called; null with them
   */
  public static JsonObject feed(FeedState state, Map<Integer, List<Glance>> parts, Preferences preferences, String chat) {
    JsonArray told = new JsonArray();
    parts.forEach((part, rooms) -> told.add(new JsonObject().put("part", part).put("rooms", new JsonArray(rooms.stream().map(Views::glance).toList()))));
    JsonObject json = new JsonObject().put("state", state.text()).put("parts", told);
    return preferences == null ? json : json.put("preferences", PreferenceViews.preferences(preferences)).put("name", chat);
  }

  /** A room as its person sees it without looking. */
  private static JsonObject glance(Glance glance) {
    JsonObject json = room(glance.room(), glance.user());
    Glance.Last last = glance.last();
    return last == null ? json : json.put("last", new JsonObject().put("seq", last.seq()).put("user", user(last.user())).put("text", last.text()).put("at", time(last.at())));
  }

  private static JsonObject own(Own own) {
    JsonObject json = kept(own);
    if (own.draft() != 0) {
      json.put("draft", own.draft());
    }
    if (own.threadDrafts() != 0) {
      json.put("threadDrafts", own.threadDrafts());
    }
    return own.marked() == 0 ? json : json.put("marked", own.marked());
  }

  /** Whether a room is muted and a favourite, where it is. */
  public static JsonObject kept(Own own) {
    JsonObject json = new JsonObject();
    if (own.muted()) {
      json.put("muted", true);
    }
    return own.favourite() ? json.put("favourite", true) : json;
  }

  /** What is otherwise than in a room that nobody has settled anything for. */
  public static JsonObject settings(RoomSettings settings) {
    JsonObject json = new JsonObject();
    if (settings.archived()) {
      json.put("archived", true);
    }
    if (settings.posting() != RoomSettings.NONE.posting()) {
      json.put("posting", settings.posting().word());
    }
    if (settings.inviting() != RoomSettings.NONE.inviting()) {
      json.put("inviting", settings.inviting().word());
    }
    if (settings.history() != RoomSettings.NONE.history()) {
      json.put("history", settings.history().word());
    }
    if (settings.slow() > 0) {
      json.put("slow", settings.slow());
    }
    return settings.reads() ? json.put("reads", true) : json;
  }

  /** {@code {"room": …}}. */
  public static JsonObject oneRoom(Room room, String user) {
    return new JsonObject().put("room", room(room, user));
  }

  public static JsonObject rooms(List<Room> rooms, String user) {
    JsonArray array = new JsonArray();
    rooms.forEach(room -> array.add(room(room, user)));
    return new JsonObject().put("rooms", array);
  }

  /** {@code {"draft","text"}}. */
  public static JsonObject draft(Draft draft) {
    return new JsonObject().put("draft", draft.number()).put("text", draft.text());
  }

  /** {@code {"bans":[{"user","by","at"}…]}}. */
  public static JsonObject bans(List<Ban> bans) {
    return new JsonObject().put("bans", new JsonArray(bans.stream()
        .map(ban -> new JsonObject().put("user", user(ban.user())).put("by", user(ban.by())).put("at", time(ban.at()))).toList()));
  }

  /** {@code {"members":[{"user","role"}…]}}. */
  public static JsonObject members(List<Person> people) {
    return new JsonObject().put("members", new JsonArray(people.stream()
        .map(person -> new JsonObject().put("user", user(person.user())).put("role", person.role().word())).toList()));
  }
}
