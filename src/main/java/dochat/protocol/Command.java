package dochat.protocol;

import dochat.model.CardChange;
import dochat.model.Change;
import dochat.model.Event;
import dochat.model.Mention;
import dochat.model.Preferences;
import dochat.model.Role;
import dochat.model.RoomKind;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a client asks of the chat, decoded and valid: each record's constructor refuses what is not, with a {@link Problem}.
 * Source: the table Addresses in docs/protocol.md.
 */
public sealed interface Command {
  /** What names one command among those of its author. */
  Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9._:-]{1," + Limits.CLIENT_ID_CHARS + "}");
  /** The kinds of rooms that are made by their names. */
  Set<String> MADE = Set.of("public", "private");
  /** What a member may be. */
  Set<String> ROLES = Set.of("reader", "member", "moderator", "owner");

  /**
   * Sign in as a guest or with an account, or ask who I am.
   *
   * @param name  the guest's; null for the others
   * @param proof the account's; null for the others
   */
  record SignIn(String name, Proof proof) implements Command {
    public SignIn {
      name = name == null ? null : Texts.name(name);
    }

    /** As a guest. */
    public SignIn(String name) {
      this(name, null);
    }

    /** Whether it only asks. */
    public boolean isQuestion() {
      return name == null && proof == null;
    }

    public static SignIn from(JsonObject body) {
      return body.containsKey("handle") ? new SignIn(null, Proof.from(body))
          : new SignIn(body.containsKey("name") ? Fields.string(body, "name") : null);
    }
  }

  /** What the chat is called, and who may come in. */
  record Entry() implements Command {
    /** It asks for nothing in particular. */
    public static Entry from(JsonObject body) {
      return new Entry();
    }
  }

  /**
   * The list of rooms.
   *
   * @param joined whether of those alone that one has joined
   */
  record Rooms(boolean joined) implements Command {
    public static Rooms from(JsonObject body) {
      return new Rooms(body.containsKey("joined") && Fields.flag(body, "joined"));
    }
  }

  /** One room. */
  record Look(String room) implements Command {
    /** From a body, or from parameters of a path put into an object as strings. */
    public static Look from(JsonObject body) {
      return new Look(Fields.room(body));
    }
  }

  /**
   * Public rooms, by a part of their names or topics.
   *
   * @param search may be empty
   * @param after  the name of the last one of the page before; empty for the first
   * @param limit  1 to {@link Limits#DIRECTORY_ROOMS}
   */
  record Directory(String search, String after, int limit) implements Command {
    /** From a body, or from query parameters put into an object as strings. */
    public static Directory from(JsonObject body) {
      Object limit = body.getValue("limit");
      return new Directory(Texts.sought(Fields.string(body, "q", ""), Limits.ROOM_NAME_CHARS, ProblemCode.BAD_ROOM_NAME), after(Fields.string(body, "after", "")),
          limit == null ? Limits.DIRECTORY_ROOMS : (int) Cursors.parse(limit, 1, Limits.DIRECTORY_ROOMS));
    }

    /** As it was told: a room that is there may have a name that is no more given. */
    private static String after(String name) {
      if (!Texts.canBeKeptAsLine(name, Limits.ROOM_NAME_CHARS)) {
        throw Problem.of(ProblemCode.BAD_ROOM_NAME);
      }
      return name;
    }
  }

  /**
   * What differs in one's own rooms.
   *
   * @param known what is known of them; null if nothing
   */
  record Me(FeedState known) implements Command {
    public static Me from(JsonObject body) {
      return new Me(FeedState.read(Fields.string(body, "state", null)));
    }
  }

  /**
   * A new room.
   *
   * @param id   client id: the same again from the same creator, of the same name and kind, is the same room; null for a creation that is not repeated
   * @param kind public or private
   */
  record Create(String name, String topic, String id, RoomKind kind) implements Command {
    public Create {
      if (id != null) {
        checkClientId(id);
      }
      name = Texts.line(name, 1, Limits.ROOM_NAME_CHARS, ProblemCode.BAD_ROOM_NAME);
      topic = Texts.line(topic, 0, Limits.TOPIC_CHARS, ProblemCode.BAD_ROOM_NAME);
    }

    /** A creation that is not repeated. */
    public Create(String name, String topic) {
      this(name, topic, null, RoomKind.PUBLIC);
    }

    public static Create from(JsonObject body) {
      return new Create(Fields.string(body, "name"), Fields.string(body, "topic", ""), body.containsKey("id") ? Fields.string(body, "id") : null,
          Fields.word(body, "kind", "public", MADE).equals("private") ? RoomKind.PRIVATE : RoomKind.PUBLIC);
    }
  }

  /**
   * Put a room into one's list.
   *
   * @param id client id: the same again from the same person is the same joining; null for one that is not repeated
   */
  record Join(String room, String id) implements Command {
    public Join {
      if (id != null) {
        checkClientId(id);
      }
    }

    public static Join from(JsonObject body) {
      return new Join(Fields.room(body), body.containsKey("id") ? Fields.string(body, "id") : null);
    }
  }

  /**
   * Take a room out of one's list.
   *
   * @param id client id: the same again from the same member is the same leaving; null for one that is not repeated
   */
  record Leave(String room, String id) implements Command {
    public Leave {
      if (id != null) {
        checkClientId(id);
      }
    }

    public static Leave from(JsonObject body) {
      return new Leave(Fields.room(body), body.containsKey("id") ? Fields.string(body, "id") : null);
    }
  }

  /**
   * What one keeps of a room for oneself.
   *
   * @param muted     whether nothing there is to call for attention but what calls oneself; null: as it is
   * @param favourite whether it is to stand before the others; null: as it is
   * @param read      up to where it is to count as read, also back, 0 or more; null: as it is
   */
  record Place(String room, Boolean muted, Boolean favourite, Long read) implements Command {
    public Place {
      if (muted == null && favourite == null && read == null) {
        throw Problem.of(ProblemCode.BAD_REQUEST, "A field must say what is to change: muted, favourite or read.");
      }
    }

    public static Place from(JsonObject body) {
      return new Place(Fields.room(body), flag(body, "muted"), flag(body, "favourite"), body.containsKey("read") ? Cursors.parse(body.getValue("read")) : null);
    }

    private static Boolean flag(JsonObject body, String field) {
      return body.containsKey(field) ? Fields.flag(body, field) : null;
    }
  }

  /**
   * What one has typed in a room and not sent.
   *
   * @param text from now on, empty for nothing; null: one only asks
   */
  record Draft(String room, String text) implements Command {
    public Draft {
      text = text == null ? null : Texts.draft(text);
    }

    /** From a body, or from parameters of a path put into an object as strings. */
    public static Draft from(JsonObject body) {
      return new Draft(Fields.room(body), body.containsKey("text") ? Fields.string(body, "text") : null);
    }
  }

  /**
   * What one has typed in a thread, named by any of its messages, and not sent.
   *
   * @param text from now on, empty for nothing; null: one only asks
   */
  record ThreadDraft(String room, long seq, String text) implements Command {
    public ThreadDraft {
      text = text == null ? null : Texts.draft(text);
    }

    /** From a body, or from parameters of a path put into an object as strings. */
    public static ThreadDraft from(JsonObject body) {
      return new ThreadDraft(Fields.room(body), message(body), body.containsKey("text") ? Fields.string(body, "text") : null);
    }
  }

  /**
   * What one has chosen for oneself, wherever one is.
   *
   * @param choice from now on; empty: one only asks
   */
  record Prefer(Preferences choice) implements Command {
    public static Prefer from(JsonObject body) {
      return new Prefer(PreferenceViews.choice(body));
    }
  }

  /**
   * A room is to be otherwise, in one thing at a time.
   *
   * @param id   client id; the same again from the same author is the same change
   * @param type of the event that it becomes
   * @param text what the event says
   */
  record Update(String room, String id, String type, String text) implements Command {
    /** What can be settled of a room. */
    private static final Set<String> FIELDS = Set.of("name", "topic", "archived", "posting", "inviting", "history", "slow", "reads");
    /** Who may post or invite, from this role on. */
    private static final Set<String> LEAST = Set.of("member", "moderator");
    /** What newcomers see. */
    private static final Set<String> HISTORY = Set.of("all", "joined");

    public Update {
      checkClientId(id);
    }

    public static Update from(JsonObject body) {
      List<String> fields = FIELDS.stream().filter(body::containsKey).toList();
      if (fields.size() != 1) {
        throw Problem.of(ProblemCode.BAD_REQUEST, "One field must say what is to change: " + String.join(", ", new TreeSet<>(FIELDS)) + ".");
      }
      String room = Fields.room(body);
      String id = Fields.string(body, "id");
      return switch (fields.get(0)) {
        case "name" -> new Update(room, id, Event.RENAME, Texts.line(Fields.string(body, "name"), 1, Limits.ROOM_NAME_CHARS, ProblemCode.BAD_ROOM_NAME));
        case "topic" -> new Update(room, id, Event.TOPIC, Texts.line(Fields.string(body, "topic"), 0, Limits.TOPIC_CHARS, ProblemCode.BAD_ROOM_NAME));
        case "archived" -> new Update(room, id, Fields.flag(body, "archived") ? Event.ARCHIVE : Event.UNARCHIVE, "");
        case "posting" -> new Update(room, id, Event.POSTING, Fields.word(body, "posting", null, LEAST));
        case "inviting" -> new Update(room, id, Event.INVITING, Fields.word(body, "inviting", null, LEAST));
        case "history" -> new Update(room, id, Event.HISTORY, Fields.word(body, "history", null, HISTORY));
        case "reads" -> new Update(room, id, Event.READS, Boolean.toString(Fields.flag(body, "reads")));
        default -> new Update(room, id, Event.SLOW, Integer.toString(Fields.number(body, "slow", 0, Limits.SLOW_SECONDS)));
      };
    }
  }

  /**
   * The conversation of these people and oneself.
   *
   * @param users ids, 1 to one less than {@link Limits#DIRECT_PEOPLE}, each once, without one's own
   */
  record Direct(Set<String> users) implements Command {
    public Direct {
      users = Set.copyOf(users);
    }

    /** @param self id of who asks, who need not be named */
    public static Direct from(JsonObject body, String self) {
      Set<String> others = new LinkedHashSet<>(Fields.users(body, "users", Limits.DIRECT_PEOPLE));
      others.remove(self);
      if (others.isEmpty() || others.size() >= Limits.DIRECT_PEOPLE) {
        throw Problem.of(ProblemCode.BAD_REQUEST, "The field users must name 1 to " + (Limits.DIRECT_PEOPLE - 1) + " other people.");
      }
      return new Direct(others);
    }
  }

  /**
   * The members of a room.
   *
   * @param after those whose ids are greater
   * @param limit 1 to {@link Limits#EVENTS_PER_PAGE}
   */
  record Members(String room, String after, int limit) implements Command {
    /** From a body, or from query parameters put into an object as strings. */
    public static Members from(JsonObject body) {
      return new Members(Fields.room(body), Fields.afterUser(body), Events.limit(body));
    }
  }

  /**
   * Who is banned from a room.
   *
   * @param after those whose ids are greater
   * @param limit 1 to {@link Limits#EVENTS_PER_PAGE}
   */
  record Bans(String room, String after, int limit) implements Command {
    /** From a body, or from query parameters put into an object as strings. */
    public static Bans from(JsonObject body) {
      return new Bans(Fields.room(body), Fields.afterUser(body), Events.limit(body));
    }
  }

  /**
   * People, by a part of their names.
   *
   * @param search may be empty
   * @param after  the id of the last one of the page before; empty for the first
   * @param limit  1 to {@link Limits#DIRECTORY_PEOPLE}
   */
  record People(String search, String after, int limit) implements Command {
    /** From a body, or from query parameters put into an object as strings. */
    public static People from(JsonObject body) {
      Object limit = body.getValue("limit");
      return new People(Texts.sought(Fields.string(body, "search", ""), Limits.NAME_CHARS, ProblemCode.BAD_NAME), Fields.afterUser(body),
          limit == null ? Limits.PEOPLE_FOUND : (int) Cursors.parse(limit, 1, Limits.DIRECTORY_PEOPLE));
    }
  }

  /**
   * What people show of themselves.
   *
   * @param users ids, at most {@link Limits#CARDS}, each once
   */
  record Cards(Set<String> users) implements Command {
    public static Cards from(JsonObject body) {
      return new Cards(Fields.users(body, "users", Limits.CARDS));
    }

    /** One alone. Fails with {@code user_not_found} for what could be nobody's id. */
    public static Cards of(String user) {
      return new Cards(Set.of(Fields.user(new JsonObject().put("user", user))));
    }
  }

  /** One is called, or shows oneself, otherwise. */
  record Profile(CardChange change) implements Command {
    public static Profile from(JsonObject body) {
      return new Profile(CardViews.change(body));
    }
  }

  /**
   * Somebody else becomes a member.
   *
   * @param id client id; the same again from the same author is the same invitation
   */
  record Invite(String room, String user, String id) implements Command {
    public Invite {
      checkClientId(id);
    }

    public static Invite from(JsonObject body) {
      return new Invite(Fields.room(body), Fields.user(body), Fields.string(body, "id"));
    }
  }

  /** A member is to be one no longer. */
  record Remove(String room, String user, String id) implements Command {
    public Remove {
      checkClientId(id);
    }

    public static Remove from(JsonObject body) {
      return new Remove(Fields.room(body), Fields.user(body), Fields.string(body, "id"));
    }
  }

  /** Somebody is to be kept out. */
  record Ban(String room, String user, String id) implements Command {
    public Ban {
      checkClientId(id);
    }

    public static Ban from(JsonObject body) {
      return new Ban(Fields.room(body), Fields.user(body), Fields.string(body, "id"));
    }
  }

  /** Somebody is to be kept out no longer. */
  record Unban(String room, String user, String id) implements Command {
    public Unban {
      checkClientId(id);
    }

    public static Unban from(JsonObject body) {
      return new Unban(Fields.room(body), Fields.user(body), Fields.string(body, "id"));
    }
  }

  /** A member gets a role. */
  record Assign(String room, String user, String id, Role role) implements Command {
    public Assign {
      checkClientId(id);
    }

    public static Assign from(JsonObject body) {
      return new Assign(Fields.room(body), Fields.user(body), Fields.string(body, "id"), Role.of(Fields.word(body, "role", null, ROLES)));
    }
  }

  /**
   * A message.
   *
   * @param id    client id; the same again from the same author is the same message
   * @param reply the number of the message that it answers; {@link Change#NO_REF} for none
   * @param mentions whom it calls, by their ids; their places are those of the text as it is here
   */
  record Post(String room, String id, long reply, String text, List<Mention> mentions) implements Command {
    public Post {
      text = Texts.message(text);
      mentions = Mentions.in(text, mentions);
      checkClientId(id);
    }

    public static Post from(JsonObject body) {
      return new Post(Fields.room(body), Fields.string(body, "id"), messageOrNone(body, "reply"), Fields.string(body, "text"),
          Mentions.from(body));
    }
  }

  /**
   * Another text for an own message.
   *
   * @param seq the number of the message
   * @param id  client id; the same again from the same author is the same edit
   * @param mentions whom it calls, by their ids; their places are those of the text as it is here
   */
  record Edit(String room, long seq, String id, String text, List<Mention> mentions) implements Command {
    public Edit {
      text = Texts.message(text);
      mentions = Mentions.in(text, mentions);
      checkClientId(id);
    }

    public static Edit from(JsonObject body) {
      return new Edit(Fields.room(body), message(body), Fields.string(body, "id"), Fields.string(body, "text"), Mentions.from(body));
    }
  }

  /**
   * A page of what a message has said before.
   *
   * @param before edits before this number; {@link Events#ABSENT} for the last ones
   * @param limit  1 to {@link Limits#EDITS}
   */
  record Edits(String room, long seq, long before, int limit) implements Command {
    /** From a body, or from parameters of a path and a query put into an object as strings. */
    public static Edits from(JsonObject body) {
      Object limit = body.getValue("limit");
      return new Edits(Fields.room(body), message(body), Events.bound(body, "before"), limit == null ? Limits.EDITS : (int) Cursors.parse(limit, 1, Limits.EDITS));
    }
  }

  /** An own message goes. */
  record Delete(String room, long seq, String id) implements Command {
    public Delete {
      checkClientId(id);
    }

    public static Delete from(JsonObject body) {
      return new Delete(Fields.room(body), message(body), Fields.string(body, "id"));
    }
  }

  /**
   * A reaction to a message comes, or goes again.
   *
   * @param emoji one emoji
   * @param on    whether it comes
   */
  record React(String room, long seq, String id, String emoji, boolean on) implements Command {
    public React {
      emoji = Texts.emoji(emoji);
      checkClientId(id);
    }

    public static React from(JsonObject body) {
      return new React(Fields.room(body), message(body), Fields.string(body, "id"), Fields.string(body, "emoji"), Fields.flag(body, "on"));
    }
  }

  /** A message is to be at hand in its room, or no longer. */
  record Pin(String room, long seq, String id, boolean on) implements Command {
    public Pin {
      checkClientId(id);
    }

    public static Pin from(JsonObject body) {
      return new Pin(Fields.room(body), message(body), Fields.string(body, "id"), Fields.flag(body, "on"));
    }
  }

  /** A thread is to be followed, named by any of its messages, or no longer. */
  record Follow(String room, long seq, String id, boolean on) implements Command {
    public Follow {
      checkClientId(id);
    }

    public static Follow from(JsonObject body) {
      return new Follow(Fields.room(body), message(body), Fields.string(body, "id"), Fields.flag(body, "on"));
    }
  }

  /** Who follows the thread of a message. */
  record Followers(String room, long seq) implements Command {
    /** From a body, or from parameters of a path put into an object as strings. */
    public static Followers from(JsonObject body) {
      return new Followers(Fields.room(body), message(body));
    }
  }

  /** The messages that are at hand in a room. */
  record Pins(String room) implements Command {
    public static Pins from(JsonObject body) {
      return new Pins(Fields.room(body));
    }
  }

  /**
   * A page of messages as they are now.
   *
   * @param after  messages after this number; {@link Events#ABSENT} for no such bound
   * @param before messages before this number; {@link Events#ABSENT} for no such bound
   * @param around messages on both sides of this number, which is among them if it is one; {@link Events#ABSENT} for no such place. It stands alone
   * @param thread only the message of this number and the replies in its thread; {@link Change#NO_REF} for all
   * @param limit  1 to {@link Limits#EVENTS_PER_PAGE}
   */
  record Messages(String room, long after, long before, long around, long thread, int limit) implements Command {
    public Messages {
      if (around != Events.ABSENT && (after != Events.ABSENT || before != Events.ABSENT || thread != Change.NO_REF)) {
        throw Problem.of(ProblemCode.BAD_CURSOR, "A place that the page is around stands without after, before and thread.");
      }
    }

    /** From a body, or from query parameters put into an object as strings. */
    public static Messages from(JsonObject body) {
      return new Messages(Fields.room(body), Events.bound(body, "after"), Events.bound(body, "before"), Events.bound(body, "around"),
          messageOrNone(body, "thread"), Events.limit(body));
    }
  }

  /**
   * A page of history.
   *
   * @param after  events after this number; {@link #ABSENT} for no such bound
   * @param before events before this number; {@link #ABSENT} for no such bound
   * @param limit  1 to {@link Limits#EVENTS_PER_PAGE}
   */
  record Events(String room, long after, long before, int limit) implements Command {
    /** No bound. */
    public static final long ABSENT = -1;

    /** From a body, or from query parameters put into an object as strings. */
    public static Events from(JsonObject body) {
      return new Events(Fields.room(body), bound(body, "after"), bound(body, "before"), limit(body));
    }

    static long bound(JsonObject body, String field) {
      Object value = body.getValue(field);
      return value == null ? ABSENT : Cursors.parse(value);
    }

    static int limit(JsonObject body) {
      Object value = body.getValue("limit");
      return value == null ? Limits.DEFAULT_EVENTS_PER_PAGE : (int) Cursors.parse(value, 1, Limits.EVENTS_PER_PAGE);
    }
  }

  /** Somebody begins or ends typing. */
  record Typing(String room, boolean typing) implements Command {
    public static Typing from(JsonObject body) {
      return new Typing(Fields.room(body), Fields.flag(body, "typing"));
    }
  }

  /** The highest number that one has read. */
  record Read(String room, long seq) implements Command {
    public static Read from(JsonObject body) {
      return new Read(Fields.room(body), Cursors.parse(body.getValue("seq")));
    }
  }

  /** Who has read a message. */
  record Readers(String room, long seq) implements Command {
    /** From a body, or from parameters of a path put into an object as strings. */
    public static Readers from(JsonObject body) {
      return new Readers(Fields.room(body), message(body));
    }
  }

  /** Who is here. */
  record Presence(String room) implements Command {
    public static Presence from(JsonObject body) {
      return new Presence(Fields.room(body));
    }
  }

  private static long messageOrNone(JsonObject body, String field) {
    Object value = body.getValue(field);
    return value == null ? Change.NO_REF : Cursors.event(value);
  }

  private static long message(JsonObject body) {
    return Cursors.event(body.getValue("seq"));
  }

  private static void checkClientId(String id) {
    if (!CLIENT_ID.matcher(id).matches()) {
      throw Problem.of(ProblemCode.BAD_ID);
    }
  }
}
