package dochat.store;

import static dochat.store.Steps.ANNA;
import static dochat.store.Steps.BEN;
import static dochat.store.Steps.append;
import static dochat.store.Steps.await;
import static dochat.store.Steps.draft;
import static dochat.store.Steps.log;
import static dochat.store.Steps.outcomes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Appended.Outcome;
import dochat.model.Change;
import dochat.model.Event;
import dochat.model.Role;
import dochat.model.Room;
import dochat.model.RoomKind;
import dochat.model.RoomSettings;
import dochat.model.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Appending a group: numbers, outcomes, and texts as they were typed. */
interface AppendContract extends StoreNodes {
  List<String> TEXTS = List.of(
      "'); DROP TABLE event; --", ":room ? <group> {x} \\ \" ' %s $1", "안녕하세요 한글", "e\u0301 \u00e9 \u1112\u1161\u11ab",
      "👩‍👩‍👧‍👦🏳️‍🌈🇰🇷", "\ud83d\ude00\ud834\udd1e\udbff\udfff", "\u202eright to left \u200f\u05d0", "a\nb\tc", "\ufffe\uffff\ufeff\u2028\u2029",
      "  spaces at both ends  ", "\u007f\u0080\u0001");

  @Test
  default void numbersEachRoomFromOneInTheOrderOfTheDrafts() {
    var store = openNode();
    await(store.createRoom("tea", "Tea", "", BEN.id()));
    var results = await(store.append(List.of(draft(ANNA, "a"), draft("tea", ANNA, "b", "hot"), draft(BEN, "c"))));

    assertEquals(List.of(1L, 1L, 2L), results.stream().map(result -> result.event().seq()).toList());
    assertEquals(List.of("a", "c"), log(store, Room.GENERAL).stream().map(Event::id).toList());
    assertEquals(results.get(1).event(), log(store, "tea").get(0));
  }

  @Test
  default void stampsTheTimeOfTheCommitInMilliseconds() {
    var before = Instant.now().toEpochMilli();
    var at = append(openNode(), draft(ANNA, "a")).event().at();
    assertEquals(0, at.getNano() % 1_000_000);
    assertTrue(at.toEpochMilli() >= before && at.toEpochMilli() <= Instant.now().toEpochMilli(), at.toString());
  }

  @Test
  default void answersTheSameIdWithTheFirstEvent() {
    var store = openNode();
    var first = append(store, draft(ANNA, "a"));
    var again = append(store, draft(Room.GENERAL, ANNA, "a", "another text"));

    assertEquals(Outcome.NEW, first.outcome());
    assertEquals(Outcome.REPEATED, again.outcome());
    assertEquals(first.event(), again.event());
    assertEquals(1, log(store, Room.GENERAL).size());
  }

  @Test
  default void answersTheSameIdWithinOneGroupWithTheFirstEvent() {
    var store = openNode();
    var draft = draft(ANNA, "a");
    var results = await(store.append(List.of(draft, draft, draft(BEN, "a"), draft(ANNA, "b"))));

    assertEquals(List.of(Outcome.NEW, Outcome.REPEATED, Outcome.NEW, Outcome.NEW), outcomes(results));
    assertEquals(results.get(0).event(), results.get(1).event());
    assertEquals(3, log(store, Room.GENERAL).size());
  }

  @Test
  default void refusesAnIdThatWasUsedInAnotherRoom() {
    var store = openNode();
    await(store.createRoom("tea", "Tea", "", BEN.id()));
    var results = await(store.append(List.of(draft(ANNA, "a"), draft("tea", ANNA, "a", "x"))));
    var later = append(store, draft("tea", ANNA, "a", "x"));

    assertEquals(List.of(Outcome.NEW, Outcome.ID_REUSED), outcomes(results));
    assertEquals(Outcome.ID_REUSED, later.outcome());
    assertNull(later.event());
    assertEquals(List.of(), log(store, "tea"));
  }

  @Test
  default void saysWhichDraftsHaveNoRoomAndSavesTheOthers() {
    var store = openNode();
    var results = await(store.append(List.of(draft("nowhere", ANNA, "a", "x"), draft(ANNA, "a"), draft("nowhere", ANNA, "a", "x"))));

    assertEquals(List.of(Outcome.NO_ROOM, Outcome.NEW, Outcome.NO_ROOM), outcomes(results));
    assertNull(results.get(0).event());
    assertEquals(1, log(store, Room.GENERAL).size());
  }

  @Test
  default void makesTheAuthorAMember() {
    var store = openNode();
    append(store, draft(ANNA, "a"));
    append(store, draft(ANNA, "b"));
    assertEquals(new Room(Room.GENERAL, "General", "", RoomKind.PUBLIC, RoomSettings.NONE, 2, 1, Role.MEMBER, 0, 0, 0, List.of()), await(store.room(Room.GENERAL, ANNA.id())).orElseThrow());
  }

  @Test
  default void keepsTheAuthorsNameOfThatTime() {
    var store = openNode();
    append(store, draft(ANNA, "a"));
    append(store, draft(new User(ANNA.id(), "Anna-Lena"), "b"));
    assertEquals(List.of("Anna", "Anna-Lena"), log(store, Room.GENERAL).stream().map(event -> event.user().name()).toList());
  }

  @Test
  default void acceptsAnEmptyGroup() {
    assertEquals(List.of(), await(openNode().append(List.of())));
  }

  @Test
  default void savesNothingOfAGroupThatFailsAndGoesOn() {
    var store = openNode();
    var engine = Engine.open(config());
    // The number 2 is taken, although the head does not say so: a row in the middle of the group cannot be saved.
    engine.write(handle -> handle.execute("INSERT INTO event (room_id, seq, type, client_id, user_id, user_name, text, at) VALUES ('general', 2, 'message', 'x', 'x', 'x', 'x', 0)"));
    assertThrows(RuntimeException.class, () -> await(store.append(List.of(draft(ANNA, "a"), draft(ANNA, "b"), draft(ANNA, "c")))));
    assertEquals(0, await(store.heads(List.of(Room.GENERAL))).get(Room.GENERAL));
    assertFalse(await(store.room(Room.GENERAL, ANNA.id())).orElseThrow().joined());

    engine.write(handle -> handle.execute("DELETE FROM event"));
    engine.close();
    assertEquals(1, append(store, draft(BEN, "d")).event().seq());
    assertEquals(1, log(store, Room.GENERAL).size());
  }

  @Test
  default void keepsTextsAsTyped() {
    var store = openNode();
    TEXTS.forEach(text -> keeps(store, text));
  }

  private static void keeps(Store store, String text) {
    var author = new User("u " + text, text);
    var seq = append(store, draft(Room.GENERAL, author, "a", text)).event().seq();
    assertEquals(Outcome.REPEATED, append(store, draft(Room.GENERAL, author, "a", text)).outcome());
    var event = log(store, Room.GENERAL).get((int) seq - 1);
    assertEquals(text, event.text());
    assertEquals(author, event.user());
  }

  @Test
  default void keepsTheLongestText() {
    var store = openNode();
    var text = "😀".repeat(4000);
    var drafts = new ArrayList<Change>();
    for (var i = 0; i < 200; i++) {
      drafts.add(draft(Room.GENERAL, ANNA, "long-" + i, text));
    }
    await(store.append(drafts));
    assertEquals(text, log(store, Room.GENERAL).get(199).text());
  }
}
