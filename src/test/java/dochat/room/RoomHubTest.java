package dochat.room;

import static dochat.support.Eventually.eventually;
import static dochat.support.Eventually.within;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.bus.Batch;
import dochat.bus.Posted;
import dochat.metrics.Metrics;
import dochat.model.Change;
import dochat.model.Event;
import dochat.model.Standing;
import dochat.model.Standing.Stand;
import dochat.protocol.Delivery;
import dochat.protocol.Limits;
import dochat.store.NoSuchRoom;
import dochat.store.StoreBusy;
import dochat.trace.Traces;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.Checkpoint;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rooms that become live, follow their log, and are let go. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class RoomHubTest {
  private static OneNode node;

  @BeforeAll
  static void start(Vertx vertx) {
    node = new OneNode(vertx);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void aRoomBecomesLiveWithItsNewestEvents() {
    String room = node.newRoom(Limits.TAIL_EVENTS + 50);
    LiveRoom live = hold(room);
    assertEquals(Limits.TAIL_EVENTS + 50, live.tail().head());
    assertTrue(live.tail().covers(50));
    assertFalse(live.tail().covers(49));
    assertSame(live, node.hub.live(room).orElseThrow());
  }

  /** However many there are: what they give up is read from the log. */
  @Test
  void theTailsOfAllLiveRoomsTogetherHoldNoMoreThanTheirSpace() {
    long space = 20_000;
    RoomHub hub = hubOf(space);
    String deployment = OneNode.await(node.vertx.deployVerticle(hub));
    List<LiveRoom> live = IntStream.range(0, 10).mapToObj(i -> OneNode.await(hub.hold(node.newRoom(100)))).toList();
    assertTrue(chars(live) <= space && chars(live) > space / 2, chars(live) + " characters once they are open");
    live.forEach(room -> node.post(room.id(), 100));
    eventually("all have all, and no more is held", () -> live.stream().allMatch(room -> room.tail().head() == 200) && chars(live) <= space);
    live.forEach(room -> {
      assertTrue(room.tail().covers(199), "the newest event is held");
      assertFalse(room.tail().covers(100));
      assertEquals(200, OneNode.await(hub.read(room, 100)).upTo());
    });
    OneNode.await(node.vertx.undeploy(deployment));
  }

  /** Most rooms are small, and those that are not need the space. */
  @Test
  void whatSmallRoomsDoNotUseOfTheSpaceIsForLargeOnes() {
    long space = 12_000;
    RoomHub hub = hubOf(space);
    String deployment = OneNode.await(node.vertx.deployVerticle(hub));
    List<LiveRoom> small = IntStream.range(0, 20).mapToObj(i -> OneNode.await(hub.hold(node.newRoom(1)))).toList();
    List<LiveRoom> large = IntStream.range(0, 2).mapToObj(i -> OneNode.await(hub.hold(node.newRoom(100)))).toList();
    small.forEach(room -> assertTrue(room.tail().covers(0), "all of it is held"));
    long oneEvent = chars(small) / small.size();
    long each = (space - chars(small)) / large.size();
    large.forEach(room -> assertTrue(room.tail().chars() <= each && room.tail().chars() > each - 2 * oneEvent, room.tail().chars() + " of " + each));
    OneNode.await(node.vertx.undeploy(deployment));
  }

  /** Whether the bus brings the deletion or the head check finds it: in the tail and far behind it. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nobodyWhoComesAfterADeletionReadsWhatTheMessageSaid(boolean isPublished) {
    int events = Limits.TAIL_EVENTS + 50;
    String room = node.newRoom(events);
    LiveRoom live = hold(room);
    assertEquals(List.of("text", "text"), List.of(text(OneNode.await(node.hub.read(live, 0)), 3), text(live.tail().after(events - 1), events)));
    List<Change> deletions = List.of(OneNode.deletion(room, 3), OneNode.deletion(room, events));
    if (isPublished) {
      deletions.forEach(node::posting);
    } else {
      OneNode.await(node.store.append(deletions));
    }
    eventually("both are known", () -> live.tail().head() == events + 2);
    assertEquals("", text(live.tail().after(events - 1), events));
    Delivery behind = OneNode.await(node.hub.read(live, 0));
    assertEquals(List.of("", "text", ""), List.of(text(behind, 3), text(behind, 4), text(behind, events)));
  }

  private static String text(Delivery delivery, int seq) {
    return new JsonObject(delivery.events().get((int) (seq - delivery.after() - 1))).getString("text");
  }

  private static RoomHub hubOf(long space) {
    return new RoomHub(node.store, node.bus, new Metrics(), node.trail, Traces.OFF, 100, new TailSpace(space));
  }

  private static long chars(List<LiveRoom> rooms) {
    return rooms.stream().mapToLong(room -> room.tail().chars()).sum();
  }

  @Test
  void allWhoHoldARoomHoldTheSameOne(VertxTestContext test) {
    Checkpoint held = test.checkpoint(20);
    String room = node.newRoom(1);
    Future<LiveRoom> first = node.hub.hold(room);
    Stream.concat(Stream.of(first), Stream.generate(() -> node.hub.hold(room)).limit(19)).forEach(hold ->
        hold.onComplete(test.succeeding(live -> test.verify(() -> {
          assertSame(first.result(), live);
          held.flag();
        }))));
  }

  @Test
  void answersOnTheContextThatAsked(VertxTestContext test) {
    String room = node.newRoom(0);
    Context context = node.vertx.getOrCreateContext();
    context.runOnContext(turn -> node.hub.hold(room).onComplete(test.succeeding(live -> test.verify(() -> {
      assertSame(context, Vertx.currentContext());
      test.completeNow();
    }))));
  }

  @Test
  void aRoomThatDoesNotExistIsNotKept() {
    assertThrows(NoSuchRoom.class, () -> hold("nowhere"));
    assertEquals(Optional.empty(), node.hub.live("nowhere"));
    OneNode.await(node.store.createRoom("nowhere", "Nowhere", "", "u"));
    assertEquals(0, hold("nowhere").tail().head());
  }

  @Test
  void followsThePublishedEventsOfItsRoomAndWakesItsListeners() {
    String room = node.newRoom(0);
    LiveRoom live = hold(room);
    AtomicInteger wakes = listen(live);
    node.post(room, 3);
    eventually("it has them and tells", () -> live.tail().head() == 3 && wakes.get() > 0);
    node.post(node.newRoom(0), 1);
    assertEquals(3, live.tail().head());
  }

  @Test
  void whatWasCommittedWhileTheRoomWasOpenedIsThere() {
    String room = node.newRoom(1);
    Runnable read = node.stopReading();
    Future<LiveRoom> opening = node.hub.hold(room);
    node.append(room, 5);
    read.run();
    assertEquals(6, OneNode.await(opening).tail().head());
  }

  /** What comes while nothing is heard yet: the log is read once more only where the store says that there is more. */
  @Test
  void readsTheLogOnceMoreWhereSomethingWasCommittedMeanwhile() {
    String room = node.newRoom(2);
    LiveRoom live = new LiveRoom(room, OneNode.await(RoomFeed.load(node.store, room, node.store.epoch())), posted -> { });
    RoomFeed feed = new RoomFeed(node.vertx, node.store, node.metrics, node.trail, Traces.OFF, live, () -> { }, () -> { });
    OneNode.await(feed.level(standing()));
    OneNode.await(feed.level(standing(room, new Stand(2, true, true))));
    node.append(room, 3);
    assertEquals(2, live.tail().head(), "nothing was read");
    OneNode.await(feed.level(standing(room, new Stand(5, true, false))));
    assertEquals(5, live.tail().head());
  }

  private static Standing standing() {
    return new Standing(node.store.epoch(), Map.of(), Set.of());
  }

  private static Standing standing(String room, Stand stand) {
    return new Standing(node.store.epoch(), Map.of(room, stand), Set.of());
  }

  /** One question each for its end, and few for all that was committed meanwhile. */
  @Test
  void manyRoomsThatAreOpenedAtOnceShareAQuestion() {
    List<String> rooms = IntStream.range(0, 60).mapToObj(i -> node.newRoom(1)).toList();
    long reads = node.store.reads();
    OneNode.await(Future.all(rooms.stream().map(node.hub::hold).toList()));
    long asked = node.store.reads() - reads;
    assertTrue(asked < 1.7 * rooms.size(), asked + " questions");
  }

  @Test
  void aHoleIsFilledFromTheLogWithinAMoment() {
    within(900, () -> {
      String room = node.newRoom(0);
      LiveRoom live = hold(room);
      node.append(room, 2);
      List<Event> second = node.append(room, 2);
      node.bus.publish(OneNode.batch(room, second));
      return millisUntil("it is filled", () -> live.tail().head() == 4);
    });
  }

  @Test
  void aHoleThatTheLogDoesNotFillAtOnceIsTriedAgainSoon() {
    within(900, () -> {
      String room = node.newRoom(0);
      LiveRoom live = hold(room);
      long reads = node.store.reads();
      node.bus.publish(new Batch(room, 2, List.of("{}")));
      long millis = millisUntil("the log is asked again", () -> node.store.reads() >= reads + 4);
      node.append(room, 2);
      eventually("it is filled", () -> live.tail().head() == 2);
      return millis;
    });
  }

  @Test
  void aDeadBusCostsAboutASecond() {
    within(3_000, () -> {
      List<String> rooms = IntStream.range(0, 20).mapToObj(i -> node.newRoom(0)).toList();
      List<LiveRoom> live = rooms.stream().map(RoomHubTest::hold).toList();
      List<AtomicInteger> wakes = live.stream().map(RoomHubTest::listen).toList();
      rooms.forEach(room -> node.append(room, Limits.TAIL_EVENTS + 300));
      long millis = millisUntil("all have all", () -> live.stream().allMatch(room -> room.tail().head() == Limits.TAIL_EVENTS + 300));
      eventually("all are told", () -> wakes.stream().allMatch(each -> each.get() > 0));
      return millis;
    });
  }

  @Test
  void aStoreThatDoesNotReadTakesOnlySoMuchToBeReadLater() {
    Runnable read = node.stopReading();
    List<Future<Long>> heads = IntStream.range(0, 10_100).mapToObj(i -> node.hub.head("any")).toList();
    List<Future<Long>> refused = heads.stream().filter(Future::failed).toList();
    assertTrue(refused.size() >= 100 && refused.size() < 110, refused.size() + " refused");
    assertTrue(refused.stream().allMatch(head -> head.cause() instanceof StoreBusy));
    read.run();
    heads.forEach(head -> OneNode.await(head.otherwiseEmpty()));
    assertEquals(0, OneNode.await(node.hub.head("any")));
  }

  @Test
  void readsWhatTheTailNoLongerCoversFromTheLog() {
    String room = node.newRoom(Limits.TAIL_EVENTS + 600);
    LiveRoom live = hold(room);
    Delivery page = OneNode.await(node.hub.read(live, 7));
    assertEquals(7, page.after());
    assertEquals(Limits.FRAME_EVENTS, page.upTo(), "the end of the page, for all who are behind there");
    assertTrue(page.frame().contains("\"head\":" + (Limits.TAIL_EVENTS + 600)));
  }

  @Test
  void aRoomIsLetGoWhenNobodyHoldsItAndOpenedAnewAfterwards() {
    String room = node.newRoom(0);
    LiveRoom live = hold(room);
    hold(room);
    String unused = node.newRoom(0);
    LiveRoom other = hold(unused);
    live.release();
    other.release();
    eventually("it is let go", () -> node.hub.live(unused).isEmpty());
    assertSame(live, node.hub.live(room).orElseThrow(), "one still holds it");
    live.release();
    eventually("it is let go", () -> node.hub.live(room).isEmpty());
    assertFalse(live.hold(), "it is closed for good");
    node.append(room, 2);
    LiveRoom again = hold(room);
    assertNotSame(live, again);
    assertEquals(2, again.tail().head());
    assertEquals(0, live.tail().head(), "it no longer listens");
  }

  /** As who polls does, whom no check finds there. */
  @Test
  void aRoomThatIsHeldForMomentsStaysLive() {
    LiveRoom live = hold(node.newRoom(0));
    live.release();
    LiveRoom other = hold(node.newRoom(0));
    other.release();
    eventually("the other one is let go", () -> {
      assertSame(live, hold(live.id()));
      live.release();
      return node.hub.live(other.id()).isEmpty();
    });
  }

  /** Any thread may hold it just as it is closed. */
  @Test
  void aRoomThatIsClosedIsHeldByNobody() throws Exception {
    for (int i = 0; i < 200; i++) {
      LiveRoom room = new LiveRoom("room", RoomTail.startingAt("room", "e", 0), posted -> { });
      AtomicInteger holds = new AtomicInteger();
      List<Thread> holding = Stream.generate(() -> new Thread(() -> holds.addAndGet(room.hold() ? 1 : 0))).limit(2).toList();
      holding.forEach(Thread::start);
      boolean isClosed = room.close();
      for (Thread thread : holding) {
        thread.join();
      }
      assertEquals(isClosed ? 0 : 1, Math.min(1, holds.get()));
      assertEquals(!isClosed, room.hold());
    }
  }

  @Test
  void aRoomThatIsHeldAgainInTimeStaysLive() {
    String room = node.newRoom(0);
    String unused = node.newRoom(0);
    LiveRoom live = hold(room);
    LiveRoom other = hold(unused);
    live.release();
    assertSame(live, hold(room));
    other.release();
    eventually("it is let go", () -> node.hub.live(unused).isEmpty());
    assertSame(live, node.hub.live(room).orElseThrow());
  }

  @Test
  void manyWakesBeforeALoopsTurnAreOne(VertxTestContext test) {
    Checkpoint stays = test.checkpoint(2);
    Checkpoint leaves = test.checkpoint();
    Checkpoint done = test.checkpoint();
    Checkpoint delivered = test.checkpoint();
    Posted oldest = Posted.here(1);
    LiveRoom live = new LiveRoom("room", RoomTail.startingAt("room", "e", 0), posted -> {
      test.verify(() -> assertSame(oldest, posted));
      delivered.flag();
    });
    Context loop = node.vertx.getOrCreateContext();
    Runnable leaving = leaves::flag;
    loop.runOnContext(turn -> {
      live.subscribe(loop, stays::flag);
      live.subscribe(loop, leaving);
      IntStream.range(0, 50).forEach(i -> live.wake(i == 0 ? null : i == 1 ? oldest : Posted.here(0), List.of()));
      loop.runOnContext(next -> {
        live.unsubscribe(loop, leaving);
        live.wake(null, List.of());
        loop.runOnContext(last -> loop.runOnContext(after -> done.flag()));
      });
    });
  }

  @Test
  void namesAStateByItsContent() {
    RoomState first = RoomState.UNKNOWN.with("{\"count\":1}", "[]");
    assertEquals(RoomState.UNTOLD, first.typingTag(), "nobody typing is no news");
    assertEquals(first, RoomState.UNKNOWN.with("{\"count\":1}", "[]"), "the same at every node");
    RoomState typing = RoomState.UNKNOWN.with("{\"count\":1}", "[1]");
    assertEquals(first.presenceTag(), typing.presenceTag());
    assertNotEquals(first.typingTag(), typing.typingTag());
    assertNotEquals(first.presenceTag(), RoomState.UNKNOWN.with("{\"count\":2}", "[]").presenceTag());
  }

  private static long millisUntil(String what, Callable<Boolean> condition) {
    long began = System.nanoTime();
    eventually(what, condition);
    return (System.nanoTime() - began) / 1_000_000;
  }

  private static LiveRoom hold(String room) {
    return OneNode.await(node.hub.hold(room));
  }

  private static AtomicInteger listen(LiveRoom live) {
    AtomicInteger wakes = new AtomicInteger();
    Context loop = node.vertx.getOrCreateContext();
    OneNode.on(loop, () -> {
      live.subscribe(loop, wakes::incrementAndGet);
      return null;
    });
    return wakes;
  }
}
