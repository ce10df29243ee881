package dochat.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dochat.model.Event;
import dochat.model.History;
import dochat.model.Message;
import dochat.model.Messages;
import dochat.model.Role;
import dochat.model.Room;
import dochat.model.RoomKind;
import dochat.model.RoomSettings;
import dochat.model.User;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the texts are, a frame is one JSON object on one line, with the texts in it as they were. */
class FramesPropertyTest {
  private static final Instant TIME = Instant.parse("2026-01-31T09:30:00.120Z");

  @Property(tries = 1_000)
  void repliesAndRefusalsCarryAnyAddressAndText(@ForAll("texts") String address, @ForAll("texts") String text) {
    JsonObject rec = parsed(Frames.rec(address, new JsonObject().put("text", text)));
    assertEquals(address, rec.getString("address"));
    assertEquals(text, rec.getJsonObject("body").getString("text"));
    JsonObject err = parsed(Frames.err(address, Problem.of(ProblemCode.BUSY, text)));
    assertEquals(address, err.getString("address"));
    assertEquals(text, err.getString("message"));
    assertEquals(1, err.getInteger("retryAfter"));
  }

  @Property(tries = 1_000)
  void deliveriesCarryAnyText(@ForAll("texts") String text, @ForAll("texts") String name, @ForAll("texts") String epoch) {
    JsonObject event = Views.event(new Event(1, Event.MESSAGE, "id", new User("u", name), text, TIME));
    String encoded = event.encode();
    JsonObject delivery = parsed(Frames.delivery("general", epoch, 2, encoded + "," + encoded, ",\"typing\":[],\"reset\":true"));
    assertEquals("room.general", delivery.getString("address"));
    JsonObject body = new JsonObject().put("epoch", epoch).put("head", 2).put("events", new JsonArray().add(event).add(event))
        .put("typing", new JsonArray()).put("reset", true);
    assertEquals(body, delivery.getJsonObject("body"));
  }

  @Property(tries = 500)
  void nounsCarryAnyText(@ForAll("texts") String name, @ForAll("texts") String topic) {
    JsonObject rooms = parsed(Views.rooms(List.of(new Room("r", name, topic, RoomKind.PRIVATE, RoomSettings.NONE, 5, 4, Role.READER, 3, 2, 1, List.of())), "u").encode());
    assertEquals(new JsonObject().put("id", "r").put("name", name).put("topic", topic).put("kind", "private").put("head", 5).put("members", 4).put("joined", true)
        .put("read", 3).put("unread", 2).put("mentions", 1).put("role", "reader"), rooms.getJsonArray("rooms").getJsonObject(0));
    assertEquals(new JsonArray().add(new JsonObject().put("id", "u").put("name", name)), new JsonArray(Views.users(List.of(new User("u", name))).encode()));
  }

  @Example
  void eventsLookLikeThoseOfTheProtocol() {
    Event event = new Event(13, Event.MESSAGE, "c-1", new User("u-1", "Ann"), "hi", TIME);
    JsonObject expected = new JsonObject("{\"seq\":13,\"type\":\"message\",\"id\":\"c-1\",\"user\":{\"id\":\"u-1\",\"name\":\"Ann\"},"
        + "\"text\":\"hi\",\"at\":\"2026-01-31T09:30:00.120Z\"}");
    assertEquals(expected, Views.event(event));
    assertEquals(new JsonObject().put("epoch", "e").put("head", 13).put("events", new JsonArray().add(expected)),
        Views.history("e", new History(13, List.of(event))));
    assertEquals(new JsonObject("{\"seq\":13,\"at\":\"2026-01-31T09:30:00.120Z\"}"), Views.posted(event));
  }

  @Example
  void eventsAboutAMessageNameIt() {
    Event event = new Event(13, Event.REACT, "c-1", new User("u-1", "Ann"), 12, "👍", TIME);
    assertEquals(new JsonObject("{\"seq\":13,\"type\":\"react\",\"id\":\"c-1\",\"user\":{\"id\":\"u-1\",\"name\":\"Ann\"},"
        + "\"ref\":12,\"text\":\"👍\",\"at\":\"2026-01-31T09:30:00.120Z\"}"), Views.event(event));
    Event reply = new Event(14, Event.MESSAGE, "c-2", new User("u-1", "Ann"), 12, 10, null, "so", TIME);
    assertEquals(new JsonObject("{\"seq\":14,\"type\":\"message\",\"id\":\"c-2\",\"user\":{\"id\":\"u-1\",\"name\":\"Ann\"},"
        + "\"ref\":12,\"thread\":10,\"text\":\"so\",\"at\":\"2026-01-31T09:30:00.120Z\"}"), Views.event(reply));
  }

  @Example
  void messagesLookLikeThoseOfTheProtocol() {
    User ann = new User("u-1", "Ann");
    Message plain = new Message(12, "c-1", ann, "hi", TIME, null, null, List.of(), null, null, true, List.of());
    Message lively = new Message(13, "c-2", ann, "hi", TIME, TIME, null,
        List.of(new Message.Reaction("👍", 2, List.of(ann), true), new Message.Reaction("🎉", 1, List.of(), false)),
        null, new Message.Replies(3, TIME, List.of(ann), true), false, List.of());
    Message gone = new Message(14, "c-3", ann, "", TIME, null, new Message.Deletion(ann, TIME), List.of(), new Message.Reply(12, 10, ann, null), null, false, List.of());
    Message reply = new Message(15, "c-4", ann, "so", TIME, null, null, List.of(), new Message.Reply(13, 13, ann, "hi"), null, false, List.of());
    String head = "\"user\":{\"id\":\"u-1\",\"name\":\"Ann\"},\"text\":\"%s\",\"at\":\"2026-01-31T09:30:00.120Z\"";
    assertEquals(new JsonObject("{\"epoch\":\"e\",\"head\":20,\"first\":11,\"last\":15,\"messages\":["
        + "{\"seq\":12,\"id\":\"c-1\"," + head.formatted("hi") + ",\"pinned\":true},"
        + "{\"seq\":13,\"id\":\"c-2\"," + head.formatted("hi") + ",\"edited\":\"2026-01-31T09:30:00.120Z\",\"reactions\":["
        + "{\"emoji\":\"👍\",\"count\":2,\"users\":[{\"id\":\"u-1\",\"name\":\"Ann\"}],\"mine\":true},{\"emoji\":\"🎉\",\"count\":1,\"users\":[]}],"
        + "\"replies\":{\"count\":3,\"last\":\"2026-01-31T09:30:00.120Z\",\"users\":[{\"id\":\"u-1\",\"name\":\"Ann\"}],\"mine\":true}},"
        + "{\"seq\":14,\"id\":\"c-3\"," + head.formatted("")
        + ",\"deleted\":{\"user\":{\"id\":\"u-1\",\"name\":\"Ann\"},\"at\":\"2026-01-31T09:30:00.120Z\"},"
        + "\"reply\":{\"seq\":12,\"user\":{\"id\":\"u-1\",\"name\":\"Ann\"},\"deleted\":true},\"thread\":10},"
        + "{\"seq\":15,\"id\":\"c-4\"," + head.formatted("so") + ",\"reply\":{\"seq\":13,\"user\":{\"id\":\"u-1\",\"name\":\"Ann\"},\"text\":\"hi\"},\"thread\":13}]}"),
        Views.messages("e", new Messages(20, 11, 15, List.of(plain, lively, gone, reply), List.of())));
  }

  @Example
  void timesHaveThreeDigitsOfASecond() {
    assertEquals("2026-01-31T09:30:00.000Z", Views.time(Instant.parse("2026-01-31T09:30:00Z")));
    assertEquals("2026-01-31T09:30:00.999Z", Views.time(Instant.parse("2026-01-31T09:30:00.999999Z")));
  }

  @Example
  void refusalsWithoutAnAddressHaveNone() {
    JsonObject err = parsed(Frames.err(null, Problem.of(ProblemCode.BAD_JSON)));
    assertFalse(err.containsKey("address") || err.containsKey("retryAfter"));
    assertEquals(400, err.getInteger("failureCode"));
    assertEquals("RECIPIENT_FAILURE", err.getString("failureType"));
  }

  @Example
  void everythingThatIsNoProblemIsInternalAndTellsNothing() {
    Problem problem = Problem.from(new IllegalStateException("secret"));
    assertEquals(ProblemCode.INTERNAL, problem.code());
    assertFalse(Frames.err("a", problem).contains("secret"));
    assertEquals(7, Problem.rateLimited(7).retryAfterSeconds());
    assertEquals(1, Problem.rateLimited(0).retryAfterSeconds());
  }

  private static JsonObject parsed(String frame) {
    assertFalse(frame.contains("\n") || frame.contains("\r"));
    return Codec.object(frame);
  }

  @Provide
  Arbitrary<String> texts() {
    return JsonArbitraries.texts();
  }
}
