package dochat.talk;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What typed lines come to, at a node that does what a test says. */
class CommandsTest extends AtFakeNodes {
  private static final Rooms.Room TEA = new Rooms.Room("tea", "Tea", "", 2, 0, 0);

  private final Rooms rooms = new Rooms(exchange);
  private final StringBuffer paper = new StringBuffer();
  private final Words words = new Words(Locale.US);
  private final Shown shown = new Shown();
  private final Transcript transcript = new Transcript(words, shown, ZoneId.of("UTC"), false, () -> 120, line -> paper.append(line).append('\n'));
  private final Reading reading = new Reading(exchange, loop, shown, transcript, outbox, words);
  private final Commands commands = new Commands(exchange, rooms, reading, shown, outbox, transcript, words);

  @Test
  void whatSlowModeHoldsIsSaidAndHoldsUpNoOtherRoom() throws Exception {
    try (FakeNode node = new FakeNode(slow(new AtomicBoolean(true)))) {
      begin(node);
      type("one");
      type("two");
      shows("Slow mode; it is sent in 600 s: two");
      type("three");
      shows("Slow mode; it is sent after what waits before it: three");
      type("/join general");
      type("in general");
      eventually(() -> assertEquals(List.of("one", "two", "in general"), posts(node)));
      Loop.ask(loop, () -> outbox.settled(PATIENCE), Duration.ofSeconds(5));
      assertTrue(Loop.ask(loop, commands::tellUnsent, PATIENCE));
      shows("Not sent, because of slow mode: \"two\"");
      shows("Not sent, because of slow mode: \"three\"");
      assertEquals(List.of("one", "two", "in general"), posts(node));
    }
  }

  @Test
  void whatSlowModeHoldsGoesInOrderWhenItEnds() throws Exception {
    AtomicBoolean isSlow = new AtomicBoolean(true);
    AtomicReference<FakeNode.Client> mina = new AtomicReference<>();
    try (FakeNode node = new FakeNode(slow(isSlow).andThen((frame, client) -> mina.set(client)))) {
      begin(node);
      type("two");
      shows("it is sent in 600 s: two");
      type("three");
      isSlow.set(false);
      tell(mina.get(), event(1, "slow", "0"));
      eventually(() -> assertEquals(List.of("two", "two", "three"), posts(node)));
      Loop.ask(loop, () -> outbox.settled(PATIENCE), PATIENCE);
      assertFalse(Loop.ask(loop, commands::tellUnsent, PATIENCE));
    }
  }

  @Test
  void whoWasShutOutHearsAgainWithTheNextLineOrWithTheNews() throws Exception {
    AtomicBoolean isBanned = new AtomicBoolean();
    AtomicReference<FakeNode.Client> mina = new AtomicReference<>();
    List<JsonObject> log = new CopyOnWriteArrayList<>();
    try (FakeNode node = new FakeNode((frame, client) -> {
      mina.set(client);
      boolean isOfRoom = "tea".equals(frame.getJsonObject("body", new JsonObject()).getString("room"));
      if ("register".equals(frame.getString("type")) && frame.getString("address").equals("room.tea") && !isBanned.get()) {
        tell(client, log.stream().filter(event -> event.getLong("seq") > frame.getJsonObject("headers").getLong("after")).toArray(JsonObject[]::new));
      } else if ("register".equals(frame.getString("type")) && frame.getString("address").equals("room.tea")) {
        shutOut(client);
      } else if (isOfRoom && isBanned.get()) {
        client.refuse(frame, "banned", 0);
      } else {
        willing(frame, client);
      }
    })) {
      begin(node);
      for (boolean isTyped : new boolean[] {true, false}) {
        log.add(event(log.size() + 1, "message", "heard " + isTyped));
        tell(mina.get(), log.get(log.size() - 1));
        shows("heard " + isTyped);
        isBanned.set(true);
        shutOut(mina.get());
        eventually(() -> assertEquals(isTyped ? 1 : 2, paper.toString().split("Tea cannot be followed: You are banned", -1).length - 1));
        type("still?");
        shows("Not sent: \"still?\". You are banned from this room.");
        log.add(event(log.size() + 1, "message", "missed " + isTyped));
        isBanned.set(false);
        if (!isTyped) {
          mina.get().send(new JsonObject().put("type", "rec").put("address", "chat.rooms").put("body", new JsonObject().put("changed", true)));
          shows("missed false");
        }
        type("/reply yes");
        shows("missed " + isTyped);
      }
      eventually(() -> assertEquals(List.of(2L, 4L), node.frames("chat.post").stream().map(post -> post.getJsonObject("body").getLong("reply")).filter(Objects::nonNull).toList()));
      assertEquals(2, paper.toString().split("cannot be followed", -1).length - 1, "said once each time");
    }
  }

  /** Else it would be done to the one before, and a deletion cannot be undone. */
  @Test
  void whatIsAboutTheLastMessageWaitsUntilThatHasCome() throws Exception {
    AtomicReference<FakeNode.Client> mina = new AtomicReference<>();
    AtomicReference<JsonObject> held = new AtomicReference<>();
    try (FakeNode node = new FakeNode((frame, client) -> {
      mina.set(client);
      if (frame.getString("address").equals("chat.post")) {
        held.set(frame);
      } else {
        willing(frame, client);
      }
    })) {
      begin(node);
      loop.submit(() -> shown.me("u")).get();
      eventually(() -> assertEquals(1, node.frames("room.tea").size()));
      tell(mina.get(), event(1, "message", "one"));
      shows("one");
      type("two");
      eventually(() -> assertTrue(held.get() != null));
      type("/delete");
      type("/edit four");
      mina.get().reply(held.get(), new JsonObject().put("seq", 2));
      Loop.ask(loop, () -> outbox.settled(PATIENCE), PATIENCE);
      type("/delete");
      eventually(() -> assertEquals(3, paper.toString().split("Your last message is still on its way", -1).length - 1));
      assertEquals(List.of(), node.frames("chat.delete"));
      tell(mina.get(), event(2, "message", "two"));
      shows("two");
      type("/delete");
      eventually(() -> assertEquals(List.of(2L), node.frames("chat.delete").stream().map(frame -> frame.getJsonObject("body").getLong("seq")).toList()));
      assertEquals(List.of(), node.frames("chat.edit"));
    }
  }

  @Test
  void aRoomIsCalledWhatItIsCalledNow() throws Exception {
    AtomicReference<FakeNode.Client> mina = new AtomicReference<>();
    try (FakeNode node = new FakeNode((frame, client) -> {
      mina.set(client);
      willing(frame, client);
    })) {
      begin(node);
      type("/mute");
      tell(mina.get(), event(1, "rename", "Green tea"));
      shows("renamed the room: Green tea");
      type("/unmute");
      shows("Tea is muted");
      shows("Green tea notifies you again");
    }
  }

  private static void shutOut(FakeNode.Client client) {
    client.send(new JsonObject().put("type", "err").put("address", "room.tea").put("code", "banned").put("message", "banned"));
  }

  /** A node where slow mode lets nothing but "one" go in one room. */
  private static BiConsumer<JsonObject, FakeNode.Client> slow(AtomicBoolean isSlow) {
    return (frame, client) -> {
      JsonObject body = frame.getJsonObject("body", new JsonObject());
      if (isSlow.get() && frame.getString("address").equals("chat.post") && body.getString("room").equals("tea") && !body.getString("text").equals("one")) {
        client.refuse(frame, "slow_mode", 600);
      } else {
        willing(frame, client);
      }
    };
  }

  private static void tell(FakeNode.Client client, JsonObject... events) {
    client.send(new JsonObject().put("type", "rec").put("address", "room.tea").put("body", new JsonObject().put("events", new JsonArray(List.of(events)))));
  }

  private static JsonObject event(long seq, String type, String text) {
    return new JsonObject().put("seq", seq).put("type", type).put("id", "e" + seq).put("text", text).put("at", "2026-01-31T09:30:00Z")
        .put("user", new JsonObject().put("id", "u").put("name", "Uma"));
  }

  private void begin(FakeNode node) throws Exception {
    assertTrue(open(node.address()));
    loop.submit(() -> {
      rooms.tell(reading::known);
      exchange.add(rooms);
      exchange.add(reading);
      reading.open(TEA);
    }).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private void type(String line) throws Exception {
    Loop.ask(loop, () -> commands.typed(line), PATIENCE);
  }

  private void shows(String text) {
    eventually(() -> assertTrue(paper.indexOf(text) >= 0, () -> "no \"" + text + "\" in " + paper));
  }

  private static List<String> posts(FakeNode node) {
    return node.frames("chat.post").stream().map(post -> post.getJsonObject("body").getString("text")).toList();
  }

  private static void willing(JsonObject frame, FakeNode.Client client) {
    if (frame.getString("address").equals("chat.session")) {
      client.welcome(frame, "token");
    } else if (frame.containsKey("replyAddress")) {
      client.reply(frame, new JsonObject().put("epoch", "e").put("events", new JsonArray())
          .put("rooms", new JsonArray().add(room("tea", "Tea")).add(room("general", "General"))));
    }
  }

  private static JsonObject room(String id, String name) {
    return new JsonObject().put("id", id).put("name", name);
  }
}
