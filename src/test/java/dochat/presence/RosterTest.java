package dochat.presence;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.User;
import dochat.protocol.Limits;
import dochat.room.LiveRoom;
import dochat.room.OneNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is here on all nodes, as one real node sees it; the other node's news come from the test. */
@Timeout(60)
class RosterTest {
  private static final User ANN = new User("a", "Ann");
  private static final User BEN = new User("b", "Ben");
  private static final long SECOND = 1_000_000_000L;
  private final Queue<JsonObject> news = new ConcurrentLinkedQueue<>();
  private final AtomicLong clock = new AtomicLong();
  private OneNode node;
  private Roster roster;
  private String room;
  private LiveRoom live;

  @BeforeEach
  void start() {
    node = new OneNode();
    node.signals.onPresence(news::add);
    roster = new Roster(node.hub, node.signals, clock::get);
    OneNode.await(node.vertx.deployVerticle(roster));
    room = node.newRoom(0);
    live = OneNode.await(node.hub.hold(room));
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void asksAllNodesWhenItStarts() {
    assertTrue(await().until(news::peek, first -> first != null).getString("ask").equals("*"));
  }

  @Test
  void tellsWhoCameAndWhoLeft() {
    roster.enter(room, ANN);
    heard(each -> users(each).equals(new JsonArray().add(json(ANN))));
    until("{\"count\":1,\"users\":[{\"id\":\"a\",\"name\":\"Ann\"}]}", "[]");
    roster.leave(room, ANN, 0);
    heard(each -> users(each).isEmpty());
    until("{\"count\":0,\"users\":[]}", "[]");
  }

  /** Who comes and goes is counted a moment later, but not for who asks. */
  @Test
  void saysAtOnceWhoHasJustComeAndGone() {
    for (int i = 0; i < 20; i++) {
      roster.enter(room, ANN);
      assertEquals(1, OneNode.await(roster.here(room)).getInteger("count"));
      roster.leave(room, ANN, 0);
      roster.enter(room, ANN);
      roster.leave(room, ANN, 0);
      assertEquals(0, OneNode.await(roster.here(room)).getInteger("count"));
    }
  }

  /** What somebody does last counts, also where all of it is counted later. */
  @Test
  void whoLeavesWhileTypingTypesNoLongerOnceBack() {
    for (int i = 0; i < 20; i++) {
      roster.typing(room, ANN, true, roster.wish());
      roster.leave(room, ANN, 0);
      roster.enter(room, ANN);
    }
    heard(each -> users(each).equals(new JsonArray().add(json(ANN))));
    assertEquals("[]", live.state().typing());
    assertTrue(news.stream().allMatch(each -> !each.encode().contains("\"typing\":[{")), news::toString);
  }

  @Test
  void newsOfAnotherVersionAreDroppedAndHarmNothing() {
    JsonObject whole = new JsonObject().put("node", "n2").put("version", 1).put("whole", true);
    List.of(new JsonObject(), new JsonObject().put("node", 7), new JsonObject().put("node", "n2"), whole,
        whole.copy().put("rooms", "none"), whole.copy().put("rooms", new JsonObject().put(room, new JsonArray())),
        whole.copy().put("rooms", new JsonObject().put(room, new JsonObject().put("users", new JsonArray().add("Ann")))),
        whole.copy().put("rooms", new JsonObject().put(room, new JsonObject().put("users", new JsonArray().add(new JsonObject())))))
        .forEach(node.signals::presence);
    node.vertx.eventBus().publish("dochat.presence", "text");
    roster.enter(room, ANN);
    until("{\"count\":1,\"users\":[{\"id\":\"a\",\"name\":\"Ann\"}]}", "[]");
  }

  /** Of a tenth of a second; that is one, unless the test is kept waiting between them. */
  @Test
  void changesAtOnceAreOneNews() {
    long start = System.nanoTime();
    for (int i = 0; i < 50; i++) {
      roster.enter(room, new User("u" + i, "User"));
    }
    count();
    long tenths = millisSince(start) / 100;
    heard(each -> users(each).size() == 50);
    long times = news.stream().filter(each -> each.containsKey("rooms")).count();
    assertTrue(times <= 1 + tenths, times + " times in " + tenths + " tenths of a second");
  }

  @Test
  void aLargeRoomIsToldLessOftenWhateverOneClientDoes() {
    IntStream.range(0, 200).forEach(i -> roster.enter(room, new User("u" + i, "User")));
    heard(each -> users(each).size() == 200);
    news.clear();
    long start = System.nanoTime();
    for (int tellings = 0; tellings < 3;) {
      roster.enter(room, ANN);
      roster.leave(room, ANN, 0);
      OneNode.await(roster.here(room));
      tellings = (int) news.stream().filter(each -> each.containsKey("rooms")).count();
    }
    assertTrue(millisSince(start) >= 2_000, "three times within " + millisSince(start) + " ms");
  }

  @Test
  void whatOtherNodesTellIsGatheredAsWell() {
    IntStream.range(0, 200).forEach(i -> roster.enter(room, new User("u" + i, "User")));
    live(presence -> presence.getInteger("count") == 200);
    long start = System.nanoTime();
    whole("n2", 1, ANN);
    live(presence -> presence.getInteger("count") == 201);
    assertTrue(millisSince(start) >= 900, "told after " + millisSince(start) + " ms");
  }

  @Test
  void countsAUserOfTwoNodesOnce() {
    roster.enter(room, ANN);
    whole("n2", 1, ANN, BEN);
    await().until(() -> count() == 2);
    assertEquals(2, live(presence -> presence.getInteger("count") == 2).getJsonArray("users").size());
  }

  @Test
  void asksForWhatItMissedAndConverges() {
    whole("n2", 1, ANN);
    await().until(() -> count() == 1);
    publish("n2", 3, false, ANN, BEN);
    heard(each -> "n2".equals(each.getString("ask")));
    assertEquals(1, count(), "not taken in before it is complete");
    whole("n2", 3, ANN, BEN);
    await().until(() -> count() == 2);
    publish("n2", 4, false, BEN);
    await().until(() -> count() == 1);
  }

  @Test
  void aBeatOfAVersionThatItHasNotShowsWhatIsMissing() {
    whole("n2", 1, ANN);
    await().until(() -> count() == 1);
    node.signals.presence(new JsonObject().put("node", "n2").put("version", 1));
    node.signals.presence(new JsonObject().put("node", "n2").put("version", 2));
    heard(each -> "n2".equals(each.getString("ask")));
    assertEquals(1, news.stream().filter(each -> "n2".equals(each.getString("ask"))).count(), "only for the second beat");
  }

  @Test
  void answersWhoAsksWithEverything() {
    roster.enter(room, ANN);
    JsonObject told = heard(each -> users(each).equals(new JsonArray().add(json(ANN))));
    news.clear();
    node.signals.presence(new JsonObject().put("node", "n2").put("version", 0).put("ask", told.getString("node")));
    JsonObject answer = heard(each -> each.getBoolean("whole", false));
    assertEquals(told.getLong("version"), answer.getLong("version"));
    assertEquals(new JsonArray().add(json(ANN)), users(answer));
  }

  @Test
  void forgetsANodeThatHasFallenSilent() {
    whole("n2", 1, ANN);
    await().until(() -> count() == 1);
    pass(11);
    await().until(() -> count() == 0);
    node.signals.presence(new JsonObject().put("node", "n2").put("version", 1));
    heard(each -> "n2".equals(each.getString("ask")));
  }

  /** While its process stood still, nobody could be heard. */
  @Test
  void aNodeThatWakesTakesNobodyForSilent() {
    whole("n2", 1, ANN);
    await().until(() -> count() == 1);
    clock.addAndGet(3_600 * SECOND);
    news.clear();
    heard(each -> !each.getString("node").equals("n2"));
    assertEquals(1, count(), "at its first beat after it woke");
    pass(11);
    await().until(() -> count() == 0);
  }

  @Test
  void typingThatIsNotRepeatedRunsOut() {
    roster.enter(room, ANN);
    roster.typing(room, ANN, true, roster.wish());
    until(null, "[{\"id\":\"a\",\"name\":\"Ann\"}]");
    pass(LocalRoster.TYPING_MILLIS / 1_000);
    until(null, "[]");
  }

  @Test
  void aNodeThatStopsTakesItsClientsWithIt() {
    whole("n2", 1, ANN);
    await().until(() -> count() == 1);
    node.signals.presence(new JsonObject().put("node", "n2").put("version", 2).put("whole", true).put("rooms", new JsonObject()));
    await().until(() -> count() == 0);
  }

  @Test
  void tellsWhoTypesUntilItEnds() {
    roster.enter(room, ANN);
    roster.typing(room, ANN, true, roster.wish());
    until(null, "[{\"id\":\"a\",\"name\":\"Ann\"}]");
    roster.typing(room, ANN, false, roster.wish());
    until(null, "[]");
  }

  @Test
  void listsAtMostSoManyUsersAndCountsThemAll() {
    for (int i = 0; i < Limits.PRESENCE_USERS + 50; i++) {
      User user = new User("u" + i, "User");
      roster.enter(room, user);
      roster.typing(room, user, true, roster.wish());
    }
    JsonObject presence = live(each -> each.getInteger("count") == Limits.PRESENCE_USERS + 50);
    assertEquals(Limits.PRESENCE_USERS, presence.getJsonArray("users").size());
    assertEquals(Limits.TYPING_USERS, new JsonArray(live.state().typing()).size());
  }

  /** So many seconds pass, in each of which the roster looks at its clock. */
  private void pass(long seconds) {
    for (long second = 0; second < seconds; second++) {
      clock.addAndGet(SECOND);
      roster.typing("nowhere", BEN, false, roster.wish());
      count();
    }
  }

  private void whole(String from, long version, User... users) {
    publish(from, version, true, users);
  }

  private void publish(String from, long version, boolean whole, User... users) {
    JsonObject rooms = new JsonObject().put(room, new RoomView(List.of(users), List.of()).toJson());
    node.signals.presence(new JsonObject().put("node", from).put("version", version).put("whole", whole).put("rooms", rooms));
  }

  private int count() {
    return OneNode.await(roster.here(room)).getInteger("count");
  }

  private JsonObject heard(Predicate<JsonObject> like) {
    return await().until(() -> news.stream().filter(like).findFirst(), Optional::isPresent).orElseThrow();
  }

  private JsonArray users(JsonObject told) {
    JsonObject view = told.getJsonObject("rooms", new JsonObject()).getJsonObject(room);
    return view == null ? new JsonArray().add("not told") : view.getJsonArray("users");
  }

  private JsonObject live(Predicate<JsonObject> like) {
    return await().until(() -> new JsonObject(live.state().presence().isEmpty() ? "{\"count\":-1}" : live.state().presence()), like::test);
  }

  private void until(String presence, String typing) {
    await().until(() -> (presence == null || live.state().presence().equals(presence)) && live.state().typing().equals(typing));
  }

  private static long millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1_000_000;
  }

  private static JsonObject json(User user) {
    return new JsonObject().put("id", user.id()).put("name", user.name());
  }
}
