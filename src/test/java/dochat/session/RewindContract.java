package dochat.session;

import static dochat.session.Client.range;
import static dochat.session.Client.register;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Appended;
import dochat.protocol.Limits;
import dochat.room.LiveRoom;
import dochat.room.OneNode;
import dochat.room.RoomHub;
import dochat.store.StoreConfig;
import dochat.support.LogListener;
import dochat.support.Scrape;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The log loses events that it had, as by a failover that was quicker than replication: two nodes of one store and their clients find out,
 * and nobody goes on from what is no more.
 */
@Timeout(120)
abstract class RewindContract {
  /** For a machine that is busy; {@link #theFirstComparisonOfEachNodeAfterItResetsEverybody} holds what is promised. */
  private static final Duration SOON = Duration.ofSeconds(30);

  private StoreConfig config;
  private SessionNode one;
  private SessionNode two;
  private String room;
  private String epoch;

  abstract StoreConfig newStore(Path folder);

  /** How JDBC reaches it. */
  abstract String jdbc(StoreConfig config);

  @BeforeEach
  void start(@TempDir Path folder) {
    config = newStore(folder);
    one = new SessionNode(new OneNode(config));
    two = new SessionNode(new OneNode(config));
    room = one.node.newRoom(10);
    epoch = one.node.store.epoch();
  }

  @AfterEach
  void stop() {
    two.close();
    one.close();
  }

  @Test
  void everybodyInTheRoomIsResetAtAllNodes() throws SQLException {
    List<Client> clients = List.of(listening(one), listening(two));
    rewind(room, 7);
    clients.forEach(client -> {
      JsonObject reset = reset(client);
      assertEquals(7, reset.getLong("head"));
      assertTrue(reset.getJsonArray("events").isEmpty());
      assertNotEquals(epoch, reset.getString("epoch"));
    });
    assertEquals(reset(clients.get(0)).getString("epoch"), reset(clients.get(1)).getString("epoch"), "one new epoch for all");
    one.node.post(room, 2);
    clients.forEach(client -> client.until(there -> there.seqs(room).equals(List.of(8L, 9L))));
  }

  /** What 2 s are on a machine that has nothing else to do: comparisons begin once a second, and the first one that begins after the loss has done it. */
  @Test
  void theFirstComparisonOfEachNodeAfterItResetsEverybody() throws SQLException {
    listening(one);
    listening(two);
    Map<SessionNode, Double> noticed = new ConcurrentHashMap<>();
    Map<SessionNode, LiveRoom> live = Map.of(one, OneNode.await(one.node.hub.hold(room)), two, OneNode.await(two.node.hub.hold(room)));
    try (LogListener log = new LogListener(RoomHub.class, line -> live.forEach((node, here) -> {
      if (!here.tail().epoch().equals(epoch)) {
        noticed.putIfAbsent(node, comparisons(node));
      }
    }))) {
      rewindAndGrow(room, 7, 15);
      Map<SessionNode, Double> before = Map.of(one, comparisons(one), two, comparisons(two));
      await().atMost(SOON).until(() -> noticed.size() == 2);
      before.forEach((node, count) -> assertTrue(noticed.get(node) <= count + 1, noticed + " after " + before));
    }
  }

  private static double comparisons(SessionNode node) {
    return new Scrape(node.node.metrics.scrape()).sum("dochat_head_checks_total");
  }

  @Test
  void aLogThatHasGrownAgainPastItsOldHeadIsNoticed() throws SQLException {
    Client client = listening(one);
    rewindAndGrow(room, 7, 15);
    assertEquals(15, reset(client).getLong("head"));
  }

  /** A gap is filled before the next comparison, as a rule, and by then the log has another event at the place of each that is held. Whichever is first finds all of the new log. */
  @Test
  void whatIsReadAfterItIsNotPutBehindWhatIsHeld() throws SQLException {
    Client client = listening(one);
    rewindAndGrow(room, 7, 15);
    one.node.bus.publish(OneNode.batch(room, OneNode.await(one.node.store.history(room, 14, -1, 1)).events()));
    assertEquals(15, reset(client).getLong("head"));
    assertEquals(List.of(), client.seqs(room), "nothing of the new log under the old name");
  }

  @Test
  void whatWasAcknowledgedAfterItIsNotDroppedByALiveTail() throws SQLException {
    List<LiveRoom> live = List.of(OneNode.await(one.node.hub.hold(room)), OneNode.await(two.node.hub.hold(room)));
    rewind(room, 7);
    Appended appended = OneNode.await(one.node.posting(OneNode.draft(room, "acknowledged")));
    assertEquals(8, appended.event().seq());
    live.forEach(each -> await().atMost(SOON)
        .until(() -> each.tail().head() == 8 && each.tail().after(7).events().get(0).contains("acknowledged")));
  }

  @Test
  void cursorsOfTheLostTimeAreResetInRoomsThatNobodyHadOpen() throws SQLException {
    String asleep = one.node.newRoom(10);
    Client client = listening(one);
    rewindAndGrow(asleep, 5, 12);
    rewindAndGrow(room, 5, 12);
    reset(client);
    Client late = one.newClient();
    late.send(register(asleep, 9, epoch));
    assertEquals(12, reset(late, asleep).getLong("head"));
  }

  /** A client that is far behind is being served from the log when it happens. */
  @Test
  void whoIsBehindIsResetToo() throws SQLException {
    String busy = one.node.newRoom(Limits.TAIL_EVENTS + Limits.FRAME_EVENTS + 100);
    Client client = one.newClient();
    client.run(() -> client.wire.isReading = false);
    client.send(register(busy, 0, epoch));
    client.until(there -> there.seqs(busy).size() == Limits.FRAME_EVENTS);
    LiveRoom live = OneNode.await(one.node.hub.hold(busy));
    rewindAndGrow(busy, 20, 900);
    await().atMost(SOON).until(() -> !live.tail().epoch().equals(epoch));
    client.run(client.wire::readAll);
    assertEquals(900, reset(client, busy).getLong("head"));
    assertEquals(range(1, Limits.FRAME_EVENTS), client.seqs(busy), "nothing of the new log under the old name");
  }

  /**
   * The store is asked whether there is such a number, and by the time that its answer is there the log is another one. The client's event loop stands still
   * meanwhile, so that what the old log has got last is told to nobody.
   */
  @Test
  void aCursorThatIsPlacedMeanwhileIsResetToo() throws SQLException {
    Client client = listening(one);
    LiveRoom live = OneNode.await(one.node.hub.hold(room));
    client.on(() -> {
      two.node.append(room, 2);
      client.session.receive(register(room, 12, epoch).encode());
      rewindAndGrow(room, 7, 15);
      await().atMost(SOON).until(() -> !live.tail().epoch().equals(epoch));
      return null;
    });
    assertEquals(15, reset(client).getLong("head"));
    assertEquals(List.of(), client.seqs(room), "nothing of the new log under the old name");
  }

  @Test
  void aRoomThatIsGoneIsEmptyAndThatIsSaidOnce() throws SQLException {
    Client client = listening(one);
    String other = one.node.newRoom(1);
    LiveRoom live = OneNode.await(one.node.hub.hold(other));
    sql("DELETE FROM event WHERE room_id = '" + room + "'", "DELETE FROM member WHERE room_id = '" + room + "'",
        "DELETE FROM room WHERE id = '" + room + "'");
    assertEquals(0, reset(client).getLong("head"));
    String renewed = one.node.store.epoch();
    for (int head = 2; head <= 3; head++) {
      int next = head;
      one.node.append(other, 1);
      await().atMost(SOON).until(() -> live.tail().head() == next);
    }
    assertEquals(renewed, one.node.store.epoch(), "two more checks found nothing lost");
  }

  @Test
  void aLogThatHasLostNothingKeepsItsName() {
    Client client = listening(two);
    for (int i = 1; i <= 4; i++) {
      int events = 3 * i;
      one.node.post(room, 2);
      one.node.append(room, 1);
      client.until(there -> there.seqs(room).size() == events);
    }
    assertEquals(epoch, one.node.store.epoch());
    assertFalse(client.deliveries(room).stream().anyMatch(each -> each.containsKey("reset")));
  }

  private Client listening(SessionNode node) {
    Client client = node.newClient();
    client.send(register(room, 10, epoch));
    client.until(there -> !there.deliveries(room).isEmpty());
    return client;
  }

  private JsonObject reset(Client client) {
    return reset(client, room);
  }

  private static JsonObject reset(Client client, String room) {
    await().atMost(SOON).until(() -> client.deliveries(room).stream().anyMatch(each -> each.containsKey("reset")));
    return client.deliveries(room).stream().filter(each -> each.containsKey("reset")).findFirst().orElseThrow();
  }

  private void rewind(String room, int to) throws SQLException {
    sql("DELETE FROM event WHERE room_id = '" + room + "' AND seq > " + to, "UPDATE room SET head = " + to + " WHERE id = '" + room + "'");
  }

  /** Another history takes the place of what follows the number. */
  private void rewindAndGrow(String room, int to, int head) throws SQLException {
    StringBuilder events = new StringBuilder("INSERT INTO event (room_id, seq, type, client_id, user_id, user_name, text, at) VALUES ");
    for (int seq = to + 1; seq <= head; seq++) {
      events.append(seq == to + 1 ? "" : ", ").append("('").append(room).append("', ").append(seq).append(", 'message', '").append(room)
          .append("-again-").append(seq).append("', 'u-ben', 'Ben', 'again', 1)");
    }
    sql("DELETE FROM event WHERE room_id = '" + room + "' AND seq > " + to, events.toString(), "UPDATE room SET head = " + head + " WHERE id = '" + room + "'");
  }

  private void sql(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbc(config)); Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String each : statements) {
        statement.execute(each);
      }
      connection.commit();
    }
  }
}
