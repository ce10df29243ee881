package dochat.store;

import static dochat.store.Steps.ANNA;
import static dochat.store.Steps.BEN;
import static dochat.store.Steps.append;
import static dochat.store.Steps.await;
import static dochat.store.Steps.draft;
import static dochat.store.Steps.enter;
import static dochat.store.Steps.fill;
import static dochat.store.Steps.join;
import static dochat.store.Steps.leave;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Appended.Outcome;
import dochat.model.Change;
import dochat.model.Event;
import dochat.model.Role;
import dochat.model.Room;
import dochat.model.RoomKind;
import dochat.model.RoomSettings;
import io.vertx.core.Future;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rooms, their members, and how far they have read. */
interface RoomContract extends StoreNodes {
  @Test
  default void createsARoomThatItsCreatorHasJoined() {
    var store = openNode();
    var tea = new Room("tea", "Tea", "Leaves", RoomKind.PUBLIC, RoomSettings.NONE, 0, 1, Role.OWNER, 0, 0, 0, List.of());
    assertEquals(Optional.of(tea), await(store.createRoom("tea", "Tea", "Leaves", ANNA.id())));
    assertEquals(Optional.of(tea), await(store.room("tea", ANNA.id())));
    assertEquals(Optional.empty(), await(store.room("nowhere", ANNA.id())));
  }

  @Test
  default void listsRoomsByNameAsTheUserSeesThem() {
    var store = openNode();
    await(store.createRoom("r1", "zebra", "", ANNA.id()));
    await(store.createRoom("r2", "Apple", "", BEN.id()));
    await(store.createRoom("r3", "가나다", "", BEN.id()));
    await(store.createRoom("r4", "beta", "", BEN.id()));
    var rooms = await(store.rooms(ANNA.id()));
    assertEquals(List.of("Apple", "beta", "General", "zebra", "가나다"), rooms.stream().map(Room::name).toList());
    assertEquals(List.of("r1"), rooms.stream().filter(Room::joined).map(Room::id).toList());
    assertEquals(rooms.stream().filter(Room::joined).toList(), await(store.joinedRooms(ANNA.id())));
  }

  @Test
  default void listsNoRoomsOfTheLabAndDropsOldOnesWithTheirLogs() {
    var store = openNode();
    for (var id : List.of("lab--100-old", "lab--200-new", "lab-99")) {
      await(store.createRoom(id, id, "", ANNA.id()));
      append(store, draft(id, BEN, "m-" + id, "text"));
    }
    assertEquals(List.of("General", "lab-99"), await(store.rooms(ANNA.id())).stream().map(Room::name).toList());
    assertEquals(Optional.of(RoomKind.LAB), await(store.kind("lab--200-new", "u-nobody")), "for who has its id");
    assertEquals(RoomKind.LAB, await(store.audience("lab--200-new")).kind());
    assertEquals(RoomKind.LAB, await(store.room("lab--200-new", "u-nobody")).orElseThrow().kind());
    assertEquals(Optional.of(RoomKind.PUBLIC), await(store.kind("lab-99", "u-nobody")));
    assertEquals(1, await(store.dropLabs("lab--200")));
    assertEquals(0, await(store.dropLabs("lab--200")));
    assertEquals(Optional.empty(), await(store.room("lab--100-old", ANNA.id())));
    assertEquals(Map.of("lab--200-new", 1L, "lab-99", 1L), await(store.heads(List.of("lab--100-old", "lab--200-new", "lab-99"))));
    assertEquals(Outcome.NO_ROOM, append(store, draft("lab--100-old", BEN, "too-late", "text")).outcome());
  }

  @ParameterizedTest
  @CsvSource({"Tea, tea", "ÄPFEL, äpfel", "Straße, STRASSE", "ΟΔΟΣ, οδος", "İzmir, i̇zmir", "Caf\u00e9, CAFE\u0301", "한글방, 한글방",
      "Te\u200Ba\u00ADm, Team", "\u2060Tea  time, tea\u00A0\u3000time", "하트 ❤️, 하트 ❤", "Team \u200B, team", "Tea \u200B time, tea\u3164time", "Tea-Room, Теа\u2010Room", "ＴＥＡ, tea"})
  default void takesNamesForTheSameButForCaseAndNormalisation(String name, String same) {
    var store = openNode();
    assertTrue(await(store.createRoom("a", name, "", ANNA.id())).isPresent());
    assertEquals(Optional.empty(), await(store.createRoom("b", same, "", ANNA.id())));
    assertEquals(Optional.empty(), await(store.createRoom("c", Normalizer.normalize(same, Normalizer.Form.NFD), "", ANNA.id())));
    assertEquals(Optional.empty(), await(store.createRoom("a", "something else", "", ANNA.id())));
    assertEquals(name, await(store.room("a", ANNA.id())).orElseThrow().name());
  }

  /** A node of the release before compares otherwise, and what it has made has another key. */
  @Test
  default void takesNoNameThatAnOlderNodeHasGiven() {
    var store = openNode();
    await(store.createRoom("a", "Кофе", "", ANNA.id()));
    await(store.createRoom("b", "Tea", "", ANNA.id()));
    try (var engine = Engine.open(config())) {
      engine.<Integer>write(handle -> handle.execute("UPDATE room SET name_key = 'кофе' WHERE id = 'a'"));
    }
    assertEquals(Optional.empty(), await(store.createRoom("c", "КОФЕ", "", ANNA.id())));
    assertEquals(Outcome.NAME_TAKEN, append(store, new Change.Settle("b", ANNA, "rename", Event.RENAME, "КОФЕ")).outcome());
    assertEquals(Outcome.NEW, append(store, new Change.Settle("a", ANNA, "rename-a", Event.RENAME, "КОФЕ")).outcome());
  }

  @Test
  default void createsANameOnceWhenManyAskAtOnce() {
    var nodes = List.of(openNode(), openNode());
    var created = await(Future.all(IntStream.range(0, 10)
        .mapToObj(i -> nodes.get(i % 2).createRoom("tea-" + i, "Tea", "", ANNA.id())).toList())).<Optional<Room>>list();
    assertEquals(1, created.stream().filter(Optional::isPresent).count());
  }

  @Test
  default void countsMembersOnce() {
    var store = openNode();
    assertEquals(List.of(Outcome.NEW, Outcome.UNCHANGED, Outcome.NEW), List.of(join(store, Room.GENERAL, ANNA), join(store, Room.GENERAL, ANNA), join(store, Room.GENERAL, BEN)));
    assertEquals(2, general(store).members());
    assertEquals(List.of(Outcome.NEW, Outcome.UNCHANGED), List.of(leave(store, Room.GENERAL, ANNA), leave(store, Room.GENERAL, ANNA)));
    assertEquals(1, general(store).members());
    assertFalse(general(store).joined());
  }

  @Test
  default void saysThatThereIsNoSuchRoom() {
    var store = openNode();
    assertEquals(Outcome.NO_ROOM, join(store, "nowhere", ANNA));
    assertEquals(Optional.empty(), await(store.markRead("nowhere", ANNA.id(), 1)));
  }

  @Test
  default void neverMovesTheReadMarkBackOrBeyondTheHead() {
    var store = openNode();
    fill(store, 5);
    assertEquals(Optional.of(3L), await(store.markRead(Room.GENERAL, ANNA.id(), 3)));
    assertEquals(Optional.of(3L), await(store.markRead(Room.GENERAL, ANNA.id(), 2)));
    assertEquals(3, general(store).read());
    assertEquals(Optional.of(5L), await(store.markRead(Room.GENERAL, ANNA.id(), 99)));
    assertEquals(5, general(store).read());
  }

  @Test
  default void keepsNoReadMarkForThoseWhoHaveNotJoined() {
    var store = openNode();
    fill(store, 5);
    assertEquals(Optional.of(4L), await(store.markRead(Room.GENERAL, BEN.id(), 4)));
    assertEquals(Optional.of(5L), await(store.markRead(Room.GENERAL, BEN.id(), 99)));
    assertEquals(0, await(store.room(Room.GENERAL, BEN.id())).orElseThrow().read());
  }

  @Test
  default void countsAsReadWhatWasSaidBeforeOneJoined() {
    var store = openNode();
    fill(store, 5);
    enter(store, BEN);
    fill(store, 7);
    assertEquals(5, await(store.room(Room.GENERAL, BEN.id())).orElseThrow().read());
  }

  @Test
  default void savesManyReadMarksAtOnceEachForItself() {
    var nodes = List.of(openNode(), openNode());
    enter(nodes.get(0), BEN);
    fill(nodes.get(0), 50);
    var marks = new ArrayList<Future<Optional<Long>>>();
    for (var seq = 1L; seq <= 50; seq++) {
      marks.add(nodes.get((int) seq % 2).markRead(Room.GENERAL, ANNA.id(), seq));
      marks.add(nodes.get((int) seq % 2).markRead(Room.GENERAL, BEN.id(), seq / 2));
      marks.add(nodes.get(0).markRead("nowhere", BEN.id(), seq));
    }
    var reads = await(Future.all(marks)).<Optional<Long>>list();
    for (var i = 0; i < marks.size(); i += 3) {
      assertTrue(reads.get(i).orElseThrow() >= i / 3 + 1, "Anna at " + i);
      assertTrue(reads.get(i + 1).orElseThrow() <= 25, "Ben at " + i);
      assertEquals(Optional.empty(), reads.get(i + 2));
    }
    assertEquals(50, general(nodes.get(1)).read());
    assertEquals(25, await(nodes.get(1).room(Room.GENERAL, BEN.id())).orElseThrow().read());
  }

  private static Room general(Store store) {
    return await(store.room(Room.GENERAL, ANNA.id())).orElseThrow();
  }
}
