package dochat.room;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.bus.Batch;
import dochat.bus.Posted;
import dochat.support.TraceCollector;
import dochat.trace.Arrival;
import dochat.trace.Origin;
import dochat.trace.Traces;
import io.vertx.core.Context;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Batches that somebody follows, from their coming in until listeners were woken for them. */
@Timeout(60)
class TracedBatchesTest {
  private static final int EVENTS = 5;

  private final TraceCollector collector = new TraceCollector();
  private final Traces traces = Traces.from(collector.settings());
  private OneNode node;
  private String room;
  private Context context;
  private RoomFeed feed;

  /** A room with events in its log, of which its tail has none. */
  @BeforeEach
  void start() {
    node = new OneNode();
    room = node.newRoom(EVENTS);
    context = node.vertx.getOrCreateContext();
    LiveRoom live = new LiveRoom(room, RoomTail.startingAt(room, node.store.epoch(), 0), posted -> { });
    feed = new RoomFeed(node.vertx, node.store, node.metrics, node.trail, traces, live, () -> { }, () -> { });
  }

  @AfterEach
  void stop() {
    OneNode.await(traces.end());
    node.close();
    collector.close();
  }

  @Test
  void aBatchThatTheBusBringsAgainIsDeliveredOnce() {
    receive(3, 3, 1, 2);
    assertDelivered(1L, 2L, 3L);
  }

  /** What came of the log that is no more does not come: another batch with the same last number does. The log has nothing that would fill its gap. */
  @Test
  void aLogThatWasRewoundTakesItsBatchesAlong() {
    receive(EVENTS + 2);
    OneNode.on(context, () -> feed.startAgain("another"));
    eventually("it has begun again", () -> feed.room().tail().epoch().equals("another") && feed.room().tail().head() == EVENTS);
    OneNode.on(context, () -> {
      bring(EVENTS + 1, "{\"seq\":" + (EVENTS + 1) + "}", "{\"seq\":" + (EVENTS + 2) + "}");
      return null;
    });
    assertDelivered(EVENTS + 1L);
  }

  @Test
  void thereIsRoomForSoManyAndNoMore() {
    TracedBatches batches = new TracedBatches();
    Arrival arrival = traces.arrival(room, 1, List.of(new Origin(0, 1, 2, 3))).orElseThrow();
    for (long last = 1; last <= TracedBatches.MOST; last++) {
      assertTrue(batches.takes(last));
      batches.add(last, arrival);
    }
    assertFalse(batches.takes(TracedBatches.MOST + 1));
    assertEquals(2, batches.upTo(2).size());
    assertTrue(batches.takes(TracedBatches.MOST + 1));
  }

  /** The bus brings these events, each as a batch of its own, in one turn. */
  private void receive(long... numbers) {
    OneNode.on(context, () -> {
      for (long number : numbers) {
        bring(number, "{\"seq\":" + number + "}");
      }
      return null;
    });
  }

  private void bring(long first, String... events) {
    feed.receive(new Batch(room, first, List.of(events), Posted.here(0), List.of(new Origin(0, 1, 2, first))));
  }

  /** A span for each of these and no other, in whatever order; one that ends later follows, so that all before it have come. */
  private void assertDelivered(Long... numbers) {
    eventually("what is expected", () -> delivered().containsAll(List.of(numbers)));
    long end = 1_000;
    traces.arrival(room, end, List.of(new Origin(0, 1, 2, end))).orElseThrow().awaits(0);
    eventually("the last one", () -> delivered().contains(end));
    assertEquals(Stream.concat(Stream.of(numbers), Stream.of(end)).toList(), delivered());
  }

  private List<Long> delivered() {
    return collector.spans().stream().map(span -> (Long) span.attributes().get("dochat.seq")).sorted().toList();
  }
}
