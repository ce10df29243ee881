package dochat.store;

import static dochat.store.Steps.await;
import static dochat.store.Steps.cases;
import static dochat.store.Steps.fill;
import static dochat.store.Steps.number;
import static dochat.store.Steps.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dochat.model.History;
import dochat.model.Mark;
import dochat.model.Room;
import dochat.model.Standing;
import dochat.model.Standing.Known;
import dochat.model.Standing.Stand;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Pages of a room's log, as docs/protocol.md defines them. */
interface HistoryContract extends StoreNodes {
  /** After, before, limit: what comes. */
  List<String> PAGES = List.of(
      "-1, -1, 3: 8 9 10", "-1, -1, 10: 1 2 3 4 5 6 7 8 9 10", "-1, -1, 99: 1 2 3 4 5 6 7 8 9 10", "-1, -1, 1: 10",
      "0, -1, 3: 1 2 3", "7, -1, 99: 8 9 10", "10, -1, 5: ", "99, -1, 5: ",
      "-1, 5, 3: 2 3 4", "-1, 5, 99: 1 2 3 4", "-1, 1, 5: ", "-1, 0, 5: ", "-1, 99, 2: 9 10",
      "2, 6, 99: 3 4 5", "2, 9, 3: 3 4 5", "5, 6, 9: ", "6, 5, 9: ", "0, 3, 9: 1 2");

  @TestFactory
  default Stream<DynamicTest> bringsThePage() {
    var store = openNode();
    fill(store, 10);
    return cases(PAGES, page -> {
      var history = await(store.history(Room.GENERAL, number(page, 0), number(page, 1), (int) number(page, 2)));
      assertEquals(page[3], String.join(" ", numbers(history.events()).stream().map(String::valueOf).toList()));
      assertEquals(10, history.head());
    });
  }

  @Test
  default void bringsAnEmptyPageOfAnEmptyRoom() {
    assertEquals(new History(0, List.of()), await(openNode().history(Room.GENERAL, -1, -1, 100)));
  }

  @Test
  default void failsForARoomThatDoesNotExist() {
    var store = openNode();
    assertThrows(NoSuchRoom.class, () -> await(store.history("nowhere", -1, -1, 100)));
  }

  @Test
  default void bringsTheHeadsOfRoomsThatExist() {
    var store = openNode();
    await(store.createRoom("tea", "Tea", "", "u"));
    fill(store, 3);
    assertEquals(Map.of("tea", 0L, Room.GENERAL, 3L), await(store.heads(List.of(Room.GENERAL, "nowhere", "tea", "tea"))));
    assertEquals(Map.of(), await(store.heads(List.of())));
  }

  /** Of what is as it is known nothing is said, so that rooms in which nothing happens cost little. */
  @Test
  default void bringsWhereRoomsStandThatStandOtherwise() {
    var store = openNode();
    await(store.createRoom("tea", "Tea", "", "u"));
    fill(store, 3);
    var second = Mark.of(await(store.history(Room.GENERAL, 1, -1, 1)).events().get(0));
    var another = new Mark(2, second.user(), second.id(), second.atMillis() + 1);
    var behind = new Mark(4, second.user(), second.id(), second.atMillis());
    var tea = new Known("tea", 0, null, false);
    assertEquals(new Standing(store.epoch(), Map.of(), Set.of()), await(store.standing(List.of())));
    assertEquals(new Standing(store.epoch(), Map.of(), Set.of()), await(store.standing(List.of(tea, new Known(Room.GENERAL, 3, second, false)))));
    assertEquals(new Standing(store.epoch(), Map.of(Room.GENERAL, new Stand(3, true, false)), Set.of("nowhere")),
        await(store.standing(List.of(new Known("nowhere", 0, null, false), tea, new Known(Room.GENERAL, 2, second, false)))));
    for (var lost : List.of(another, behind)) {
      assertEquals(Map.of(Room.GENERAL, new Stand(3, false, false)), await(store.standing(List.of(new Known(Room.GENERAL, 3, lost, false)))).rooms());
    }
  }
}
