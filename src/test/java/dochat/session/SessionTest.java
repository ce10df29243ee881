package dochat.session;

import static dochat.session.Client.command;
import static dochat.session.Client.register;
import static dochat.support.Eventually.eventually;
import static dochat.support.Eventually.within;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.bus.LoginWatch;
import dochat.protocol.Address;
import dochat.protocol.CloseReason;
import dochat.protocol.Limits;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.room.OneNode;
import dochat.security.Identity;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a session answers, in which order, and when it ends. */
@Timeout(60)
class SessionTest {
  private static final JsonObject NOTHING = new JsonObject();
  private static final JsonObject PING = new JsonObject().put("type", "ping");
  private static final long MILLI = 1_000_000;
  /** For the sessions' event loop time stands still: what comes with it comes when a test says so, however long that takes. */
  private static final long NOW = 0;
  private static SessionNode server;
  private static OneNode node;

  @BeforeAll
  static void start() {
    server = new SessionNode(new OneNode(), () -> NOW);
    node = server.node;
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void signsInAGuestWhoIsKnownFromThenOn() {
    Client client = server.connect();
    client.send(command(Address.SESSION, new JsonObject().put("name", " Ann "), "in"));
    JsonObject body = client.frame("in").getJsonObject("body");
    assertEquals("Ann", body.getJsonObject("user").getString("name"));
    assertEquals("node", body.getString("node"));
    assertEquals(node.store.epoch(), body.getString("epoch"));
    assertNotNull(body.getString("token"));
    client.send(command(Address.SESSION, NOTHING, "who"));
    JsonObject again = client.frame("who").getJsonObject("body");
    assertEquals(body.getJsonObject("user"), again.getJsonObject("user"));
    assertFalse(again.containsKey("token"));
    Client elsewhere = server.connect();
    JsonObject withToken = command(Address.SESSION, NOTHING, "who").put("headers", new JsonObject().put("Authorization", "Bearer " + body.getString("token")));
    elsewhere.send(withToken);
    assertEquals(body.getJsonObject("user"), elsewhere.frame("who").getJsonObject("body").getJsonObject("user"));
  }

  /** As after a lost answer; for everybody else the name is taken. */
  @Test
  void theSameCreationAgainIsTheSameRoom() {
    Client client = server.newClient();
    JsonObject creation = new JsonObject().put("name", "Made twice").put("id", "creation-1");
    client.send(command(Address.CREATE, creation, "first"));
    JsonObject room = client.frame("first").getJsonObject("body").getJsonObject("room");
    client.send(command(Address.CREATE, creation, "second"));
    assertEquals(room, client.frame("second").getJsonObject("body").getJsonObject("room"));
    Client other = server.newClient();
    other.send(command(Address.CREATE, creation, "theirs"));
    assertEquals("room_exists", other.frame("theirs").getString("code"));
  }

  @Test
  void whoSignsInAsSomebodyElseIsHereAsThatOne() {
    Client client = server.connect();
    String room = node.newRoom(0);
    client.send(command(Address.SESSION, new JsonObject().put("name", "Ann"), "in"), Client.register(room, 0, null));
    client.until(there -> here(there, room).equals(List.of("Ann")));
    client.send(command(Address.SESSION, new JsonObject().put("name", "Ben"), "again"));
    client.until(there -> here(there, room).equals(List.of("Ben")));
    client.run(() -> client.session.close(CloseReason.CLIENT));
    Client watcher = server.newClient();
    watcher.send(Client.register(room, 0, null));
    watcher.until(there -> here(there, room).size() == 1);
  }

  @Test
  void whoLeavesIsStillHereForAMoment() {
    String room = node.newRoom(0);
    Client watcher = known(server.newIdentity("Ann"));
    Client guest = known(server.newIdentity("Ben"));
    Client other = known(server.newIdentity("Cem"));
    watcher.send(Client.register(room, 0, null));
    guest.send(Client.register(room, 0, null));
    watcher.until(there -> here(there, room).size() == 2);
    guest.run(() -> {
      guest.session.close(CloseReason.CLIENT);
      other.session.receive(Client.register(room, 0, null).encode());
    });
    watcher.until(there -> told(there, room).stream().anyMatch(names -> names.size() == 3));
    watcher.until(there -> here(there, room).size() == 2 && !here(there, room).contains("Ben"));
  }

  @Test
  void framesWaitForTheTokenThatCameBeforeThemAndAreDoneInTheirOrder() {
    Identity ann = server.newIdentity("Ann");
    String room = node.newRoom(0);
    Client client = server.connect();
    Runnable read = node.stopReading();
    client.run(() -> {
      client.session.authenticate(ann.token());
      IntStream.rangeClosed(1, 9).forEach(i -> client.session.receive(post(room, "m-" + i, "reply-" + i).encode()));
      assertEquals(List.of(), client.wire.frames, "not before it is known who asks");
    });
    read.run();
    client.frame("reply-9");
    for (int i = 1; i <= 9; i++) {
      assertEquals(i, client.frame("reply-" + i).getJsonObject("body").getInteger("seq"));
    }
  }

  /** Whatever has to be looked up before: for calling who is here, for a role and for leaving something is, for the others nothing. */
  @Test
  void whatIsAskedForInARoomIsDoneInItsOrder() {
    Client client = server.newClient();
    client.send(command(Address.CREATE, new JsonObject().put("name", "In order"), "room"));
    String room = client.frame("room").getJsonObject("body").getJsonObject("room").getString("id");
    Identity ann = server.newIdentity("Ann");
    Client heir = known(ann);
    heir.send(asked(Address.JOIN, room, NOTHING), asked(Address.POST, room, new JsonObject().put("text", "hello")));
    heir.until(there -> there.frames("done").size() == 2);
    JsonObject here = new JsonObject().put("group", "here").put("from", 0).put("to", 5);
    Runnable read = node.stopReading();
    client.send(asked(Address.POST, room, new JsonObject().put("text", "@here").put("mentions", new JsonArray().add(here))),
        asked(Address.POST, room, new JsonObject().put("text", "to all")),
        asked(Address.ROLE, room, new JsonObject().put("user", ann.user().id()).put("role", "owner")),
        asked(Address.LEAVE, room, NOTHING), asked(Address.JOIN, room, NOTHING), asked(Address.REACT, room, new JsonObject().put("seq", 2).put("emoji", "👍").put("on", true)),
        asked(Address.LEAVE, room, NOTHING));
    read.run();
    client.until(there -> there.frames("done").size() == 7);
    client.send(command(Address.EVENTS, new JsonObject().put("room", room), "events"));
    assertEquals(List.of("join", "message hello", "message @here", "message to all", "role owner", "leave", "join", "react 👍", "leave"), client.frame("events").getJsonObject("body").getJsonArray("events").stream()
        .map(JsonObject.class::cast).map(event -> event.getString("type") + " " + event.getString("text")).map(each -> each.replaceAll(" (member)?$", "")).toList());
  }

  private static JsonObject asked(String address, String room, JsonObject body) {
    return command(address, body.copy().put("room", room).put("id", UUID.randomUUID().toString()), "done");
  }

  @Test
  void whatFollowsASignInIsDoneAsThatGuest() {
    Client client = server.connect();
    client.send(command(Address.SESSION, new JsonObject().put("name", "Ann"), "in"), command(Address.ROOMS, NOTHING, "rooms"));
    assertEquals("rec", client.frame("rooms").getString("type"));
  }

  @Test
  void whatFollowsASignInIsDoneAsThatGuestThoughAnOldTokenIsStillLookedUp() {
    Client client = server.connect();
    Runnable read = node.stopReading();
    client.run(() -> {
      client.session.authenticate("a token of yesterday");
      client.session.receive(command(Address.SESSION, new JsonObject().put("name", "Ann"), "in").encode());
      client.session.receive(command(Address.ROOMS, NOTHING, "rooms").encode());
      client.session.receive(register("general", 0, null).encode());
    });
    read.run();
    assertEquals("rec", client.frame("rooms").getString("type"));
    assertEquals("rec", client.frame("room.general").getString("type"));
  }

  @Test
  void aTokenOfNobodyIsNobody() {
    Client client = server.connect();
    client.run(() -> client.session.authenticate("nobody's"));
    client.send(command(Address.SESSION, NOTHING, "who"), command(Address.ROOMS, NOTHING, "rooms"), register("general", 0, null), PING);
    assertEquals("unauthenticated", client.frame("who").getString("code"));
    assertEquals("unauthenticated", client.frame("rooms").getString("code"));
    assertEquals("unauthenticated", client.frame("room.general").getString("code"));
    client.until(there -> there.frames().stream().anyMatch(frame -> frame.getString("type").equals("pong")));
  }

  @Test
  void refusesWhatIsNoCommand() {
    Client client = server.newClient();
    client.send(command("chat.nothing", NOTHING, "a"), command("dochat.signed-out", NOTHING, "b"), command(Address.POST, NOTHING, "c"),
        new JsonObject().put("type", "publish").put("address", "room.general"), register("../x", 0, null),
        new JsonObject().put("type", "register").put("address", "dochat.presence"));
    assertEquals("unknown_address", client.frame("a").getString("code"));
    assertEquals("unknown_address", client.frame("b").getString("code"));
    assertEquals("bad_request", client.frame("c").getString("code"));
    assertEquals("room_not_found", client.frame("room.../x").getString("code"));
    assertEquals("unknown_address", client.frame("dochat.presence").getString("code"));
    assertTrue(client.frames().stream().anyMatch(frame -> "publish_refused".equals(frame.getString("code")) && !frame.containsKey("address")));
    client.run(() -> client.session.receive("{"));
    assertTrue(client.frames().stream().anyMatch(frame -> "bad_json".equals(frame.getString("code"))));
    assertEquals(List.of(), client.closed());
  }

  /** Where an event loop stands still for half a second in the middle of them they do not come too fast: then others do. */
  @Test
  void refusesCommandsThatComeTooFast() {
    eventually(() -> {
      Client client = server.newClient();
      client.send(IntStream.range(0, 3 * Limits.COMMANDS_PER_SECOND).mapToObj(i -> PING).toArray(JsonObject[]::new));
      List<JsonObject> refused = client.frames().stream().filter(frame -> "rate_limited".equals(frame.getString("code"))).toList();
      assertTrue(refused.size() > Limits.COMMANDS_PER_SECOND / 2, refused.size() + " refused");
      assertEquals(1, refused.get(0).getInteger("retryAfter"));
    });
  }

  @Test
  void closesAfterAFrameThatIsTooLarge() {
    Client client = server.newClient();
    String limit = PING.copy().put("x", "").encode();
    client.run(() -> client.session.receive(limit.replace("\"\"", "\"" + "x".repeat(Limits.FRAME_BYTES - limit.length()) + "\"")));
    assertEquals(List.of(), client.closed());
    client.run(() -> client.session.receive("\"" + "한".repeat(Limits.FRAME_BYTES / 3) + "\""));
    assertEquals(List.of(CloseReason.FRAME_TOO_LARGE), client.closed());
    List<JsonObject> frames = client.frames();
    assertEquals("frame_too_large", frames.get(frames.size() - 1).getString("code"), "told before");
  }

  /** A long answer at a time is all that a client can make a node hold for it. */
  @Test
  void worksOutNoLongAnswerBeforeTheLastOneIsTaken() {
    Client client = server.newClient();
    JsonObject page = command(Address.EVENTS, new JsonObject().put("room", node.newRoom(500)).put("limit", 500), "page");
    client.run(() -> client.wire.isReading = false);
    client.send(page, page, page, page, page, page);
    client.until(there -> there.on(() -> there.wire.isFull()));
    int answers = settled(client);
    assertTrue(answers <= 2, answers + " answers, of which the first ones are more than is taken");
    client.run(client.wire::readAll);
    client.until(there -> there.frames("page").size() == 6);
  }

  @Test
  void aClientThatAsksAndDoesNotReadIsNotReadFrom() {
    Client client = server.newClient();
    String room = node.newRoom(500);
    client.run(() -> client.wire.isReading = false);
    JsonObject page = command(Address.EVENTS, new JsonObject().put("room", room).put("limit", 500), "page");
    client.run(() -> {
      for (int i = 0; i < 150 && !client.wire.isPaused; i++) {
        client.session.receive(page.encode());
      }
      assertTrue(client.wire.isPaused, "not all of a burst is taken in");
    });
    client.until(there -> there.on(() -> there.wire.isFull()));
    int answers = settled(client);
    assertTrue(answers <= 20, answers + " answers wait");
    assertTrue(client.on(() -> client.wire.isPaused));
    client.run(client.wire::readAll);
    client.until(there -> !there.on(() -> there.wire.isPaused));
  }

  @Test
  void readsAgainWhenTheAnswersAreThere() {
    Client client = server.newClient();
    String room = node.newRoom(0);
    client.send(IntStream.range(0, 60).mapToObj(i -> post(room, "m-" + i, "reply-" + i)).toArray(JsonObject[]::new));
    client.frame("reply-59");
    assertFalse(client.on(() -> client.wire.isPaused));
    assertEquals(60, client.frame("reply-59").getJsonObject("body").getInteger("seq"));
  }

  @Test
  void closesWhoDoesNotSignIn() {
    Client client = server.connect();
    client.run(() -> client.session.tick(NOW + (Limits.AUTHENTICATION_MILLIS - 1_000) * MILLI));
    assertEquals(List.of(), client.closed());
    client.run(() -> client.session.tick(NOW + Limits.AUTHENTICATION_MILLIS * MILLI));
    assertEquals(List.of(CloseReason.UNAUTHENTICATED), client.closed());
  }

  @Test
  void beatsWhereAScriptSeesItForWhoAsksSo() {
    Client client = server.newClient();
    client.send(heartbeat("register", new JsonObject().put("every", 5)));
    seconds(client, 4);
    assertEquals(0, client.frames(Address.HEARTBEAT).size());
    seconds(client, 5);
    assertEquals(List.of(new JsonObject().put("type", "rec").put("address", Address.HEARTBEAT).put("body", NOTHING)), client.frames(Address.HEARTBEAT));
    seconds(client, 9);
    assertEquals(1, client.frames(Address.HEARTBEAT).size());
    seconds(client, 11);
    assertEquals(2, client.frames(Address.HEARTBEAT).size());
    client.send(heartbeat("unregister", NOTHING));
    seconds(client, 18);
    assertEquals(2, client.frames(Address.HEARTBEAT).size());
  }

  @Test
  void beatsAsOftenAsUsualWhenNothingIsSaidAndNeverOutOfRange() {
    Client client = server.newClient();
    client.send(heartbeat("register", NOTHING));
    seconds(client, 19);
    assertEquals(0, client.frames(Address.HEARTBEAT).size());
    seconds(client, 20);
    assertEquals(1, client.frames(Address.HEARTBEAT).size());
    for (Object every : List.of(0, 21, -1, "often", 1.5)) {
      client.send(heartbeat("register", new JsonObject().put("every", every)));
    }
    client.until(refused -> refused.frames().stream().filter(frame -> "bad_cursor".equals(frame.getString("code"))).count() == 5);
  }

  /** A store that is slow is no reason to take somebody for nobody. */
  @Test
  void waitsWhileTheStoreIsAskedWhoItIs() {
    Identity ann = server.newIdentity("Ann");
    server.identities.forget(dochat.security.Identities.fingerprint(ann));
    Client client = server.connect();
    Runnable read = node.stopReading();
    client.run(() -> client.session.authenticate(ann.token()));
    seconds(client, 30);
    client.send(command(Address.SESSION, NOTHING, "who"));
    read.run();
    assertEquals("Ann", client.frame("who").getJsonObject("body").getJsonObject("user").getString("name"));
    assertEquals(List.of(), client.closed());
  }

  /** The store may have been asked before, and answer after, the token was made void elsewhere. */
  @Test
  void anAnswerOfTheStoreBringsNoTokenBack() {
    Identity ann = server.newIdentity("Ann");
    String fingerprint = dochat.security.Identities.fingerprint(ann);
    Runnable read = node.stopReading();
    var asked = server.identities.confirm(ann.token());
    server.identities.forget(fingerprint);
    read.run();
    assertEquals(Optional.empty(), OneNode.await(asked));
    assertEquals(Optional.of(ann), OneNode.await(server.identities.confirm(ann.token())), "the store itself is asked anew");
  }

  @Test
  void aNodeThatStopsDoesNotWaitForThoseWhoComeBackToIt() {
    try (SessionNode stopping = new SessionNode()) {
      stopping.connectAgainAndAgain(50);
      OneNode.await(stopping.drain());
    }
  }

  @Test
  void aNodeThatStopsSendsItsClientsAwayOneAfterAnother() {
    try (SessionNode stopping = new SessionNode()) {
      stopping.farewell = new Farewell(Duration.ofMillis(800), Duration.ZERO, true);
      List<Long> ends = stopping.connectToSeeTheirEnd(40);
      long beganNanos = System.nanoTime();
      OneNode.await(stopping.drain());
      assertEquals(40, ends.size());
      List<Long> millis = ends.stream().map(end -> (end - beganNanos) / MILLI).toList();
      assertTrue(millis.get(39) >= 700, "within the time that is given: " + millis);
      assertTrue(millis.stream().distinct().count() > 10, "each at its own moment: " + millis);
    }
  }

  @Test
  void whoWantsToKnowIsToldBeforeAndEndsByItself() {
    try (SessionNode stopping = new SessionNode()) {
      stopping.farewell = new Farewell(Duration.ZERO, Duration.ofSeconds(20), true);
      Client told = stopping.newClient();
      Client other = stopping.newClient();
      told.send(new JsonObject().put("type", "register").put("address", Address.GOING_AWAY));
      Future<Void> gone = stopping.drain();
      assertEquals(20_000, told.frame(Address.GOING_AWAY).getJsonObject("body").getLong("millis"));
      assertEquals(List.of(), told.closed());
      other.until(client -> client.closed().equals(List.of(CloseReason.GOING_AWAY)));
      assertFalse(gone.isComplete());
      told.run(() -> told.session.ended(CloseReason.CLIENT));
      OneNode.await(gone);
      assertEquals(List.of(), told.closed());
    }
  }

  @Test
  void whoIsToldAndStaysIsClosed() {
    try (SessionNode stopping = new SessionNode()) {
      stopping.farewell = new Farewell(Duration.ZERO, Duration.ofMillis(100), true);
      Client told = stopping.newClient();
      told.send(new JsonObject().put("type", "register").put("address", Address.GOING_AWAY));
      OneNode.await(stopping.drain());
      assertEquals(List.of(CloseReason.GOING_AWAY), told.closed());
    }
  }

  @Test
  void whatWasPostedIsAnsweredBeforeItsClientIsSentAway() {
    try (SessionNode stopping = new SessionNode()) {
      stopping.farewell = new Farewell(Duration.ZERO, Duration.ofSeconds(20), true);
      Client client = stopping.newClient();
      Runnable write = stopping.node.stopWriting();
      client.send(command(Address.POST, new JsonObject().put("room", "general").put("id", "a").put("text", "last words"), "posted"));
      Future<Void> gone = stopping.drain();
      client.run(() -> { });
      assertEquals(List.of(), client.closed());
      write.run();
      OneNode.await(gone);
      assertEquals("rec", client.frame("posted").getString("type"));
      assertEquals(List.of(CloseReason.GOING_AWAY), client.closed());
    }
  }

  @Test
  void whoCannotBeToldThatANodeStopsFailsAlone() {
    try (SessionNode stopping = new SessionNode()) {
      Client broken = stopping.connect();
      Client other = stopping.connect();
      broken.run(() -> broken.wire.closing = reason -> {
        throw new IllegalStateException("its door cannot close it");
      });
      OneNode.await(stopping.drain());
      assertEquals(List.of(CloseReason.GOING_AWAY), other.closed());
    }
  }

  @Test
  void waitsWhileTheStoreWritesDownWhoSignsIn() {
    Client client = server.connect();
    Runnable write = node.stopWriting();
    client.send(command(Address.SESSION, new JsonObject().put("name", "Ann"), "in"));
    seconds(client, 30);
    write.run();
    assertEquals("rec", client.frame("in").getString("type"));
    assertEquals(List.of(), client.closed());
  }

  /**
   * Who must wait longer is told to come again, and not to sign in again. Whether a token still holds is asked now and then: a store that
   * does not say has not said that it does not.
   */
  @Test
  void aStoreThatDoesNotSayWhoItIsIsBusyAndSignsNobodyOut() {
    Client known = server.newClient();
    Client client = server.connect();
    Runnable read = node.stopReading();
    known.run(() -> known.wire.isPingable = false);
    IntStream.rangeClosed(1, 3).forEach(i -> beats(known, i));
    client.run(() -> client.session.authenticate("somebody's"));
    client.until(there -> !there.closed().isEmpty());
    read.run();
    assertEquals(List.of(CloseReason.BUSY), client.closed());
    assertEquals(List.of(), known.closed());
  }

  @Test
  void closesWhoIsNobodyForTooLong() {
    Client client = server.connect();
    client.run(() -> client.session.authenticate("nobody's"));
    client.send(command(Address.SESSION, NOTHING, "who"));
    client.frame("who");
    seconds(client, 9);
    assertEquals(List.of(), client.closed());
    seconds(client, 11);
    assertEquals(List.of(CloseReason.UNAUTHENTICATED), client.closed());
  }

  /** Vert.x throws at whoever looks at a socket whose peer has said Close. That ends this one, and nothing of the others'. */
  @Test
  void whoFailsFailsAlone() {
    Client broken = server.newClient();
    Client other = server.newClient();
    broken.send(new JsonObject().put("type", "register").put("address", Address.ROOMS));
    other.send(new JsonObject().put("type", "register").put("address", Address.ROOMS), PING);
    other.until(there -> there.frames().stream().anyMatch(frame -> frame.getString("type").equals("pong")));
    broken.run(() -> broken.wire.throwsAtEveryTouch = true);
    node.signals.roomsChanged();
    other.until(there -> there.frames(Address.ROOMS).size() >= 1);
    node.signals.roomsChanged();
    other.until(there -> there.frames(Address.ROOMS).size() >= 2);
    assertEquals(List.of(CloseReason.INTERNAL), broken.closed());
    assertEquals(List.of(), other.closed());
  }

  /** It is asked once more, and in its own time, since nothing could be heard of it while nobody listened. */
  @Test
  void aNodeThatWakesClosesNobodyWhoAnswers() {
    AtomicLong nanos = new AtomicLong();
    try (SessionNode sleepy = new SessionNode(new OneNode(), nanos::get)) {
      Client client = sleepy.newClient();
      Client nobody = sleepy.connect();
      sleepy.pass(nanos, 9, 1);
      sleepy.pass(nanos, 1, 30);
      assertEquals(List.of(), nobody.closed());
      sleepy.pass(nanos, 12, 1);
      nobody.until(there -> there.closed().equals(List.of(CloseReason.UNAUTHENTICATED)));
      sleepy.pass(nanos, 20, 1);
      client.until(there -> there.on(() -> there.wire.pings) == 2);
      sleepy.pass(nanos, 1, 3_600);
      client.run(() -> client.session.heard());
      sleepy.pass(nanos, 30, 1);
      assertEquals(List.of(), client.closed());
      sleepy.pass(nanos, 70, 1);
      client.until(there -> there.closed().equals(List.of(CloseReason.SILENT)));
    }
  }

  /** Who signs in as somebody else gives the one place back. */
  @Test
  void aPersonHasSoManyConnectionsAtOnce() {
    Identity ann = server.newIdentity("Ann");
    List<Client> clients = IntStream.range(0, SessionNode.PERSON_CONNECTIONS).mapToObj(i -> known(ann)).toList();
    Client another = server.connect();
    another.run(() -> another.session.authenticate(ann.token()));
    another.until(there -> there.closed().equals(List.of(CloseReason.TOO_MANY_CONNECTIONS)));
    assertEquals("too_many_connections", another.frames().get(0).getString("code"));
    clients.get(0).run(() -> clients.get(0).session.ended(CloseReason.CLIENT));
    clients.get(1).send(command(Address.SESSION, new JsonObject().put("name", "Ben"), "ben"));
    clients.get(1).frame("ben");
    List.of(known(ann), known(ann)).forEach(there -> assertEquals(List.of(), there.closed()));
    assertEquals(List.of(), clients.get(2).closed());
  }

  /** Who only reads has them, too: each stream and each poll is one. */
  @Test
  void aPersonHasSoManyRequestsThatListenAtOnce() {
    Identity ann = server.newIdentity("Ann");
    List<Reader> readers = IntStream.range(0, SessionNode.PERSON_CONNECTIONS).mapToObj(i -> server.read(ann)).toList();
    assertEquals(ProblemCode.TOO_MANY_CONNECTIONS, assertThrows(Problem.class, () -> server.read(ann)).code());
    OneNode.on(server.loop, () -> {
      readers.get(0).ended(CloseReason.CLIENT);
      return null;
    });
    server.read(ann);
  }

  /** Only what has reached it has asked it: what waits behind a long answer has not. */
  @Test
  void aPingThatIsStillOnItsWayIsNotUnanswered() {
    Client client = server.newClient();
    client.run(() -> client.wire.isPingSlow = true);
    IntStream.rangeClosed(1, 5).forEach(i -> beats(client, i));
    assertEquals(1, client.on(() -> client.wire.pings));
    assertEquals(List.of(), client.closed());
  }

  /** What has been written to it hides its answers, and shows that it lives. */
  @Test
  void keepsWhoTakesALongAnswerSlowly() {
    Client client = server.newClient();
    client.run(() -> client.wire.isTaking = true);
    IntStream.rangeClosed(1, 5).forEach(i -> beats(client, i));
    assertEquals(List.of(), client.closed());
    client.run(() -> client.wire.isTaking = false);
    beats(client, 6);
    assertEquals(List.of(CloseReason.SILENT), client.closed());
  }

  @Test
  void closesWhoIsSilentForTwoHeartbeats() {
    Client client = server.newClient();
    beats(client, 1);
    assertEquals(1, client.on(() -> client.wire.pings));
    beats(client, 2);
    assertEquals(List.of(), client.closed());
    beats(client, 3);
    assertEquals(List.of(CloseReason.SILENT), client.closed());
  }

  @Test
  void keepsWhoCannotBePingedForLonger() {
    Client client = server.newClient();
    client.run(() -> client.wire.isPingable = false);
    IntStream.rangeClosed(1, 7).forEach(i -> beats(client, i));
    assertEquals(List.of(), client.closed());
    beats(client, 8);
    assertEquals(List.of(CloseReason.SILENT), client.closed());
  }

  @Test
  void closesWhoseTokenWasVoided() {
    Identity ann = server.newIdentity("Ann");
    Client client = known(ann);
    Client other = known(server.newIdentity("Ann"));
    OneNode.await(server.identities.signOut(ann));
    client.until(there -> there.closed().equals(List.of(CloseReason.SIGNED_OUT)));
    assertEquals(List.of(), other.closed());
  }

  @Test
  void noticesAVoidedTokenThoughTheHintWasLost() {
    Identity ann = server.newIdentity("Ann");
    Client client = known(ann);
    OneNode.await(node.store.signOut(dochat.security.Tokens.hash(ann.token())));
    client.run(() -> client.wire.isPingable = false);
    IntStream.rangeClosed(1, 3).forEach(i -> beats(client, i));
    client.until(there -> there.closed().equals(List.of(CloseReason.SIGNED_OUT)));
  }

  @Test
  void findsInTheStoreWithinTwoSecondsWhatHasEndedElsewhere() {
    OneNode.await(node.vertx.deployVerticle(new LoginWatch(node.store.registry(), server.identities, node.signals)));
    Client other = known(server.newIdentity("Ann"));
    within(2_000, () -> {
      Identity ann = server.newIdentity("Ann");
      Client client = known(ann);
      long start = System.nanoTime();
      OneNode.await(node.store.signOut(dochat.security.Tokens.hash(ann.token())));
      client.until(there -> there.closed().equals(List.of(CloseReason.SIGNED_OUT)));
      long millis = (System.nanoTime() - start) / MILLI;
      assertTrue(OneNode.await(server.identities.find(ann.token())).isEmpty());
      return millis;
    });
    assertEquals(List.of(), other.closed());
  }

  @Test
  void tellsOfNewRoomsToWhoWantsToHear() {
    Client listener = server.newClient();
    Client other = server.newClient();
    listener.send(new JsonObject().put("type", "register").put("address", Address.ROOMS));
    other.send(command(Address.CREATE, new JsonObject().put("name", "Fresh air"), "made"));
    assertEquals("fresh-air", other.frame("made").getJsonObject("body").getJsonObject("room").getString("id"));
    assertEquals(new JsonObject().put("changed", true), listener.frame(Address.ROOMS).getJsonObject("body"));
    assertEquals(List.of(), other.frames(Address.ROOMS));
  }

  @Test
  void tellsOfNewRoomsEveryTwoSecondsAtMost() {
    Client client = server.newClient();
    long start = System.nanoTime();
    client.send(new JsonObject().put("type", "register").put("address", Address.ROOMS));
    client.until(there -> {
      node.signals.roomsChanged();
      return there.frames(Address.ROOMS).size() >= 2;
    });
    long millis = (System.nanoTime() - start) / MILLI;
    assertTrue(millis >= Limits.ROOM_NEWS_MILLIS, "twice within " + millis + " ms");
  }

  /** Each try is somebody else's: whoever is let in, because there was room for one again, waits for the store behind all who came before. */
  @Test
  void refusesWhoSignsInWhenTooManyDo() {
    try (SessionNode crowded = new SessionNode()) {
      String signIn = command(Address.SESSION, new JsonObject().put("name", "Ann"), "in").encode();
      eventually("somebody is refused", () -> {
        Client client = crowded.connect();
        client.run(() -> {
          IntStream.range(0, 20 * Limits.SIGN_INS_PER_SECOND).anyMatch(i -> crowded.identities.signIn("Ben", "").failed());
          client.session.receive(signIn);
        });
        return client.frames("in").stream().anyMatch(frame -> frame.getInteger("failureCode", 0) == 429 && frame.getInteger("retryAfter") == 1);
      });
    }
  }

  /** On a node where nobody else makes rooms. */
  @Test
  void tellsOfNewRoomsOnceWhenAClientReadsAgain() {
    try (SessionNode quiet = new SessionNode()) {
      Client client = quiet.newClient();
      String room = quiet.node.newRoom(500);
      client.send(new JsonObject().put("type", "register").put("address", Address.ROOMS));
      client.run(() -> client.wire.isReading = false);
      JsonObject page = command(Address.EVENTS, new JsonObject().put("room", room).put("limit", 500), "page");
      client.send(page, page);
      client.until(there -> there.on(() -> there.wire.isFull()));
      client.run(() -> {
        client.session.roomsChanged();
        client.session.roomsChanged();
        client.session.tick(System.nanoTime());
      });
      assertEquals(0, client.frames(Address.ROOMS).size());
      client.run(() -> {
        client.wire.readAll();
        client.session.tick(System.nanoTime());
        client.session.tick(System.nanoTime());
      });
      assertEquals(1, client.frames(Address.ROOMS).size());
    }
  }

  @Test
  void theFirstReasonCountsAndNothingIsSaidAfterwards() {
    Client client = server.newClient();
    client.run(() -> {
      client.session.ended(CloseReason.CLIENT);
      client.session.close(CloseReason.GOING_AWAY);
      client.wire.frames.clear();
      client.session.receive(PING.encode());
    });
    assertEquals(List.of(), client.closed());
    assertEquals(List.of(), client.frames());
  }

  /** How many answers there are once no more come, which a later question shows that is asked on another connection. */
  private static int settled(Client client) {
    for (int i = 0; i < 5; i++) {
      Client witness = server.newClient();
      witness.send(command(Address.EVENTS, new JsonObject().put("room", "general").put("limit", 500), "page"));
      witness.frame("page");
    }
    return client.frames("page").size();
  }

  private static Client known(Identity identity) {
    Client client = server.connect();
    client.run(() -> client.session.authenticate(identity.token()));
    client.send(command(Address.SESSION, NOTHING, "who"));
    client.frame("who");
    return client;
  }

  private static JsonObject heartbeat(String type, JsonObject headers) {
    return new JsonObject().put("type", type).put("address", Address.HEARTBEAT).put("headers", headers);
  }

  private static void seconds(Client client, int number) {
    client.run(() -> client.session.tick(NOW + number * 1_000 * MILLI));
  }

  private static void beats(Client client, int number) {
    client.run(() -> client.session.tick(NOW + number * Limits.HEARTBEAT_MILLIS * MILLI));
  }

  private static JsonObject post(String room, String id, String reply) {
    return command(Address.POST, new JsonObject().put("room", room).put("id", id).put("text", "hello"), reply);
  }

  /** Who is in a room, as a client was told last. */
  private static List<String> here(Client client, String room) {
    return told(client, room).stream().reduce((first, last) -> last).orElse(List.of());
  }

  /** All that a client was told of who is in a room. */
  private static List<List<String>> told(Client client, String room) {
    return client.deliveries(room).stream().filter(body -> body.containsKey("presence"))
        .map(body -> body.getJsonObject("presence").getJsonArray("users").stream().map(user -> ((JsonObject) user).getString("name")).toList()).toList();
  }
}
