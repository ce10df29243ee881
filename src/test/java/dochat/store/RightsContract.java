package dochat.store;

import static dochat.store.Steps.ANNA;
import static dochat.store.Steps.BEN;
import static dochat.store.Steps.await;
import static dochat.store.Steps.log;
import static dochat.store.Wishes.newId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Appended;
import dochat.model.Appended.Outcome;
import dochat.model.Change;
import dochat.model.Event;
import dochat.model.Role;
import dochat.model.Room;
import dochat.model.RoomKind;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.store.Wishes.Place;
import dochat.store.Wishes.Who;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may do what: each kind of change by each person in each kind of room, as it is when it was made and in what was settled for it. No cell is left out. */
interface RightsContract extends StoreNodes {
  /**
   * What becomes of each of {@link Wishes#ALL} in rooms of each kind, by {@link Wishes#whoIn those who Ben may be to it}, a letter each: in private ones who was removed, who never came,
   * who is banned, reader, member, moderator, owner; in public ones and those of the lab the same, and before the reader who has left as one; in direct ones who is not in it, and who is. N is new, U unchanged, R there is no such room,
   * B banned, P not permitted, A not the author, M no such member, L the last owner, Z archived.
   */
  String TABLE = """
                      public           private          direct           lab              public/archive   private/archive  lab/archive      public/posting   private/posting  lab/posting      private/inviting
      post            NNBPPNNN         RRRPNNN          RN               NNBPPNNN         ZZBZZZZZ         RRRZZZZ          ZZBZZZZZ         PPBPPPNN         RRRPPNN          PPBPPPNN         RRRPNNN
      reply           NNBPPNNN         RRRPNNN          RN               NNBPPNNN         ZZBZZZZZ         RRRZZZZ          ZZBZZZZZ         PPBPPPNN         RRRPPNN          PPBPPPNN         RRRPNNN
      callAll         NNBPPNNN         RRRPNNN          RN               NNBPPNNN         ZZBZZZZZ         RRRZZZZ          ZZBZZZZZ         PPBPPPNN         RRRPPNN          PPBPPPNN         RRRPNNN
      edit            NABPPNNN         RRRPNNN          RN               NABPPNNN         ZZBZZZZZ         RRRZZZZ          ZZBZZZZZ         PPBPPPNN         RRRPPNN          PPBPPPNN         RRRPNNN
      editAnna        AABPPAAA         RRRPAAA          RA               AABPPAAA         ZZBZZZZZ         RRRZZZZ          ZZBZZZZZ         PPBPPPAA         RRRPPAA          PPBPPPAA         RRRPAAA
      delete          NABNNNNN         RRRNNNN          RN               NABNNNNN         NABNNNNN         RRRNNNN          NABNNNNN         NABNNNNN         RRRNNNN          NABNNNNN         RRRNNNN
      deleteAnna      AABAAANN         RRRAANN          RA               AABAAANN         AABAAANN         RRRAANN          AABAAANN         AABAAANN         RRRAANN          AABAAANN         RRRAANN
      react           NNBPPNNN         RRRPNNN          RN               NNBPPNNN         ZZBZZZZZ         RRRZZZZ          ZZBZZZZZ         NNBPPNNN         RRRPNNN          NNBPPNNN         RRRPNNN
      unreact         NUBNNNNN         RRRNNNN          RN               NUBNNNNN         ZZBZZZZZ         RRRZZZZ          ZZBZZZZZ         NUBNNNNN         RRRNNNN          NUBNNNNN         RRRNNNN
      invite          PPBPPPPP         RRRPNNN          RP               PPBPPPPP         ZZBZZZZZ         RRRZZZZ          ZZBZZZZZ         PPBPPPPP         RRRPNNN          PPBPPPPP         RRRPPNN
      inviteClara     PPBPPPPP         RRRPUUU          RP               PPBPPPPP         ZZBZZZZZ         RRRZZZZ          ZZBZZZZZ         PPBPPPPP         RRRPUUU          PPBPPPPP         RRRPPUU
      inviteSelf      PPBPPPPP         RRRPUUU          RP               PPBPPPPP         ZZBZZZZZ         RRRZZZZ          ZZBZZZZZ         PPBPPPPP         RRRPUUU          PPBPPPPP         RRRPPUU
      remove          PPBPPPPP         RRRPPNN          RP               PPBPPPPP         PPBPPPPP         RRRPPNN          PPBPPPPP         PPBPPPPP         RRRPPNN          PPBPPPPP         RRRPPNN
      removeReader    PPBPPPPP         RRRPPNN          RP               PPBPPPPP         PPBPPPPP         RRRPPNN          PPBPPPPP         PPBPPPPP         RRRPPNN          PPBPPPPP         RRRPPNN
      removeModerator PPBPPPPP         RRRPPPN          RP               PPBPPPPP         PPBPPPPP         RRRPPPN          PPBPPPPP         PPBPPPPP         RRRPPPN          PPBPPPPP         RRRPPPN
      removeOwner     PPBPPPPP         RRRPPPN          RP               PPBPPPPP         PPBPPPPP         RRRPPPN          PPBPPPPP         PPBPPPPP         RRRPPPN          PPBPPPPP         RRRPPPN
      removeNone      PPBPPPPP         RRRPPUU          RP               PPBPPPPP         PPBPPPPP         RRRPPUU          PPBPPPPP         PPBPPPPP         RRRPPUU          PPBPPPPP         RRRPPUU
      removeSelf      PPBPPPPP         RRRPPPN          RP               PPBPPPPP         PPBPPPPP         RRRPPPN          PPBPPPPP         PPBPPPPP         RRRPPPN          PPBPPPPP         RRRPPPN
      ban             PPBPPPNN         RRRPPNN          RP               PPBPPPNN         PPBPPPNN         RRRPPNN          PPBPPPNN         PPBPPPNN         RRRPPNN          PPBPPPNN         RRRPPNN
      banModerator    PPBPPPPN         RRRPPPN          RP               PPBPPPPN         PPBPPPPN         RRRPPPN          PPBPPPPN         PPBPPPPN         RRRPPPN          PPBPPPPN         RRRPPPN
      banOwner        PPBPPPPN         RRRPPPN          RP               PPBPPPPN         PPBPPPPN         RRRPPPN          PPBPPPPN         PPBPPPPN         RRRPPPN          PPBPPPPN         RRRPPPN
      banNone         PPBPPPNN         RRRPPNN          RP               PPBPPPNN         PPBPPPNN         RRRPPNN          PPBPPPNN         PPBPPPNN         RRRPPNN          PPBPPPNN         RRRPPNN
      banSelf         PPBPPPPP         RRRPPPP          RP               PPBPPPPP         PPBPPPPP         RRRPPPP          PPBPPPPP         PPBPPPPP         RRRPPPP          PPBPPPPP         RRRPPPP
      unban           PPBPPPNN         RRRPPNN          RP               PPBPPPNN         ZZBZZZZZ         RRRZZZZ          ZZBZZZZZ         PPBPPPNN         RRRPPNN          PPBPPPNN         RRRPPNN
      unbanNone       PPBPPPUU         RRRPPUU          RP               PPBPPPUU         ZZBZZZZZ         RRRZZZZ          ZZBZZZZZ         PPBPPPUU         RRRPPUU          PPBPPPUU         RRRPPUU
      join            NNBNUUUU         RRRUUUU          RU               NNBNUUUU         NNBNUUUU         RRRUUUU          NNBNUUUU         NNBNUUUU         RRRUUUU          NNBNUUUU         RRRUUUU
      leave           UUBUNNNN         RRRNNNN          RP               UUBUNNNN         UUBUNNNN         RRRNNNN          UUBUNNNN         UUBUNNNN         RRRNNNN          UUBUNNNN         RRRNNNN
      reader          PPBPPPNN         RRRPPNN          RP               PPBPPPNN         ZZBZZZZZ         RRRZZZZ          ZZBZZZZZ         PPBPPPNN         RRRPPNN          PPBPPPNN         RRRPPNN
      member          PPBPUUUU         RRRUUUU          RP               PPBPUUUU         ZZBZZZZZ         RRRZZZZ          ZZBZZZZZ         PPBPUUUU         RRRUUUU          PPBPUUUU         RRRUUUU
      moderator       PPBPPPPN         RRRPPPN          RP               PPBPPPPN         ZZBZZZZZ         RRRZZZZ          ZZBZZZZZ         PPBPPPPN         RRRPPPN          PPBPPPPN         RRRPPPN
      owner           PPBPPPPN         RRRPPPN          RP               PPBPPPPN         PPBPPPPN         RRRPPPN          PPBPPPPN         PPBPPPPN         RRRPPPN          PPBPPPPN         RRRPPPN
      lowerModerator  PPBPPPPN         RRRPPPN          RP               PPBPPPPN         ZZBZZZZZ         RRRZZZZ          ZZBZZZZZ         PPBPPPPN         RRRPPPN          PPBPPPPN         RRRPPPN
      lowerOwner      PPBPPPPN         RRRPPPN          RP               PPBPPPPN         ZZBZZZZZ         RRRZZZZ          ZZBZZZZZ         PPBPPPPN         RRRPPPN          PPBPPPPN         RRRPPPN
      lowerSelf       PPBPPUPN         RRRPUPN          RP               PPBPPUPN         ZZBZZZZZ         RRRZZZZ          ZZBZZZZZ         PPBPPUPN         RRRPUPN          PPBPPUPN         RRRPUPN
      raiseSelf       PPBPPPPU         RRRPPPU          RP               PPBPPPPU         PPBPPPPU         RRRPPPU          PPBPPPPU         PPBPPPPU         RRRPPPU          PPBPPPPU         RRRPPPU
      roleOfNone      PPBPPPMM         RRRPPMM          RP               PPBPPPMM         ZZBZZZZZ         RRRZZZZ          ZZBZZZZZ         PPBPPPMM         RRRPPMM          PPBPPPMM         RRRPPMM
      rename          PPBPPPNN         RRRPPNN          RP               PPBPPPNN         ZZBZZZZZ         RRRZZZZ          ZZBZZZZZ         PPBPPPNN         RRRPPNN          PPBPPPNN         RRRPPNN
      topic           PPBPPPNN         RRRPPNN          RP               PPBPPPNN         ZZBZZZZZ         RRRZZZZ          ZZBZZZZZ         PPBPPPNN         RRRPPNN          PPBPPPNN         RRRPPNN
      archive         PPBPPPPN         RRRPPPN          RP               PPBPPPPN         PPBPPPPU         RRRPPPU          PPBPPPPU         PPBPPPPN         RRRPPPN          PPBPPPPN         RRRPPPN
      unarchive       PPBPPPPU         RRRPPPU          RP               PPBPPPPU         PPBPPPPN         RRRPPPN          PPBPPPPN         PPBPPPPU         RRRPPPU          PPBPPPPU         RRRPPPU
      posting         PPBPPPNN         RRRPPNN          RP               PPBPPPNN         ZZBZZZZZ         RRRZZZZ          ZZBZZZZZ         PPBPPPUU         RRRPPUU          PPBPPPUU         RRRPPNN
      inviting        PPBPPPPP         RRRPPNN          RP               PPBPPPPP         ZZBZZZZZ         RRRZZZZ          ZZBZZZZZ         PPBPPPPP         RRRPPNN          PPBPPPPP         RRRPPUU
      history         PPBPPPPP         RRRPPNN          RP               PPBPPPPP         ZZBZZZZZ         RRRZZZZ          ZZBZZZZZ         PPBPPPPP         RRRPPNN          PPBPPPPP         RRRPPNN
      slow            PPBPPPNN         RRRPPNN          RP               PPBPPPNN         ZZBZZZZZ         RRRZZZZ          ZZBZZZZZ         PPBPPPNN         RRRPPNN          PPBPPPNN         RRRPPNN
      reads           PPBPPPPP         RRRPPNN          RN               PPBPPPPP         ZZBZZZZZ         RRRZZZZ          ZZBZZZZZ         PPBPPPPP         RRRPPNN          PPBPPPPP         RRRPPNN
      pin             PPBPPPNN         RRRPNNN          RN               PPBPPPNN         ZZBZZZZZ         RRRZZZZ          ZZBZZZZZ         PPBPPPNN         RRRPNNN          PPBPPPNN         RRRPNNN
      unpin           PPBPPPNN         RRRPNNN          RN               PPBPPPNN         ZZBZZZZZ         RRRZZZZ          ZZBZZZZZ         PPBPPPNN         RRRPNNN          PPBPPPNN         RRRPNNN
      follow          PPBPNNNN         RRRNNNN          RN               PPBPNNNN         ZZBZZZZZ         RRRZZZZ          ZZBZZZZZ         PPBPNNNN         RRRNNNN          PPBPNNNN         RRRNNNN
      unfollow        PPBPNNNN         RRRNNNN          RN               PPBPNNNN         ZZBZZZZZ         RRRZZZZ          ZZBZZZZZ         PPBPNNNN         RRRNNNN          PPBPNNNN         RRRNNNN
      """;

  @Test
  default void eachPersonMayDoWhatTheTableSays() {
    var store = openNode();
    Wishes.signIn(store);
    var columns = columns(store, expected());
    var lines = new ArrayList<String>();
    lines.add(line("", columns.keySet()));
    for (var wish : Wishes.ALL.keySet()) {
      lines.add(line(wish, columns.values().stream().map(outcomes -> outcomes.get(wish)).toList()));
    }
    assertEquals(TABLE, String.join("\n", lines) + "\n");
  }

  /** The cells of the table by their column and their line. */
  private static Map<List<String>, String> expected() {
    var lines = TABLE.lines().map(line -> line.strip().split(" +")).toList();
    var cells = new HashMap<List<String>, String>();
    lines.stream().skip(1).forEach(line -> IntStream.range(1, line.length).forEach(i -> cells.put(List.of(lines.get(0)[i - 1], line[0]), line[i])));
    return cells;
  }

  /** For each kind of room, and each thing that may be settled for it that changes who may do something, what becomes of each wish. */
  private static Map<String, Map<String, String>> columns(Store store, Map<List<String>, String> expected) {
    var columns = new LinkedHashMap<String, Map<String, String>>();
    for (var state : List.of("", Event.ARCHIVE, Event.POSTING, Event.INVITING)) {
      for (var kind : RoomKind.values()) {
        var column = kind.name().toLowerCase(Locale.ROOT) + (state.isEmpty() ? "" : "/" + state);
        var people = Wishes.whoIn(kind);
        var outcomes = new LinkedHashMap<String, String>();
        var isPossible = people.stream().allMatch(who -> outcomes(store, kind, who, state, wish -> expected.getOrDefault(List.of(column, wish), "").startsWith("N", people.indexOf(who)), outcomes));
        if (isPossible) {
          columns.put(column, outcomes);
        }
      }
    }
    return columns;
  }

  /** Each wish of which something is to come in a room of its own, and the others in one. False where this cannot be settled for rooms of this kind. */
  private static boolean outcomes(Store store, RoomKind kind, Who who, String state, Predicate<String> isNew, Map<String, String> outcomes) {
    var shared = Place.of(store, kind, who);
    var places = new LinkedHashMap<String, Place>();
    Wishes.ALL.keySet().forEach(wish -> places.put(wish, isNew.test(wish) ? Place.of(store, kind, who) : shared));
    var all = List.copyOf(new LinkedHashSet<>(places.values()));
    Place.fill(store, all);
    if (!state.isEmpty() && !await(store.append(all.stream().<Change>map(place -> new Change.Settle(place.room(), ANNA, newId(), state, state.equals(Event.ARCHIVE) ? "" : "moderator"))
        .toList())).stream().allMatch(each -> each.outcome() == Outcome.NEW)) {
      return false;
    }
    var heads = heads(store, all);
    var changes = places.entrySet().stream().map(each -> Wishes.ALL.get(each.getKey()).apply(each.getValue(), newId())).toList();
    var posting = posting(store, places.get("post").room());
    var done = await(store.append(changes));
    var after = heads(store, all);
    done.forEach(each -> assertEquals(heads.get(each.change().room()) + (each.outcome() == Outcome.NEW ? 1 : 0), after.get(each.change().room()), "what is refused adds nothing"));
    var wishes = List.copyOf(places.keySet());
    assertEquals(letter(done.get(wishes.indexOf("post"))), posting, kind + " " + who + " " + state + ", asked without posting");
    for (var i = 0; i < done.size(); i++) {
      outcomes.merge(wishes.get(i), letter(done.get(i)), String::concat);
    }
    return true;
  }

  private static Map<String, Long> heads(Store store, List<Place> places) {
    return await(store.heads(places.stream().map(Place::room).toList()));
  }

  private static String letter(Appended done) {
    return switch (done.outcome()) {
      case NEW -> "N";
      case UNCHANGED -> "U";
      case NO_ROOM -> "R";
      case NOT_PERMITTED -> "P";
      case NOT_AUTHOR -> "A";
      case NO_MEMBER -> "M";
      case LAST_OWNER -> "L";
      case BANNED -> "B";
      case ARCHIVED -> "Z";
      default -> done.outcome().name();
    };
  }

  /** What becomes of a post, asked without one. */
  private static String posting(Store store, String room) {
    try {
      await(store.checkPosting(room, BEN.id()));
      return "N";
    } catch (NoSuchRoom hidden) {
      return "R";
    } catch (Banned banned) {
      return "B";
    } catch (Problem refused) {
      return refused.code() == ProblemCode.ROOM_ARCHIVED ? "Z" : refused.code() == ProblemCode.NOT_PERMITTED ? "P" : refused.code().code();
    }
  }

  private static String line(String first, Iterable<String> cells) {
    var line = new StringBuilder(String.format("%-16s", first));
    cells.forEach(cell -> line.append(String.format("%-17s", cell)));
    return line.toString().stripTrailing();
  }

  /** What the code may be asked for is what the table says something of. */
  @Test
  default void everyKindOfChangeIsInTheTable() {
    var changes = Wishes.ALL.values().stream().map(wish -> wish.apply(Wishes.NOWHERE, "id")).toList();
    assertEquals(Set.of(Change.class.getPermittedSubclasses()), changes.stream().map(Change::getClass).collect(Collectors.toSet()));
    assertEquals(Wishes.eventTypes(), changes.stream().map(Change::type).collect(Collectors.toCollection(TreeSet::new)));
    assertEquals(Set.of(Role.values()), changes.stream().filter(Change.Assign.class::isInstance).map(change -> ((Change.Assign) change).role()).collect(Collectors.toSet()));
    assertEquals(Set.of(Role.values()), Stream.of(Who.values()).map(Who::role).filter(role -> role != null).collect(Collectors.toSet()));
  }

  /** The same id is the same change, whoever repeats it and with whatever outcome the first had; another change is another one. */
  @Test
  default void eachChangeByTheSameIdIsOneEvent() {
    var nodes = List.of(openNode(), openNode());
    Wishes.signIn(nodes.get(0));
    var types = new TreeSet<String>();
    Wishes.ALL.forEach((name, wish) -> {
      var place = Wishes.possible(nodes.get(0), name);
      var change = wish.apply(place, newId());
      var first = await(nodes.get(0).append(List.of(change, change)));
      if (first.get(0).outcome() == Outcome.NEW) {
        types.add(change.type());
        var again = await(nodes.get(1).append(List.of(change))).get(0);
        var isIn = await(nodes.get(1).kind(place.room(), BEN.id())).isPresent();
        assertEquals(isIn || change instanceof Change.Leave ? Outcome.REPEATED : Outcome.NO_ROOM, again.outcome(), name);
        assertEquals(again.outcome() == Outcome.REPEATED ? first.get(0).event() : null, again.event(), name);
        assertEquals(again.outcome(), first.get(1).outcome(), name);
        assertOthersAreRefused(nodes.get(1), place, change, isIn);
        assertEquals(1, log(nodes.get(1), place.room()).stream().filter(event -> event.id().equals(change.id())).count(), name);
      }
    });
    assertEquals(Wishes.eventTypes(), types);
  }

  /** For what one has no right to, too; and for who may not know of the room by now, there is none. */
  private static void assertOthersAreRefused(Store store, Place place, Change change, boolean isIn) {
    var others = Wishes.ALL.values().stream().map(wish -> wish.apply(place, change.id())).filter(other -> !isSame(other, change)).toList();
    await(store.append(others)).forEach(each -> assertEquals(isIn ? Outcome.ID_REUSED : Outcome.NO_ROOM, each.outcome(), change + " and " + each.change()));
  }

  /** Of a message and an edit the text may differ: it is that of an answer that was lost. */
  private static boolean isSame(Change one, Change other) {
    return one.type().equals(other.type()) && one.ref() == other.ref() && Objects.equals(one.whom(), other.whom())
        && (one.text().equals(other.text()) || one instanceof Change.Post || one instanceof Change.Edit);
  }

  /** Whatever else happens makes no badge. */
  @Test
  default void onlyMessagesAreUnread() {
    var store = openNode();
    Wishes.signIn(store);
    var types = new TreeSet<String>();
    Wishes.ALL.forEach((name, wish) -> {
      var place = Wishes.possible(store, name);
      var before = Set.of("removeModerator", "banModerator").contains(name) ? 0 : unread(store, place);
      var change = wish.apply(place, newId());
      if (await(store.append(List.of(change))).get(0).outcome() == Outcome.NEW) {
        types.add(change.type());
        assertEquals(before + (change instanceof Change.Post ? 1 : change instanceof Change.Delete ? -1 : 0), unread(store, place), name);
      }
    });
    assertEquals(Wishes.eventTypes(), types);
  }

  /** Emil's, whom two wishes remove; his own messages never count. */
  private static int unread(Store store, Place place) {
    return await(store.room(place.room(), Wishes.EMIL.id())).map(Room::unread).orElse(0);
  }

  /** Whatever one has done in a room is told to nobody who may not know of it any more; that one has left, one knows. */
  @Test
  default void whoWasRemovedIsToldNothingOfWhatTheyHaveDone() {
    var nodes = List.of(openNode(), openNode());
    Wishes.signIn(nodes.get(0));
    Wishes.ALL.forEach((name, wish) -> {
      var place = Wishes.room(nodes.get(0), name);
      var change = wish.apply(place, newId());
      if (await(nodes.get(0).append(List.of(change))).get(0).outcome() == Outcome.NEW) {
        await(nodes.get(0).append(List.of(new Change.Ban(place.room(), BEN, newId(), ANNA, false), new Change.Invite(place.room(), BEN, newId(), ANNA), new Change.Assign(place.room(), BEN, newId(), ANNA, Role.OWNER),
            new Change.Remove(place.room(), ANNA, newId(), BEN))));
        assertTrue(await(nodes.get(1).kind(place.room(), BEN.id())).isEmpty(), name);
        var head = await(nodes.get(1).heads(List.of(place.room())));
        var again = await(nodes.get(1).append(List.of(change))).get(0);
        assertEquals(change instanceof Change.Leave ? Outcome.REPEATED : Outcome.NO_ROOM, again.outcome(), name);
        assertEquals(change instanceof Change.Leave, again.event() != null, name);
        assertEquals(head, await(nodes.get(1).heads(List.of(place.room()))), "and nothing comes of it");
      }
    });
  }
}
