package dochat.store;

import static dochat.store.Steps.ANNA;
import static dochat.store.Steps.BEN;
import static dochat.store.Steps.await;
import static dochat.store.Steps.draft;
import static dochat.store.Steps.fill;
import static dochat.store.Steps.log;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Appended.Outcome;
import dochat.model.Change;
import dochat.model.Event;
import dochat.model.Room;
import dochat.model.RoomKind;
import dochat.model.User;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every change may be asked for again, as after a lost answer; and those of many people at several nodes do not get into each other's way. */
interface RepeatContract extends StoreNodes {
  @Test
  default void theSameCreationIsTheSameRoom() {
    var nodes = List.of(openNode(), openNode());
    var room = await(nodes.get(0).createRoom("tea", "Tea", "hot", RoomKind.PUBLIC, ANNA.id(), "c-1")).orElseThrow();
    assertEquals(Optional.of(room), await(nodes.get(1).createRoom("tea", "Tea", "hot", RoomKind.PUBLIC, ANNA.id(), "c-1")));
    assertEquals(room.id(), await(nodes.get(1).createRoom("r-another-id", "Tea", "hot", RoomKind.PUBLIC, ANNA.id(), "c-1")).orElseThrow().id());
    assertEquals(Optional.empty(), await(nodes.get(1).createRoom("tea", "Tea", "hot", RoomKind.PUBLIC, ANNA.id(), "c-2")), "another creation");
    assertEquals(Optional.empty(), await(nodes.get(1).createRoom("tea", "Tea", "hot", RoomKind.PUBLIC, BEN.id(), "c-1")), "somebody else's");
    assertEquals(1, await(nodes.get(0).room("tea", ANNA.id())).orElseThrow().members());
  }

  @Test
  default void theSameCreationIsTheSameRoomWhateverItIsCalledByNow() {
    var nodes = List.of(openNode(), openNode());
    for (var kind : List.of(RoomKind.PUBLIC, RoomKind.PRIVATE)) {
      var id = kind.word();
      var name = "Tea " + id;
      await(nodes.get(0).createRoom(id, name, "", kind, ANNA.id(), id)).orElseThrow();
      assertThrows(CreatedOtherwise.class, () -> await(nodes.get(1).createRoom("r-1", "Coffee", "", kind, ANNA.id(), id)), "another name");
      await(nodes.get(1).append(List.of(new Change.Settle(id, ANNA, "name-" + id, Event.RENAME, "Mate " + id))));
      var again = await(nodes.get(1).createRoom("r-2", name, "", kind, ANNA.id(), id)).orElseThrow();
      assertEquals(List.of(id, "Mate " + id), List.of(again.id(), again.name()));
      assertThrows(CreatedOtherwise.class, () -> await(nodes.get(0).createRoom("r-3", again.name(), "", kind, ANNA.id(), id)), "it was not made so");
    }
    assertThrows(CreatedOtherwise.class, () -> await(nodes.get(0).createRoom("r-4", "Tea public", "", RoomKind.PRIVATE, ANNA.id(), "public")), "another kind");
    assertTrue(await(nodes.get(0).createRoom("r-5", "Tea public", "", RoomKind.PUBLIC, BEN.id(), "public")).isPresent(), "somebody else's");
  }

  @Test
  default void oneClientIdMakesOneRoomWhateverManyCallItAtOnce() {
    var nodes = List.of(openNode(), openNode());
    await(nodes.get(0).signIn(ANNA, new byte[] {1, 2, 3}, ""));
    for (var round = 0; round < 10; round++) {
      var id = "c-" + round;
      var rooms = IntStream.range(0, 4).mapToObj(i -> nodes.get(i % 2).createRoom("r-" + id + i, id + i, "", RoomKind.PUBLIC, ANNA.id(), id)).toList();
      rooms.forEach(room -> await(room.otherwise(Optional.empty())));
      assertEquals(1, rooms.stream().filter(Future::succeeded).count());
      rooms.stream().filter(Future::failed).forEach(room -> assertInstanceOf(CreatedOtherwise.class, room.cause()));
    }
  }

  @Test
  default void theSameCreationAtTwoNodesAtOnceIsOneRoom() {
    var nodes = List.of(openNode(), openNode());
    await(nodes.get(0).signIn(ANNA, new byte[] {1, 2, 3}, ""));
    for (var round = 0; round < 20; round++) {
      var name = "Tea " + round;
      var rooms = await(Future.all(IntStream.range(0, 4)
          .mapToObj(i -> nodes.get(i % 2).createRoom("r-" + name + i, name, "", RoomKind.PUBLIC, ANNA.id(), name)).toList())).<Optional<Room>>list();
      assertEquals(1, rooms.stream().map(room -> room.orElseThrow().id()).distinct().count());
    }
  }

  @Test
  default void theSameSignInAgainIsTheSame() {
    var store = openNode();
    byte[] hash = {1, 2, 3};
    await(store.signIn(ANNA, hash, ""));
    await(store.signIn(ANNA, hash, ""));
    assertEquals(Optional.of(ANNA), await(store.userOf(hash)));
    assertEquals(1, await(store.room(Room.GENERAL, ANNA.id())).orElseThrow().members());
  }

  @Test
  default void firstMessagesOfNewMembersAtTwoNodesGetAlong() {
    var nodes = List.of(openNode(), openNode());
    var rooms = List.of(Room.GENERAL, "tea", "music");
    rooms.stream().skip(1).forEach(room -> await(nodes.get(0).createRoom(room, room, "", ANNA.id())));
    var work = new ArrayList<Future<?>>();
    for (var i = 0; i < 100; i++) {
      var user = new User("new-" + i, "New");
      var store = nodes.get(i % 2);
      var other = nodes.get((i + 1) % 2);
      var order = i % 4 < 2 ? rooms : List.of("music", "tea", Room.GENERAL);
      work.add(store.append(order.stream().map(room -> draft(room, user, room + "-first", "Hello")).toList()));
      work.add(other.append(List.of(new Change.Join(order.get(0), user, "join"))));
      work.add(other.markRead(order.get(1), user.id(), 1));
      work.add(i % 10 == 0 ? store.append(List.of(new Change.Leave(order.get(2), user, "leave"))) : other.signIn(user, ("token " + i).getBytes(), ""));
      if (i % 10 == 9) {
        await(Future.all(work));
        work.clear();
      }
    }
    var heads = await(nodes.get(0).heads(rooms));
    rooms.forEach(room -> {
      var log = log(nodes.get(0), room);
      assertEquals(100, log.stream().filter(event -> event.type().equals(Event.MESSAGE)).count());
      assertEquals(log.size(), heads.get(room));
    });
  }

  @Test
  default void aDraftIsNotHeldWhenNobodyHoldsItsRoom() {
    var store = openNode();
    fill(store, 2);
    var results = await(store.appendFree(List.of(draft(ANNA, "a"), draft("nowhere", ANNA, "b", "x"), draft(ANNA, "fill-1")), Duration.ofSeconds(5)));
    assertEquals(List.of(Outcome.NEW, Outcome.NO_ROOM, Outcome.REPEATED), Steps.outcomes(results));
    assertNotEquals(results.get(0).event(), results.get(2).event());
  }

  @Test
  default void readMarksOfManyRoomsAreSavedTogether() {
    var store = openNode();
    fill(store, 3);
    await(store.createRoom("tea", "Tea", "", ANNA.id()));
    await(store.append(List.of(draft("tea", ANNA, "t", "x"))));
    var marks = await(Future.all(store.markRead(Room.GENERAL, ANNA.id(), 2), store.markRead("tea", ANNA.id(), 9),
        store.markRead("tea", BEN.id(), 9))).<Optional<Long>>list();
    assertEquals(List.of(Optional.of(2L), Optional.of(1L), Optional.of(1L)), marks);
    assertEquals(1, await(store.room("tea", ANNA.id())).orElseThrow().read());
  }
}
