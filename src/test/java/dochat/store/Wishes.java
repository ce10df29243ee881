package dochat.store;

import static dochat.store.Steps.ANNA;
import static dochat.store.Steps.BEN;
import static dochat.store.Steps.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.model.Appended.Outcome;
import dochat.model.Change;
import dochat.model.Event;
import dochat.model.Mention;
import dochat.model.Role;
import dochat.model.RoomKind;
import dochat.model.User;
import dochat.support.Words;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that Ben may want of a room, of each kind of {@link Change} and of each type of event, and rooms in which he is somebody. */
final class Wishes {
  static final User CLARA = new User("u-clara", "Clara");
  static final User DAN = new User("u-dan", "Dan");
  static final User EMIL = new User("u-emil", "Emil");
  static final User FAY = new User("u-fay", "Fay");
  static final User GUS = new User("u-gus", "Gus");

  /** By their names. Clara is a member, Emil a moderator, Fay a reader but in a conversation, Anna the owner; Dan is none, and Gus is banned where somebody can be. */
  static final Map<String, BiFunction<Place, String, Change>> ALL = all();

  /** No place, for what is to be known of a wish before it has one. */
  static final Place NOWHERE = new Place("r-1", 1, 2, 3, List.of(), List.of());

  private Wishes() {}

  private static Map<String, BiFunction<Place, String, Change>> all() {
    var all = new LinkedHashMap<String, BiFunction<Place, String, Change>>();
    all.put("post", (at, id) -> new Change.Post(at.room, BEN, id, "text"));
    all.put("reply", (at, id) -> new Change.Post(at.room, BEN, id, at.annas, "text"));
    all.put("callAll", (at, id) -> new Change.Post(at.room, BEN, id, Change.NO_REF, "@all", List.of(Mention.of(Mention.Group.ALL, 0, 4)), Set.of()));
    all.put("edit", (at, id) -> new Change.Edit(at.room, BEN, id, at.bens, "other"));
    all.put("editAnna", (at, id) -> new Change.Edit(at.room, BEN, id, at.annas, "other"));
    all.put("delete", (at, id) -> new Change.Delete(at.room, BEN, id, at.bens));
    all.put("deleteAnna", (at, id) -> new Change.Delete(at.room, BEN, id, at.annas));
    all.put("react", (at, id) -> new Change.React(at.room, BEN, id, at.annas, "👍", true));
    all.put("unreact", (at, id) -> new Change.React(at.room, BEN, id, at.bens, "👍", false));
    all.put("invite", (at, id) -> new Change.Invite(at.room, BEN, id, DAN));
    all.put("inviteClara", (at, id) -> new Change.Invite(at.room, BEN, id, CLARA));
    all.put("inviteSelf", (at, id) -> new Change.Invite(at.room, BEN, id, BEN));
    all.put("remove", (at, id) -> new Change.Remove(at.room, BEN, id, CLARA));
    all.put("removeReader", (at, id) -> new Change.Remove(at.room, BEN, id, FAY));
    all.put("removeModerator", (at, id) -> new Change.Remove(at.room, BEN, id, EMIL));
    all.put("removeOwner", (at, id) -> new Change.Remove(at.room, BEN, id, ANNA));
    all.put("removeNone", (at, id) -> new Change.Remove(at.room, BEN, id, DAN));
    all.put("removeSelf", (at, id) -> new Change.Remove(at.room, BEN, id, BEN));
    all.put("ban", (at, id) -> new Change.Ban(at.room, BEN, id, CLARA, true));
    all.put("banModerator", (at, id) -> new Change.Ban(at.room, BEN, id, EMIL, true));
    all.put("banOwner", (at, id) -> new Change.Ban(at.room, BEN, id, ANNA, true));
    all.put("banNone", (at, id) -> new Change.Ban(at.room, BEN, id, DAN, true));
    all.put("banSelf", (at, id) -> new Change.Ban(at.room, BEN, id, BEN, true));
    all.put("unban", (at, id) -> new Change.Ban(at.room, BEN, id, GUS, false));
    all.put("unbanNone", (at, id) -> new Change.Ban(at.room, BEN, id, DAN, false));
    all.put("join", (at, id) -> new Change.Join(at.room, BEN, id));
    all.put("leave", (at, id) -> new Change.Leave(at.room, BEN, id));
    for (var role : Role.values()) {
      all.put(role.word(), (at, id) -> new Change.Assign(at.room, BEN, id, CLARA, role));
    }
    all.put("lowerModerator", (at, id) -> new Change.Assign(at.room, BEN, id, EMIL, Role.MEMBER));
    all.put("lowerOwner", (at, id) -> new Change.Assign(at.room, BEN, id, ANNA, Role.MEMBER));
    all.put("lowerSelf", (at, id) -> new Change.Assign(at.room, BEN, id, BEN, Role.MEMBER));
    all.put("raiseSelf", (at, id) -> new Change.Assign(at.room, BEN, id, BEN, Role.OWNER));
    all.put("roleOfNone", (at, id) -> new Change.Assign(at.room, BEN, id, DAN, Role.MEMBER));
    all.put("rename", (at, id) -> new Change.Settle(at.room, BEN, id, Event.RENAME, "Name " + at.room));
    all.put("topic", (at, id) -> new Change.Settle(at.room, BEN, id, Event.TOPIC, "topic"));
    all.put("archive", (at, id) -> new Change.Settle(at.room, BEN, id, Event.ARCHIVE, ""));
    all.put("unarchive", (at, id) -> new Change.Settle(at.room, BEN, id, Event.UNARCHIVE, ""));
    all.put("posting", (at, id) -> new Change.Settle(at.room, BEN, id, Event.POSTING, "moderator"));
    all.put("inviting", (at, id) -> new Change.Settle(at.room, BEN, id, Event.INVITING, "moderator"));
    all.put("history", (at, id) -> new Change.Settle(at.room, BEN, id, Event.HISTORY, "joined"));
    all.put("slow", (at, id) -> new Change.Settle(at.room, BEN, id, Event.SLOW, "10"));
    all.put("reads", (at, id) -> new Change.Settle(at.room, BEN, id, Event.READS, "true"));
    all.put("pin", (at, id) -> new Change.Pin(at.room, BEN, id, at.annas, true));
    all.put("unpin", (at, id) -> new Change.Pin(at.room, BEN, id, at.emils, false));
    all.put("follow", (at, id) -> new Change.Follow(at.room, BEN, id, at.annas, true));
    all.put("unfollow", (at, id) -> new Change.Follow(at.room, BEN, id, at.bens, false));
    return all;
  }

  static void signIn(Store store) {
    Stream.of(ANNA, BEN, CLARA, DAN, EMIL, FAY, GUS).forEach(user -> await(store.signIn(user, user.id().getBytes(StandardCharsets.UTF_8), "")));
  }

  static String newId() {
    return UUID.randomUUID().toString();
  }

  /** All that a log may say; what is hidden is said to some only. */
  static Set<String> eventTypes() {
    var types = Words.of(Event.class);
    types.remove(Event.HIDDEN);
    return types;
  }

  /** A room in which something comes of this wish: Ben's own, or a public one that he joins. */
  static Place possible(Store store, String wish) {
    if (!wish.equals(Event.JOIN)) {
      return room(store, wish);
    }
    var place = Place.of(store, RoomKind.PUBLIC, Who.REMOVED);
    Place.fill(store, List.of(place));
    return place;
  }

  /** Ben's own private room, in which something comes of this wish, if it is one of private rooms. */
  static Place room(Store store, String wish) {
    var place = Place.of(store, RoomKind.PRIVATE, Who.OWNER);
    Place.fill(store, List.of(place));
    if (wish.equals(Event.UNARCHIVE)) {
      await(store.append(List.of(new Change.Settle(place.room(), ANNA, newId(), Event.ARCHIVE, ""))));
    }
    return place;
  }

  /** What Ben may be to a room of this kind. */
  static List<Who> whoIn(RoomKind kind) {
    return Stream.of(Who.values()).filter(who -> switch (kind) {
      case PRIVATE -> who != Who.PARTED;
      case DIRECT -> who == Who.STRANGER || who == Who.MEMBER;
      case PUBLIC, LAB -> true;
    }).toList();
  }

  /** What he is: {@link Role}s, whoever was there and is no longer, whoever never was, whoever is banned, and whoever has left as a reader. */
  enum Who {
    REMOVED, STRANGER, BANNED, PARTED, READER, MEMBER, MODERATOR, OWNER;

    Role role() {
      return this == REMOVED || this == STRANGER || this == BANNED ? null : this == PARTED ? Role.READER : Role.of(name().toLowerCase(Locale.ROOT));
    }
  }

  /** A room, and the numbers of messages of Anna's, Ben's and Emil's in it; Emil's is pinned. */
  record Place(String room, long annas, long bens, long emils, List<Change> before, List<Change> then) {
    /** Made, but for what its changes will make of it. */
    static Place of(Store store, RoomKind kind, Who who) {
      var id = (kind == RoomKind.LAB ? RoomKind.LAB_IDS : "r-") + newId();
      var isStrange = who == Who.STRANGER;
      var room = (kind == RoomKind.DIRECT ? await(store.direct(id, Stream.of(ANNA, isStrange ? FAY : BEN, CLARA, EMIL, stranger(store)).map(User::id).collect(Collectors.toSet()), ANNA.id()))
          : await(store.createRoom(id, id, "", kind, ANNA.id(), id))).orElseThrow().id();
      var head = await(store.heads(List.of(room))).get(room);
      var before = new ArrayList<Change>();
      if (kind == RoomKind.PRIVATE) {
        Stream.of(BEN, CLARA, EMIL, FAY).filter(user -> !isStrange || user != BEN).forEach(user -> before.add(new Change.Invite(room, ANNA, newId(), user)));
      }
      before.add(new Change.Post(room, ANNA, newId(), "Anna's"));
      before.add(new Change.Post(room, EMIL, newId(), "Emil's"));
      before.add(new Change.Post(room, CLARA, newId(), "Clara's"));
      var annas = head + before.size() - 2;
      if (!isStrange) {
        before.add(new Change.Post(room, BEN, newId(), "Ben's"));
      }
      var bens = isStrange ? annas : head + before.size();
      if (!kind.isClosed()) {
        before.add(new Change.Join(room, FAY, newId()));
      }
      return new Place(room, annas, bens, annas + 1, before, then(kind, who, room, bens, annas + 1));
    }

    /** With somebody else each time it is another conversation. */
    private static User stranger(Store store) {
      var stranger = new User("u-" + newId(), "Stranger");
      await(store.signIn(stranger, stranger.id().getBytes(StandardCharsets.UTF_8), ""));
      return stranger;
    }

    /** What is done when there is something to do it to. */
    private static List<Change> then(RoomKind kind, Who who, String room, long bens, long emils) {
      var then = new ArrayList<Change>();
      if (who != Who.STRANGER) {
        then.add(new Change.React(room, BEN, newId(), bens, "👍", true));
      }
      then.add(new Change.Pin(room, ANNA, newId(), emils, true));
      if (kind != RoomKind.DIRECT) {
        then.add(new Change.Assign(room, ANNA, newId(), EMIL, Role.MODERATOR));
        then.add(new Change.Ban(room, ANNA, newId(), GUS, true));
      }
      if (kind != RoomKind.DIRECT) {
        then.add(new Change.Assign(room, ANNA, newId(), FAY, Role.READER));
      }
      if (who.role() != null && who != Who.MEMBER) {
        then.add(new Change.Assign(room, ANNA, newId(), BEN, who.role()));
      }
      if (who == Who.BANNED) {
        then.add(new Change.Ban(room, ANNA, newId(), BEN, true));
      }
      if (who == Who.REMOVED || who == Who.PARTED) {
        then.add(kind == RoomKind.PRIVATE ? new Change.Remove(room, ANNA, newId(), BEN) : new Change.Leave(room, BEN, newId()));
      }
      return then;
    }

    /** Becomes what it is to be: two groups, one after the other. */
    static void fill(Store store, List<Place> places) {
      for (var changes : List.of(places.stream().flatMap(place -> place.before.stream()).toList(), places.stream().flatMap(place -> place.then.stream()).toList())) {
        await(store.append(changes)).forEach(each -> assertEquals(Outcome.NEW, each.outcome(), each.toString()));
      }
    }
  }
}
