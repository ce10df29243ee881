package dochat.trace;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.TraceCollector;
import dochat.support.TracedSpan;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What of a post is written down, and what is not. */
class TracesTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String CLIENT = "b7ad6b7169203331";
  private static final Origin ORIGIN = new Origin(1, 0x0af7651916cd43ddL, 0x8448eb211c80319cL, 0xb7ad6b7169203331L);

  private final TraceCollector collector = new TraceCollector();
  private Traces traces = Traces.OFF;

  @AfterEach
  void end() {
    traces.end();
    collector.close();
  }

  @Test
  void aPostIsAWholeWithItsParts() {
    traces = Traces.from(collector.settings());
    traces.named("n1");
    Trace post = traces.post("websocket", null);
    post.waits("tea");
    post.committed("NEW", 7, 3);
    Origin origin = post.publishes(0);
    post.published();
    post.ends(null);
    traces.arrival("tea", 7, List.of(origin)).ifPresent(arrival -> arrival.awaits(0));
    Map<String, TracedSpan> spans = spans(4);
    TracedSpan whole = spans.get("post");
    assertEquals(Map.of("messaging.system", "dochat", "messaging.operation.name", "post", "messaging.destination.name", "tea", "dochat.seq", 7L,
        "dochat.door", "websocket", "dochat.node", "n1"), whole.attributes());
    assertEquals("", whole.parent());
    assertEquals(whole.id(), spans.get("append").parent());
    assertEquals(Map.of("messaging.system", "dochat", "messaging.operation.name", "append", "messaging.destination.name", "tea", "dochat.seq", 7L,
        "dochat.outcome", "new", "messaging.batch.message_count", 3L, "dochat.node", "n1"), spans.get("append").attributes());
    assertEquals(whole.id(), spans.get("publish").parent());
    assertEquals(spans.get("publish").id(), spans.get("deliver").parent());
    assertEquals("dochat", whole.resource().get("service.name"));
  }

  @Test
  void anOriginNamesTheSpanThatItCameFrom() {
    traces = Traces.from(collector.settings());
    Arrival arrival = traces.arrival("tea", 7, List.of(ORIGIN)).orElseThrow();
    arrival.awaits(2);
    arrival.handed(3);
    arrival.handed(4);
    TracedSpan delivery = spans(1).get("deliver");
    assertEquals(TRACE, delivery.trace());
    assertEquals(CLIENT, delivery.parent());
    assertEquals(8L, delivery.attributes().get("dochat.seq"));
    assertEquals(7L, delivery.attributes().get("dochat.clients"));
  }

  @Test
  void anOriginThatNamesNothingIsNone() {
    traces = Traces.from(collector.settings());
    assertEquals(Optional.empty(), traces.arrival("tea", 7, List.of(new Origin(0, 0, 0, 1), new Origin(1, 1, 1, 0))));
  }

  @Test
  void aRefusalEndsWhatIsUnderWay() {
    traces = Traces.from(collector.settings());
    Trace post = traces.post("tcp", null);
    post.waits("tea");
    post.ends("busy");
    for (TracedSpan span : spans(2).values()) {
      assertTrue(span.isError(), span.name());
      assertEquals("busy", span.attributes().get("error.type"), span.name());
    }
  }

  @Test
  void aSamplerThatTakesNothingLeavesNothing() {
    traces = Traces.from(collector.settings("OTEL_TRACES_SAMPLER", "always_off"));
    assertSame(Trace.NONE, traces.post("websocket", null));
    assertSame(Trace.NONE, traces.post("http", headers("01")));
    assertEquals(Optional.empty(), traces.arrival("tea", 7, List.of(ORIGIN)));
  }

  @Test
  void aClientDecidesForItsTrace() {
    traces = Traces.from(collector.settings("OTEL_TRACES_SAMPLER", "parentbased_always_off"));
    assertSame(Trace.NONE, traces.post("http", headers("00")));
    traces.post("http", headers("01")).ends(null);
    TracedSpan post = spans(1).get("post");
    assertEquals(TRACE, post.trace());
    assertEquals(CLIENT, post.parent());
  }

  @Test
  void whatClientsSayMayBeIgnored() {
    traces = Traces.from(collector.settings("OTEL_PROPAGATORS", "none"));
    traces.post("http", headers("00")).ends(null);
    assertEquals("", spans(1).get("post").parent());
  }

  @Test
  void theEndSendsWhatIsLeft() throws Exception {
    traces = Traces.from(collector.settings("OTEL_BSP_SCHEDULE_DELAY", "600000"));
    traces.post("websocket", null).ends(null);
    traces.end().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    assertEquals(List.of("post"), collector.spans().stream().map(TracedSpan::name).toList());
  }

  /** Nothing listens at this port any more. */
  @Test
  void theEndDoesNotWaitForACollectorThatIsGone() throws Exception {
    Map<String, String> settings = collector.settings();
    collector.close();
    traces = Traces.from(settings);
    traces.post("websocket", null).ends(null);
    traces.end().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    assertEquals(List.of(), collector.spans());
  }

  private static MultiMap headers(String flags) {
    return MultiMap.caseInsensitiveMultiMap().add("TraceParent", "00-" + TRACE + "-" + CLIENT + "-" + flags);
  }

  /** By name, as soon as so many have come. */
  private Map<String, TracedSpan> spans(int number) {
    eventually(number + " spans", () -> collector.spans().size() >= number);
    return collector.spans().stream().collect(Collectors.toMap(TracedSpan::name, span -> span));
  }
}
