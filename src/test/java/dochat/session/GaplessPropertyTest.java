package dochat.session;

import static dochat.support.Eventually.within;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.bus.Batch;
import dochat.model.Event;
import dochat.protocol.CloseReason;
import dochat.room.OneNode;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * The promise of the whole: whatever the bus loses, doubles, cuts and reorders, every client that comes at any time with any cursor and
 * reads at any speed is handed 1, 2, 3, … without a hole or a double.
 */
class GaplessPropertyTest {
  private static final int CLIENTS = 6;
  private static SessionNode server;
  private static OneNode node;

  @BeforeContainer
  static void start() {
    server = new SessionNode();
    node = server.node;
  }

  @AfterContainer
  static void stop() {
    server.close();
  }

  @Property(tries = 25, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF, afterFailure = AfterFailureMode.PREVIOUS_SEED)
  void everyClientIsHandedEveryEventOnceAndInOrder(@ForAll Random random, @ForAll @IntRange(max = 600) int before,
      @ForAll @IntRange(min = 1, max = 40) int groups, @ForAll @DoubleRange(max = 1) double loss) {
    String room = node.newRoom(before);
    Map<Client, Long> cursors = new LinkedHashMap<>();
    List<Batch> underWay = new ArrayList<>();
    long head = before;
    for (int i = 0; i < groups; i++) {
      if (cursors.size() < CLIENTS && random.nextInt(3) == 0) {
        join(room, head, random, cursors);
      }
      List<Event> events = node.append(room, 1 + random.nextInt(60));
      head += events.size();
      send(room, events, loss, underWay, random);
      cursors.keySet().forEach(client -> read(client, random));
    }
    join(room, head, random, cursors);
    long last = head;
    cursors.forEach((client, after) -> assertHanded(client, room, after, last));
    cursors.keySet().forEach(client -> client.run(() -> client.session.ended(CloseReason.CLIENT)));
  }

  @Property(tries = 3, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void aDeadBusCostsAboutASecond(@ForAll @IntRange(min = 1, max = 600) int events) {
    within(3_000, () -> {
      String room = node.newRoom(0);
      Client client = server.newClient();
      client.send(Client.register(room, 0, null));
      client.frame("room." + room);
      long began = System.nanoTime();
      node.append(room, events);
      assertHanded(client, room, 0, events);
      return (System.nanoTime() - began) / 1_000_000;
    });
  }

  /** A client with any cursor up to the head, who may read or be stuck. */
  private static void join(String room, long head, Random random, Map<Client, Long> cursors) {
    Client client = server.newClient();
    long after = random.nextLong(head + 1);
    client.run(() -> client.wire.isReading = random.nextBoolean());
    client.send(Client.register(room, after, node.store.epoch()));
    cursors.put(client, after);
  }

  /** Puts the batch on the bus as a bad one would: not at all, in parts, twice, later than others. */
  private static void send(String room, List<Event> events, double loss, List<Batch> underWay, Random random) {
    int cut = random.nextInt(events.size());
    for (List<Event> part : List.of(events.subList(0, cut), events.subList(cut, events.size()), events)) {
      if (!part.isEmpty() && random.nextDouble() >= loss) {
        underWay.add(OneNode.batch(room, part));
      }
    }
    Collections.shuffle(underWay, random);
    while (!underWay.isEmpty() && random.nextInt(4) > 0) {
      node.bus.publish(underWay.remove(0));
    }
  }

  private static void read(Client client, Random random) {
    client.run(() -> {
      if (!client.wire.unread.isEmpty() && random.nextBoolean()) {
        client.wire.read();
      }
    });
  }

  private static void assertHanded(Client client, String room, long after, long last) {
    client.run(client.wire::readAll);
    client.until(there -> there.seqs(room).size() >= last - after);
    assertEquals(Client.range(after + 1, last), client.seqs(room));
    List<JsonObject> deliveries = client.deliveries(room);
    long cursor = after;
    for (JsonObject delivery : deliveries) {
      cursor += delivery.getJsonArray("events").size();
      assertTrue(delivery.getLong("head") >= cursor, "the head is never behind what was handed over");
    }
    client.run(() -> assertTrue(client.wire.mostUnread <= 1, "one frame on its way"));
  }
}
