package dochat.session;

import static dochat.session.Client.register;
import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.room.OneNode;
import dochat.trail.Handing;
import dochat.trail.Posting;
import dochat.trail.Receipt;
import dochat.trail.Receipt.Source;
import dochat.trail.Trail;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node notes the stages of each message where they happen. */
@Timeout(60)
class StagesTest {
  /** So long each client keeps the event loop, so that the walk over them takes a time that can be seen. */
  private static final long PAUSE_MICROS = 1_000;
  private static SessionNode server;
  private static OneNode node;

  @BeforeAll
  static void start() {
    server = new SessionNode();
    node = server.node;
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aMessageIsPostedCommittedPublishedReceivedAndHandedToEachClient() {
    String room = node.newRoom(0);
    List<Client> clients = listen(room, 3);
    clients.forEach(client -> client.onEvent(room, seq -> StagesTest.pause()));
    long before = Trail.nowMicros();
    node.post(room, 1);
    clients.forEach(client -> client.until(there -> there.seqs(room).equals(List.of(1L))));
    eventually("the walk is over", () -> walkMicros(room) >= 3 * PAUSE_MICROS);
    Trail.Steps steps = steps(room, 1);
    Posting posting = steps.posting();
    assertEquals(3, clients(steps));
    assertEquals(List.of(Source.BUS), steps.receipts().stream().map(Receipt::source).toList());
    assertOrder(before, posting.postedMicros(), posting.committedMicros(), posting.publishedMicros(), Trail.nowMicros());
    assertOrder(posting.committedMicros(), steps.receipts().get(0).micros(), steps.handings().get(0).beganMicros(), steps.handings().get(0).endedMicros());
    assertEquals(List.of(posting), node.trail.posted(posting.id()).stream().toList());
  }

  @Test
  void eachMessageOfAGroupHasItsOwnEntry() {
    String room = node.newRoom(0);
    listen(room, 2).forEach(client -> assertTrue(client.seqs(room).isEmpty()));
    node.post(room, 20);
    for (int seq = 1; seq <= 20; seq++) {
      int number = seq;
      eventually("both have it", () -> clients(steps(room, number)) == 2);
      assertEquals(seq, steps(room, seq).posting().seq());
    }
  }

  /** It was posted at a node whose bus lost it. */
  @Test
  void whatTheBusLostCameFromTheLog() {
    String room = node.newRoom(0);
    Client client = listen(room, 1).get(0);
    node.append(room, 1);
    client.until(there -> there.seqs(room).equals(List.of(1L)));
    Trail.Steps steps = steps(room, 1);
    assertNull(steps.posting());
    assertEquals(List.of(Source.LOG), steps.receipts().stream().map(Receipt::source).toList());
    assertEquals(1, clients(steps));
  }

  @Test
  void whoComesLaterIsHandedItFromARoomThatWasOpened() {
    String room = node.newRoom(3);
    Client client = server.newClient();
    client.send(register(room, 1, node.store.epoch()));
    client.until(there -> there.seqs(room).equals(List.of(2L, 3L)));
    assertEquals(0, clients(steps(room, 1)));
    assertEquals(1, clients(steps(room, 2)));
    assertEquals(List.of(Source.OPEN), steps(room, 1).receipts().stream().map(Receipt::source).toList());
  }

  /** A client that reads nothing has been handed one frame; what follows waits in the log for it. */
  @Test
  void aClientIsCountedWhenItIsHandedTheEvent() {
    String room = node.newRoom(0);
    Client slow = listen(room, 1).get(0);
    slow.run(() -> slow.wire.isReading = false);
    node.post(room, 1);
    slow.until(there -> there.on(() -> readUntilFirst(there)));
    node.post(room, 1);
    eventually("the node has it", () -> !steps(room, 2).receipts().isEmpty());
    assertEquals(List.of(1, 0), List.of(clients(steps(room, 1)), clients(steps(room, 2))));
    slow.run(slow.wire::read);
    slow.until(there -> there.seqs(room).equals(List.of(1L, 2L)));
    assertEquals(1, clients(steps(room, 2)));
  }

  private static List<Client> listen(String room, int clients) {
    List<Client> all = IntStream.range(0, clients).mapToObj(number -> server.newClient()).toList();
    all.forEach(client -> {
      client.send(register(room, null, null));
      client.frame("room." + room);
    });
    return all;
  }

  private static Trail.Steps steps(String room, long seq) {
    return node.trail.of(room, node.store.epoch(), seq);
  }

  private static int clients(Trail.Steps steps) {
    return steps.handings().stream().mapToInt(Handing::clients).sum();
  }

  private static long walkMicros(String room) {
    return steps(room, 1).handings().stream().mapToLong(handing -> handing.endedMicros() - handing.beganMicros()).sum();
  }

  private static void pause() {
    long end = System.nanoTime() + PAUSE_MICROS * 1_000;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  /** Who is here may come before it, and is read. */
  private static boolean readUntilFirst(Client client) {
    boolean isThere = client.wire.frames.stream().anyMatch(frame -> frame.contains("\"seq\":1,"));
    if (!isThere && !client.wire.unread.isEmpty()) {
      client.wire.read();
    }
    return isThere;
  }

  private static void assertOrder(long... micros) {
    for (int i = 1; i < micros.length; i++) {
      assertTrue(micros[i - 1] <= micros[i], "stage " + i + " of " + List.of(micros[i - 1], micros[i]));
    }
  }
}
