package dochat.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.model.Event;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CursorTest {
  private final Cursor cursor = new Cursor("epoch-1", 3);

  @Test
  void showsOnlyWhatComesAfterIt() {
    assertEquals(List.of(4L, 5L), numbers(message(2), message(3), message(4), message(5)));
    assertEquals(List.of(6L), numbers(message(4), message(5), message(6)));
    assertEquals(List.of(), numbers(message(6)));
  }

  @Test
  void resumesAfterTheLastEventInTheSameEpoch() {
    assertEquals(new JsonObject().put("after", 3L).put("epoch", "epoch-1"), cursor.headers());
    numbers(message(4), message(5));
    assertEquals(new JsonObject().put("after", 5L).put("epoch", "epoch-1"), cursor.headers());
    numbers();
    assertEquals(5L, cursor.headers().getLong("after"));
  }

  @Test
  void movesPastEventsThatItDoesNotKnow() {
    assertEquals(List.of(5L), numbers(new JsonObject().put("seq", 4).put("type", "reaction"), message(5)));
    assertEquals(5L, cursor.headers().getLong("after"));
  }

  @Test
  void readsAMessageWhole() {
    Event event = cursor.advance(new JsonArray().add(message(4))).get(0);
    assertEquals("id-4", event.id());
    assertEquals("Ann", event.user().name());
    assertEquals("text 4", event.text());
    assertEquals(Instant.parse("2026-01-31T09:30:00.123Z"), event.at());
  }

  @Test
  void readsWhatAChangeIsAbout() {
    Event event = cursor.advance(new JsonArray().add(message(4).put("type", "edit").put("ref", 2))).get(0);
    assertEquals("edit 2", event.type() + " " + event.ref());
  }

  private List<Long> numbers(JsonObject... events) {
    return cursor.advance(new JsonArray(List.of(events))).stream().map(Event::seq).toList();
  }

  private static JsonObject message(long seq) {
    return new JsonObject().put("seq", seq).put("type", "message").put("id", "id-" + seq).put("text", "text " + seq)
        .put("user", new JsonObject().put("id", "u1").put("name", "Ann")).put("at", "2026-01-31T09:30:00.123Z");
  }
}
