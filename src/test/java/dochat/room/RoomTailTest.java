package dochat.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Event;
import dochat.model.User;
import dochat.protocol.Delivery;
import dochat.protocol.Limits;
import dochat.protocol.Views;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The ring of newest events, and the frames that are cut from it. */
class RoomTailTest {
  private static final RoomTail EMPTY = RoomTail.startingAt("room", "e", 10);

  @Test
  void coversFromItsOldestEventToItsHead() {
    RoomTail tail = EMPTY.with(List.of("11", "12"));
    assertEquals(12, tail.head());
    assertTrue(tail.covers(10) && tail.covers(11) && tail.covers(12));
    assertFalse(tail.covers(9) || tail.covers(13));
    assertEquals(10, EMPTY.head(), "a tail never changes");
  }

  @Test
  void keepsTheNewestEventsOnly() {
    RoomTail tail = EMPTY;
    for (long seq = 11; seq <= 1_000; seq += 9) {
      tail = tail.with(numbers(seq, seq + 8));
    }
    assertEquals(1_000, tail.head());
    assertTrue(tail.covers(1_000 - Limits.TAIL_EVENTS));
    assertFalse(tail.covers(1_000 - Limits.TAIL_EVENTS - 1));
    assertEquals(new JsonArray(List.of(999, 1_000)), events(tail.after(998)));
    RoomTail longer = EMPTY.with(numbers(11, 900));
    assertEquals(900, longer.head());
    assertFalse(longer.covers(900 - Limits.TAIL_EVENTS - 1));
  }

  @Test
  void clientsAtTheSameCursorGetTheSameObjectAndText() {
    RoomTail tail = EMPTY.with(numbers(11, 20));
    Delivery delivery = tail.after(15);
    assertSame(delivery, tail.after(15));
    assertSame(delivery.frame(), tail.after(15).frame());
    assertSame(delivery.frame(), delivery.frame(""));
    assertNotSame(delivery, tail.after(16));
    assertEquals(15, delivery.after());
    assertEquals(20, delivery.upTo());
  }

  @Test
  void groupsOfClientsAtDifferentCursorsEachShareTheirOwn() {
    RoomTail tail = EMPTY.with(numbers(11, 20));
    List<Delivery> first = List.of(tail.after(17), tail.after(18), tail.after(19));
    for (int i = 0; i < 3; i++) {
      assertSame(first.get(i), tail.after(17 + i));
    }
  }

  /** Else a thousand clients at a hundred places would each keep a part of it alive. */
  @Test
  void keepsNoMoreForThemThanItHoldsItself() {
    RoomTail tail = EMPTY.with(numbers(11, 20));
    Delivery whole = tail.after(10);
    assertSame(whole, tail.after(10));
    tail.after(11);
    assertNotSame(whole, tail.after(10));
  }

  @Test
  void whatADeletedMessageSaidIsNotHeldAnyMore() {
    RoomTail before = EMPTY.with(List.of(event(11, "message", 0, "secret"), event(12, "message", 0, "stays"), event(13, "edit", 11, "secret too")));
    Delivery handed = before.after(10);
    RoomTail tail = before.with(List.of(event(14, "delete", 11, "")));
    assertEquals(List.of("", "stays", "", ""), texts(tail.after(10)));
    assertEquals(List.of("", ""), texts(tail.after(12)));
    assertFalse(tail.after(10).frame().contains("secret"));
    assertEquals(List.of("secret", "stays", "secret too"), texts(handed), "a tail never changes");
    assertTrue(tail.chars() < before.chars() + event(14, "delete", 11, "").length());
  }

  /** As after a gap, or in the end of a log that is read. */
  @Test
  void whatIsDeletedInTheSameBatchIsNeverHeld() {
    List<String> batch = List.of(event(11, "message", 0, "secret"), event(12, "edit", 11, "secret"), event(13, "delete", 11, ""), event(14, "edit", 3, "secret"),
        event(15, "delete", 3, ""), event(16, "message", 0, "stays"));
    assertEquals(List.of("", "", "", "", "", "stays"), texts(EMPTY.with(batch).after(10)));
  }

  @Test
  void aFrameHasAtMostSoManyEvents() {
    Delivery delivery = EMPTY.delivery(10, numbers(11, 10 + Limits.FRAME_EVENTS + 7));
    assertEquals(10 + Limits.FRAME_EVENTS, delivery.upTo());
    assertEquals(Limits.FRAME_EVENTS, events(delivery).size());
  }

  @Test
  void aFrameHasAtMostSoManyCharactersOfEvents() {
    String half = text(Limits.DELIVERY_CHARS / 2);
    assertEquals(11, EMPTY.delivery(10, List.of(half, half)).upTo(), "the comma is a character too");
    String rest = text(Limits.DELIVERY_CHARS / 2 - 1);
    assertEquals(12, EMPTY.delivery(10, List.of(half, rest)).upTo());
    assertEquals(12, EMPTY.delivery(10, List.of(half, rest, "1")).upTo());
  }

  @Test
  void aSingleEventGoesWhateverItsLength() {
    String huge = text(3 * Limits.DELIVERY_CHARS);
    assertEquals(11, EMPTY.delivery(10, List.of("11", huge, "13")).upTo());
    Delivery alone = EMPTY.delivery(11, List.of(huge, "13"));
    assertEquals(12, alone.upTo());
    assertEquals(new JsonArray().add(huge.substring(1, huge.length() - 1)), events(alone));
  }

  @Test
  void keepsAtMostSoManyCharacters() {
    String half = text(Limits.DELIVERY_CHARS / 2);
    RoomTail tail = EMPTY.with(List.of("11", half)).with(List.of(half));
    assertEquals(13, tail.head());
    assertTrue(tail.covers(11) && !tail.covers(10));
    tail = tail.with(List.of("14"));
    assertEquals(14, tail.head());
    assertTrue(tail.covers(12) && !tail.covers(11));
  }

  @Test
  void keepsTheLastEventWhateverItsLength() {
    RoomTail tail = EMPTY.with(List.of("11", text(3 * Limits.DELIVERY_CHARS)));
    assertEquals(12, tail.head());
    assertTrue(tail.covers(11) && !tail.covers(10));
    assertEquals(12, tail.after(11).upTo());
    assertTrue(tail.with(List.of("13")).covers(12) && !tail.with(List.of("13")).covers(11));
  }

  @Test
  void theHeadOfAFrameIsNeverBehindItsEvents() {
    assertEquals(10, body(EMPTY.after(10)).getLong("head"));
    assertEquals(15, body(EMPTY.nothingAfter(15)).getLong("head"), "another node was quicker");
    assertEquals(12, body(EMPTY.delivery(10, numbers(11, 12))).getLong("head"), "so was the log");
    assertEquals(20, body(EMPTY.with(numbers(11, 20)).delivery(2, numbers(3, 4))).getLong("head"));
  }

  @Test
  void extrasComeAfterTheEvents() {
    JsonObject body = new JsonObject(EMPTY.with(List.of("11")).after(10).frame(",\"reset\":true")).getJsonObject("body");
    assertEquals(new JsonObject("{\"epoch\":\"e\",\"head\":11,\"events\":[11],\"reset\":true}"), body);
  }

  private static String event(long seq, String type, long ref, String text) {
    return Views.event(new Event(seq, type, "id", new User("u", "Anna"), ref, text, Instant.EPOCH)).encode();
  }

  private static List<String> texts(Delivery delivery) {
    return events(delivery).stream().map(event -> ((JsonObject) event).getString("text")).toList();
  }

  private static String text(int chars) {
    return "\"" + String.join("", Collections.nCopies(chars - 2, "x")) + "\"";
  }

  private static List<String> numbers(long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(Long::toString).toList();
  }

  private static JsonObject body(Delivery delivery) {
    return new JsonObject(delivery.frame()).getJsonObject("body");
  }

  private static JsonArray events(Delivery delivery) {
    return body(delivery).getJsonArray("events");
  }
}
