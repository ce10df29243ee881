package dochat.session;

import static dochat.session.Client.range;
import static dochat.session.Client.register;
import static dochat.session.Client.unregister;
import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Change;
import dochat.model.Event;
import dochat.model.RoomKind;
import dochat.protocol.CloseReason;
import dochat.protocol.Envelope.Headers;
import dochat.protocol.Limits;
import dochat.protocol.News;
import dochat.room.LiveRoom;
import dochat.room.OneNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.Checkpoint;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a registered client is handed, when, and when not. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class DeliveryTest {
  private static SessionNode server;
  private static OneNode node;

  @BeforeAll
  static void start(Vertx vertx) {
    server = new SessionNode(new OneNode(vertx));
    node = server.node;
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void theFirstDeliveryTellsWhereTheRoomStands() {
    Client client = server.newClient();
    String room = node.newRoom(3);
    client.send(register(room, null, null));
    JsonObject first = client.frame("room." + room).getJsonObject("body");
    assertEquals(3, first.getLong("head"));
    assertEquals(node.store.epoch(), first.getString("epoch"));
    assertTrue(first.getJsonArray("events").isEmpty(), "live from now");
    assertFalse(first.containsKey("reset"));
  }

  @Test
  void everythingAfterTheCursorFollowsFromTheLogAndFromTheTail(VertxTestContext test) {
    Client client = server.newClient();
    String room = node.newRoom(Limits.TAIL_EVENTS + 700);
    hears(test, client, room, 11, Limits.TAIL_EVENTS + 705);
    client.send(register(room, 10, node.store.epoch()));
    client.until(there -> there.seqs(room).size() == Limits.TAIL_EVENTS + 690);
    node.post(room, 5);
    client.until(there -> there.seqs(room).size() == Limits.TAIL_EVENTS + 695);
    assertEquals(range(11, Limits.TAIL_EVENTS + 705), client.seqs(room));
    assertTrue(client.deliveries(room).stream().allMatch(each -> each.getJsonArray("events").size() <= Limits.FRAME_EVENTS));
  }

  /** As after the death of another node: whose clients come here, and were at different places. */
  @Test
  void howManyClientsAreBehindIsNothingToTheLog() {
    String room = node.newRoom(3_000);
    List<Client> clients = Stream.generate(server::newClient).limit(30).toList();
    double before = readsForThoseBehind();
    for (int i = 0; i < clients.size(); i++) {
      clients.get(i).send(register(room, 90 * i, node.store.epoch()));
    }
    for (int i = 0; i < clients.size(); i++) {
      Client client = clients.get(i);
      long missed = 3_000 - 90 * i;
      client.until(there -> there.seqs(room).size() >= missed);
      assertEquals(range(90 * i + 1, 3_000), client.seqs(room));
    }
    assertEquals(6, readsForThoseBehind() - before, "one for each page");
  }

  private double readsForThoseBehind() {
    return node.metrics.scrape().lines().filter(line -> line.startsWith("dochat_log_reads_total{reason=\"behind\"} "))
        .mapToDouble(line -> Double.parseDouble(line.split(" ")[1])).sum();
  }

  @Test
  void oneFrameIsOnItsWayAtATimeAndTheNextBringsAllThatIsNew() {
    Client client = server.newClient();
    String room = node.newRoom(0);
    client.run(() -> client.wire.isReading = false);
    client.send(register(room, 0, null));
    client.until(there -> there.deliveries(room).size() == 1);
    for (int i = 0; i < 20; i++) {
      node.post(room, 10);
    }
    client.until(there -> node.hub.live(room).orElseThrow().tail().head() == 200);
    assertEquals(1, client.deliveries(room).size(), "nothing while a write is unfinished");
    client.run(client.wire::read);
    client.until(there -> there.deliveries(room).size() == 2);
    assertEquals(range(1, 200), client.seqs(room), "then all of it in one frame");
  }

  @Test
  void aClientThatNeverReadsIsKeptAtOneFrame(VertxTestContext test) {
    Client client = server.newClient();
    String room = node.newRoom(0);
    client.run(() -> client.wire.isReading = false);
    hears(test, client, room, 1, 1_500);
    client.send(register(room, 0, null));
    client.until(there -> there.deliveries(room).size() == 1);
    for (int i = 0; i < 30; i++) {
      node.post(room, 50);
    }
    client.run(() -> assertEquals(1, client.wire.mostUnread));
    client.run(client.wire::readAll);
  }

  @Test
  void roomsTakeTurns() {
    Client client = server.newClient();
    String gate = node.newRoom(0);
    String one = node.newRoom(2_000);
    String two = node.newRoom(2_000);
    client.run(() -> client.wire.isReading = false);
    client.send(register(gate, 0, null));
    client.until(there -> there.deliveries(gate).size() == 1);
    client.send(register(one, 0, null), register(two, 0, null));
    client.until(there -> isHere(one) && isHere(two));
    while (client.seqs(one).size() + client.seqs(two).size() < 4_000) {
      client.run(client.wire::read);
      client.until(there -> there.on(() -> !there.wire.unread.isEmpty()));
      assertTrue(Math.abs(client.seqs(one).size() - client.seqs(two).size()) <= Limits.FRAME_EVENTS, "neither waits for all of the other");
    }
    assertEquals(range(1, 2_000), client.seqs(one));
    assertEquals(range(1, 2_000), client.seqs(two));
  }

  @Test
  void clientsAtTheSameCursorShareTheSameText() {
    String room = node.newRoom(0);
    Client one = server.newClient();
    Client two = server.newClient();
    one.send(register(room, 0, null));
    two.send(register(room, 0, null));
    one.until(there -> hasPresence(there, room, 2));
    two.until(there -> hasPresence(there, room, 2));
    node.post(room, 1);
    one.until(there -> there.seqs(room).size() == 1);
    two.until(there -> there.seqs(room).size() == 1);
    assertSame(lastFrame(one), lastFrame(two));
  }

  @Test
  void aSingleEventLargerThanADeliveryStillGoes() {
    Client client = server.newClient();
    String room = node.newRoom(0);
    String lengthy = "\u0001".repeat(Limits.DELIVERY_CHARS / 6);
    node.vertx.runOnContext(turn -> List.of("a", lengthy, "b").forEach(text -> node.posting(new Change.Post(room, OneNode.ANNA, "l-" + text.length() + text.charAt(0), text))));
    eventually("all of it is in the log", () -> OneNode.await(node.hub.head(room)) == 3);
    client.send(register(room, 0, null));
    client.until(there -> there.seqs(room).size() == 3);
    assertEquals(range(1, 3), client.seqs(room));
  }

  @Test
  void registeringAgainMovesTheCursor() {
    Client client = server.newClient();
    String room = node.newRoom(5);
    client.send(register(room, 3, null));
    client.until(there -> there.seqs(room).equals(range(4, 5)));
    client.send(register(room, 1, null));
    client.until(there -> there.seqs(room).size() == 6);
    assertEquals(List.of(4L, 5L, 2L, 3L, 4L, 5L), client.seqs(room));
  }

  @Test
  void theLastOfSeveralRegistrationsCounts() {
    Client client = server.newClient();
    String room = node.newRoom(5);
    client.send(register(room, null, null));
    client.until(there -> there.deliveries(room).size() == 1);
    Runnable read = node.stopReading();
    client.send(register(room, 99, null), register(room, 3, null));
    client.until(there -> there.seqs(room).size() == 2);
    read.run();
    node.post(room, 1);
    client.until(there -> there.seqs(room).size() == 3);
    assertEquals(range(4, 6), client.seqs(room));
    assertTrue(client.deliveries(room).stream().noneMatch(each -> each.containsKey("reset")), "the cursor ahead was taken back");
  }

  @Test
  void aCursorOfAnotherEpochIsReset() {
    assertReset(3, "another", 5);
    assertReset(null, "another", 5);
  }

  @Test
  void aCursorAheadOfTheHeadIsReset() {
    assertReset(6, node.store.epoch(), 5);
  }

  private void assertReset(Integer after, String epoch, int events) {
    Client client = server.newClient();
    String room = node.newRoom(events);
    client.send(register(room, after, epoch));
    JsonObject first = client.frame("room." + room).getJsonObject("body");
    assertTrue(first.getBoolean("reset"));
    assertTrue(first.getJsonArray("events").isEmpty());
    assertEquals(events, first.getLong("head"));
    node.post(room, 2);
    client.until(there -> there.seqs(room).size() == 2);
    assertEquals(range(events + 1, events + 2), client.seqs(room));
    assertEquals(1, client.deliveries(room).stream().filter(each -> each.containsKey("reset")).count(), "said once");
  }

  @Test
  void aResetHasNoEventsThoughSomeCameBeforeItCouldBeSent() {
    Client client = server.newClient();
    String slow = node.newRoom(0);
    String room = node.newRoom(5);
    LiveRoom live = OneNode.await(node.hub.hold(room));
    client.run(() -> client.wire.isReading = false);
    client.send(register(slow, 0, null));
    client.until(there -> there.deliveries(slow).size() == 1);
    client.send(register(room, 3, "another"));
    node.post(room, 2);
    eventually("the room has them", () -> live.tail().head() == 7);
    client.run(client.wire::readAll);
    client.until(there -> !there.deliveries(room).isEmpty());
    JsonObject reset = client.deliveries(room).get(0);
    assertTrue(reset.getBoolean("reset"));
    assertTrue(reset.getJsonArray("events").isEmpty(), "history is at chat.events");
    assertEquals(7, reset.getLong("head"));
    node.post(room, 1);
    client.until(there -> there.seqs(room).size() == 1);
    assertEquals(range(8, 8), client.seqs(room), "live from the head that was told");
  }

  @Test
  void nothingIsSentWhileItIsStillAskedWhetherTheCursorIsAhead() {
    String room = node.newRoom(5);
    LiveRoom live = OneNode.await(node.hub.hold(room));
    Registration registration = new Registration(server.services, room, OneNode.ANNA);
    Runnable read = node.stopReading();
    Future<Void> moved = OneNode.on(server.loop, () -> {
      registration.start(live);
      Future<Void> move = registration.moveTo(new Headers(null, 99, null, null));
      assertFalse(registration.isReady(), "it would begin at 0");
      return move;
    });
    read.run();
    OneNode.await(moved);
    assertTrue(OneNode.on(server.loop, registration::isReady));
  }

  @Test
  void whatTheNodeDoesNotKnowYetIsNoNewsToWhoKnowsIt() {
    String room = node.newRoom(2);
    LiveRoom live = OneNode.await(node.hub.hold(room));
    Registration registration = new Registration(server.services, room, OneNode.ANNA);
    News news = OneNode.await(OneNode.on(server.loop, () -> {
      registration.start(live);
      return registration.moveTo(new Headers(null, 1, null, "told.elsewhere")).compose(moved -> registration.next());
    }));
    assertEquals(List.of(2L), Client.seqs(new JsonObject(news.frame()).getJsonObject("body")).toList());
    assertNull(news.presence());
    assertNull(news.typing());
    assertFalse(OneNode.on(server.loop, registration::isReady));
    live.setState("{}", "[]");
    assertEquals("{}", OneNode.await(OneNode.on(server.loop, registration::next)).presence());
  }

  /** The hub looks once a second; a client that comes back is told only what differs. */
  @Test
  void howFarMembersHaveReadIsToldWhereARoomShowsIt() {
    String room = OneNode.await(node.store.createRoom("shown-" + UUID.randomUUID(), "Shown", "", RoomKind.PRIVATE, OneNode.ANNA.id(), UUID.randomUUID().toString())).orElseThrow().id();
    OneNode.await(node.store.append(List.of(new Change.Post(room, OneNode.ANNA, "1", "text"), new Change.Settle(room, OneNode.ANNA, "2", Event.READS, "true"))));
    LiveRoom live = OneNode.await(node.hub.hold(room));
    eventually(() -> assertTrue(live.state().hasMarks()));
    String state = news(live, new Headers(null, 1, null, null)).state();
    News told = news(live, new Headers(null, 2, null, null));
    assertEquals("{\"" + OneNode.ANNA.id() + "\":0}", told.marks());
    assertTrue(told.frame().contains(",\"marks\":{"), told.frame());
    assertEquals(state, told.state(), "named by what is known");
    assertNull(news(live, new Headers(null, 2, null, state)).marks(), "is told already");
    OneNode.await(node.store.markRead(room, OneNode.ANNA.id(), 2));
    eventually(() -> assertEquals("{\"" + OneNode.ANNA.id() + "\":2}", news(live, new Headers(null, 2, null, state)).marks()));
    OneNode.await(node.store.append(List.of(new Change.Settle(room, OneNode.ANNA, "3", Event.READS, "false"))));
    eventually(() -> assertEquals("{}", news(live, new Headers(null, 3, null, state)).marks()));
    assertNull(news(live, new Headers(null, 3, null, null)).marks(), "nothing is no news");
    LiveRoom opened = OneNode.await(node.hub.hold(node.newRoom(0)));
    eventually(() -> assertEquals("{}", news(opened, new Headers(null, Headers.LIVE, null, state)).marks(), "who knows marks of before is told that there are none"));
  }

  private News news(LiveRoom live, Headers headers) {
    Registration registration = new Registration(server.services, live.id(), OneNode.ANNA);
    return OneNode.await(OneNode.on(server.loop, () -> {
      registration.start(live);
      return registration.moveTo(headers).compose(moved -> registration.next());
    }));
  }

  @Test
  void leavingBeforeTheRoomIsLiveIsNoFault() {
    Client client = server.newClient();
    String room = node.newRoom(5);
    Runnable read = node.stopReading();
    client.send(register(room, 0, null), unregister(room), Client.command("chat.rooms", new JsonObject(), "after"));
    read.run();
    client.frame("after");
    OneNode.await(node.hub.hold(room));
    client.send(new JsonObject().put("type", "ping"));
    client.until(there -> there.frames().stream().anyMatch(frame -> frame.getString("type").equals("pong")));
    assertEquals(List.of(), client.frames().stream().filter(frame -> frame.getString("type").equals("err")).toList());
    assertEquals(List.of(), client.deliveries(room));
    assertEquals(0, OneNode.await(server.services.roster().here(room)).getInteger("count"));
  }

  @Test
  void leavingAndComingBackAtOnceBeginsAnew(VertxTestContext test) {
    Client client = server.newClient();
    String room = node.newRoom(5);
    hears(test, client, room, 4, 6);
    Runnable read = node.stopReading();
    client.send(register(room, 0, null), unregister(room), register(room, 3, null));
    read.run();
    client.until(there -> there.seqs(room).size() == 2);
    node.post(room, 1);
  }

  @Test
  void whoLeavesHearsNoMore(VertxTestContext test) {
    Client client = server.newClient();
    Client witness = server.newClient();
    String room = node.newRoom(0);
    client.send(register(room, 0, null));
    witness.send(register(room, 0, null));
    client.until(there -> hasPresence(there, room, 2));
    hearsNothing(test, client, room);
    client.send(unregister(room));
    int before = client.deliveries(room).size();
    node.post(room, 1);
    witness.until(there -> there.seqs(room).size() == 1 && hasPresence(there, room, 1));
    assertEquals(before, client.deliveries(room).size());
    test.completeNow();
  }

  @Test
  void closingWhileTheLogIsReadWritesNothingMore(VertxTestContext test) {
    Client client = server.newClient();
    String room = node.newRoom(Limits.TAIL_EVENTS + 200);
    OneNode.await(node.hub.hold(room));
    hearsNothing(test, client, room);
    Runnable read = node.stopReading();
    client.send(register(room, 0, null));
    OneNode.await(node.hub.hold(room));
    client.run(() -> client.session.ended(CloseReason.LOST));
    read.run();
    Client other = server.newClient();
    other.send(register(room, 0, null));
    other.until(there -> there.seqs(room).size() == Limits.TAIL_EVENTS + 200);
    assertEquals(List.of(), client.deliveries(room));
    assertEquals(List.of(), client.closed(), "who has gone is not closed again");
    test.completeNow();
  }

  @Test
  void whatIsReadForACursorThatHasMovedMeanwhileIsDropped(VertxTestContext test) {
    Client client = server.newClient();
    String room = node.newRoom(2_000);
    OneNode.await(node.hub.hold(room));
    hears(test, client, room, 1_991, 2_001);
    Runnable read = node.stopReading();
    client.send(register(room, 0, null));
    OneNode.await(node.hub.hold(room));
    client.send(register(room, 1_990, null));
    read.run();
    client.until(there -> !there.seqs(room).isEmpty());
    node.post(room, 1);
  }

  @Test
  void whatIsReadForARoomThatWasLeftMeanwhileIsDropped(VertxTestContext test) {
    Client client = server.newClient();
    String room = node.newRoom(2_000);
    String other = node.newRoom(1);
    OneNode.await(node.hub.hold(room));
    hearsNothing(test, client, room);
    Runnable read = node.stopReading();
    client.send(register(room, 0, null));
    OneNode.await(node.hub.hold(room));
    client.send(unregister(room), register(other, 0, null));
    read.run();
    client.until(there -> there.seqs(other).size() == 1);
    assertEquals(List.of(), client.deliveries(room));
    test.completeNow();
  }

  @Test
  void aWriteThatFailsEndsTheSession() {
    Client client = server.newClient();
    String room = node.newRoom(0);
    client.run(() -> client.wire.isReading = false);
    client.send(register(room, 0, null));
    client.until(there -> there.deliveries(room).size() == 1);
    client.run(() -> client.wire.unread.remove().fail("broken pipe"));
    assertEquals(List.of(CloseReason.LOST), client.closed());
  }

  @Test
  void listensTo200RoomsAndNotToOneMore() {
    Client client = server.newClient();
    List<String> rooms = IntStream.range(0, Limits.ROOMS_PER_CLIENT).mapToObj(i -> node.newRoom(0)).toList();
    String oneMore = node.newRoom(0);
    for (String room : rooms) {
      client.send(register(room, 0, null));
      client.run(() -> client.session.tick(System.nanoTime()));
    }
    client.until(there -> rooms.stream().noneMatch(room -> there.deliveries(room).isEmpty()));
    Client patient = client;
    patient.until(there -> {
      there.send(register(oneMore, 0, null));
      return there.frames("room." + oneMore).stream().anyMatch(frame -> "too_many_rooms".equals(frame.getString("code")));
    });
    assertEquals(List.of(), patient.frames("room." + oneMore).stream().filter(frame -> frame.getString("type").equals("rec")).toList());
  }

  @Test
  void aRoomThatDoesNotExistIsRefusedAndMayBeAskedForAgain() {
    Client client = server.newClient();
    client.send(register("nowhere", 0, null));
    assertEquals("room_not_found", client.frame("room.nowhere").getString("code"));
    assertEquals(java.util.Optional.empty(), node.hub.live("nowhere"));
    OneNode.await(node.store.createRoom("nowhere", "Nowhere", "", OneNode.ANNA.id()));
    client.send(register("nowhere", 0, null));
    client.until(there -> there.frames("room.nowhere").size() >= 2);
    assertNull(client.frames("room.nowhere").get(1).getString("code"));
  }

  /** The test is over when all of these have come, each once and in order. */
  private static void hears(VertxTestContext test, Client client, String room, long first, long last) {
    Checkpoint each = test.checkpoint((int) (last - first + 1));
    AtomicLong next = new AtomicLong(first);
    client.onEvent(room, seq -> test.verify(() -> {
      assertEquals(next.getAndIncrement(), seq);
      each.flag();
    }));
  }

  private static void hearsNothing(VertxTestContext test, Client client, String room) {
    client.onEvent(room, seq -> test.failNow("heard event " + seq));
  }

  private static boolean hasPresence(Client client, String room, int count) {
    List<JsonObject> states = client.deliveries(room).stream().filter(each -> each.containsKey("presence")).toList();
    return !states.isEmpty() && states.get(states.size() - 1).getJsonObject("presence").getInteger("count") == count;
  }

  /** Whether a client listens to this room. */
  private static boolean isHere(String room) {
    return OneNode.await(server.services.roster().here(room)).getInteger("count") == 1;
  }

  private static String lastFrame(Client client) {
    return client.on(() -> client.wire.frames.get(client.wire.frames.size() - 1));
  }
}
