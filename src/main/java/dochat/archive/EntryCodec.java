package dochat.archive;

import dochat.model.Account;
import dochat.model.Change;
import dochat.model.Event;
import dochat.model.HistoryVisibility;
import dochat.model.Member;
import dochat.model.Mention;
import dochat.model.Own;
import dochat.model.Role;
import dochat.model.Room;
import dochat.model.RoomKind;
import dochat.model.RoomSettings;
import dochat.model.User;
import dochat.protocol.CardViews;
import dochat.protocol.Limits;
import dochat.protocol.Views;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Entries as lines of JSON: an object with one field, which says what the line is. Pure. */
final class EntryCodec {
  static final String FORMAT = "dochat-export";
  static final int VERSION = 1;
  private static final Set<String> CHANGES = Set.of(Event.EDIT, Event.DELETE, Event.REACT, Event.UNREACT, Event.PIN, Event.UNPIN, Event.FOLLOW, Event.UNFOLLOW);
  /** Events that say a role. */
  private static final Set<String> ROLES = Set.of(Event.INVITE, Event.JOIN, Event.ROLE, Event.POSTING, Event.INVITING);
  private static final Set<String> OF_OTHERS = Set.of(Event.INVITE, Event.REMOVE, Event.BAN, Event.UNBAN, Event.ROLE);

  private EntryCodec() {}

  static String encode(Entry entry) {
    JsonObject line = new JsonObject();
    if (entry instanceof Entry.Header header) {
      line.put("header", new JsonObject().put("format", FORMAT).put("version", VERSION).put("epoch", header.epoch())
          .put("room", header.room()).put("at", Views.time(header.at())));
    } else if (entry instanceof Entry.Person person) {
      line.put("user", user(person.account()));
    } else if (entry instanceof Entry.Place place) {
      Room room = place.room();
      JsonObject json = new JsonObject().put("id", room.id()).put("name", room.name()).put("topic", room.topic()).put("head", room.head());
      if (room.kind().isClosed()) {
        json.put("kind", room.kind().word());
      }
      json.mergeIn(Views.settings(room.settings()));
      if (room.kind() == RoomKind.DIRECT) {
        json.put("people", new JsonArray(room.people().stream().map(User::id).toList()));
      }
      line.put("room", json);
    } else if (entry instanceof Entry.Said said) {
      line.put("event", new JsonObject().put("room", said.room()).mergeIn(Views.event(said.event())));
    } else if (entry instanceof Entry.Joined joined) {
      JsonObject json = new JsonObject().put("room", joined.room()).put("user", joined.member().user()).put("read", joined.member().read());
      if (joined.member().role() != Role.MEMBER) {
        json.put("role", joined.member().role().word());
      }
      json.mergeIn(Views.kept(joined.member().own()));
      line.put("member", json);
    } else if (entry instanceof Entry.End end) {
      Counts counts = end.counts();
      line.put("end", new JsonObject().put("users", counts.users()).put("rooms", counts.rooms()).put("events", counts.events())
          .put("members", counts.members()).put("sha256", end.sha256()));
    }
    return line.encode();
  }

  /** Fails with {@link ArchiveFault} when the line breaks a rule; the message continues "line 7 ". */
  static Entry decode(String line) {
    JsonObject object = object(line);
    if (object.size() != 1) {
      throw new ArchiveFault("must be an object with one field");
    }
    String kind = object.fieldNames().iterator().next();
    return switch (kind) {
      case "header" -> header(Body.of(object, kind, "format", "version", "epoch", "room", "at"));
      case "user" -> person(Body.of(object, kind, Set.of("status", "zone", "picture"), "id", "name", "created"));
      case "room" -> place(Body.of(object, kind, Set.of("kind", "people", "archived", "posting", "inviting", "history", "slow", "reads"), "id", "name", "topic", "head"));
      case "event" -> said(Body.of(object, kind, Set.of("ref", "thread", "whom", "mentions"), "room", "seq", "type", "id", "user", "text", "at"));
      case "member" -> joined(Body.of(object, kind, Set.of("role", "muted", "favourite"), "room", "user", "read"));
      case "end" -> end(Body.of(object, kind, "users", "rooms", "events", "members", "sha256"));
      default -> throw new ArchiveFault("must be a header, user, room, event, member or end");
    };
  }

  private static JsonObject object(String line) {
    try {
      return new JsonObject(line);
    } catch (DecodeException | ClassCastException e) {
      throw new ArchiveFault("is not a JSON object");
    }
  }

  private static Entry header(Body body) {
    if (!body.text("format").equals(FORMAT)) {
      throw new ArchiveFault("must have the format " + FORMAT);
    }
    if (body.number("version") != VERSION) {
      throw new ArchiveFault("has version " + body.number("version") + " of the format, but this program knows only " + VERSION);
    }
    return new Entry.Header(body.matching("epoch", Body.ID), body.isNull("room") ? null : body.matching("room", Body.ROOM), body.time("at"));
  }

  private static Entry person(Body body) {
    return new Entry.Person(new Account(body.user(), body.time("created"), body.has("status") ? body.status("status") : null, body.has("zone") ? body.zone("zone") : "",
        body.has("picture") ? body.picture("picture") : ""));
  }

  private static JsonObject user(Account account) {
    JsonObject json = Views.user(account.user()).put("created", Views.time(account.created()));
    if (account.status() != null) {
      json.put("status", CardViews.status(account.status()));
    }
    if (!account.zone().isEmpty()) {
      json.put("zone", account.zone());
    }
    if (!account.picture().isEmpty()) {
      json.put("picture", account.picture());
    }
    return json;
  }

  private static Entry place(Body body) {
    String id = body.matching("id", Body.ROOM);
    RoomKind kind = body.has("kind") ? body.word("kind", word -> RoomKind.of(id, word)) : RoomKind.of(id, RoomKind.PUBLIC.word());
    if (kind == RoomKind.LAB) {
      throw new ArchiveFault("has a room of the lab, which no export has");
    }
    if (body.has("people") != (kind == RoomKind.DIRECT)) {
      throw new ArchiveFault("has people only where it is direct");
    }
    RoomSettings settings = settings(body);
    if (settings.reads() && kind == RoomKind.PUBLIC || settings.history() != RoomSettings.NONE.history() && kind != RoomKind.PRIVATE) {
      throw new ArchiveFault("has something settled that rooms of its kind do not know");
    }
    return new Entry.Place(new Room(id, kind == RoomKind.DIRECT ? body.empty("name") : body.roomName("name"), body.topic("topic"), kind, settings, body.number("head"), 0,
        null, 0, 0, 0, kind == RoomKind.DIRECT ? body.ids("people").stream().map(user -> new User(user, user)).toList() : List.of()));
  }

  private static RoomSettings settings(Body body) {
    return new RoomSettings(body.has("archived") && body.is("archived"), least(body, "posting"), least(body, "inviting"),
        body.has("history") ? body.word("history", HistoryVisibility::of) : RoomSettings.NONE.history(),
        body.has("slow") ? body.number("slow", Limits.SLOW_SECONDS) : RoomSettings.NONE.slow(),
        body.has("reads") && body.is("reads"));
  }

  private static Role least(Body body, String field) {
    Role role = body.has(field) ? body.word(field, Role::of) : Role.MEMBER;
    if (role != Role.MEMBER && role != Role.MODERATOR) {
      throw new ArchiveFault("has no proper " + field);
    }
    return role;
  }

  private static Entry said(Body body) {
    String type = body.matching("type", Body.TYPE);
    long seq = body.number("seq");
    if (seq < 1) {
      throw new ArchiveFault("has a seq below 1");
    }
    return new Entry.Said(body.matching("room", Body.ROOM), new Event(seq, type, body.matching("id", Body.ID),
        body.object("user", "id", "name").user(), ref(body, type, seq), thread(body, type), whom(body, type), text(body, type), body.time("at"), mentions(body, type)));
  }

  /** A program that is older than changes exports them without what they are about: they would become nothing here. */
  private static long ref(Body body, String type, long seq) {
    if (!body.has("ref") && !CHANGES.contains(type)) {
      return Change.NO_REF;
    }
    long ref = body.has("ref") ? body.number("ref") : Change.NO_REF;
    if (ref < 1 || ref >= seq) {
      throw new ArchiveFault("has no ref to an event before it");
    }
    return ref;
  }

  /** A program that is older than threads exports replies without theirs: nobody would find them here. */
  private static long thread(Body body, String type) {
    if (!body.has("thread") && !(type.equals(Event.MESSAGE) && body.has("ref"))) {
      return Change.NO_REF;
    }
    long thread = body.has("thread") ? body.number("thread") : Change.NO_REF;
    if (thread < 1 || !body.has("ref") || thread > body.number("ref")) {
      throw new ArchiveFault("has no thread that its ref is in");
    }
    return thread;
  }

  /** Who may do what stands on these: one that is not whole would shut out whom it is about, or let them in. */
  private static User whom(Body body, String type) {
    if (body.has("whom") != OF_OTHERS.contains(type)) {
      throw new ArchiveFault("has a person whom it is about only where it is one of " + String.join(", ", new TreeSet<>(OF_OTHERS)));
    }
    return body.has("whom") ? body.object("whom", "id", "name").user() : null;
  }

  private static String text(Body body, String type) {
    return ROLES.contains(type) ? body.word("text", Role::of).word() : type.equals(Event.HISTORY) ? body.word("text", HistoryVisibility::of).word() : body.message("text");
  }

  /** Of a text that calls somebody. */
  private static List<Mention> mentions(Body body, String type) {
    if (body.has("mentions") && !type.equals(Event.MESSAGE) && !type.equals(Event.EDIT)) {
      throw new ArchiveFault("has mentions where there is no text of a message");
    }
    return body.has("mentions") ? body.mentions("mentions", body.text("text")) : List.of();
  }

  private static Entry joined(Body body) {
    return new Entry.Joined(body.matching("room", Body.ROOM), new Member(body.matching("user", Body.ID), body.has("role") ? body.word("role", Role::of) : Role.MEMBER, body.number("read"),
        new Own(body.has("muted") && body.is("muted"), body.has("favourite") && body.is("favourite"))));
  }

  private static Entry end(Body body) {
    return new Entry.End(new Counts(body.number("users"), body.number("rooms"), body.number("events"), body.number("members")),
        body.matching("sha256", Body.SHA256));
  }
}
