package dochat.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dochat.chat.Refusals;
import dochat.support.TraceCollector;
import io.vertx.core.Future;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Traces are what OpenTelemetry's variables of the environment say, off without them, and a wrong one is one sentence. */
class TraceSettingsTest {
  private static final Future<String> ANSWER = Future.succeededFuture("answer");

  @Test
  void offUnlessAnExporterIsNamed() {
    assertSame(Traces.OFF, from(Map.of()));
    assertSame(Traces.OFF, from(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318", "OTEL_SERVICE_NAME", "chat", "OTEL_TRACES_SAMPLER", "always_on")));
    assertSame(Traces.OFF, from(Map.of("OTEL_TRACES_EXPORTER", "")));
    assertSame(Traces.OFF, from(Map.of("OTEL_TRACES_EXPORTER", "none")));
    assertSame(Traces.OFF, from(Map.of("OTEL_TRACES_EXPORTER", "otlp", "OTEL_SDK_DISABLED", "TRUE")));
  }

  /** As many as a busy node posts in a minute. */
  @Test
  void nothingIsMadeForAMessageWhileItIsOff() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    untraced();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 100_000; i++) {
      untraced();
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(allocated < 100_000, () -> allocated + " bytes for 100,000 messages");
  }

  private static void untraced() {
    Trace trace = Traces.OFF.post("websocket", null);
    trace.waits("general");
    trace.committed("NEW", 7, 1);
    trace.published();
    Refusals.ending(trace, ANSWER);
    Traces.OFF.arrival("general", 7, List.of());
  }

  @Test
  void onWithTheExporterThatIsThere() {
    try (TraceCollector collector = new TraceCollector()) {
      Traces traces = from(collector.settings("OTEL_SDK_DISABLED", "false", "OTEL_METRICS_EXPORTER", "otlp"));
      assertNotSame(Traces.OFF, traces);
      traces.end();
    }
  }

  @ParameterizedTest
  @CsvSource({
      "OTEL_TRACES_EXPORTER, console, OTEL_TRACES_EXPORTER must be otlp or none",
      "OTEL_EXPORTER_OTLP_PROTOCOL, grpc, OTEL_EXPORTER_OTLP_PROTOCOL must be http/protobuf",
      "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL, http/json, OTEL_EXPORTER_OTLP_TRACES_PROTOCOL must be http/protobuf",
      "OTEL_EXPORTER_OTLP_ENDPOINT, collector, the variables OTEL_* cannot be used: OTLP endpoint must be a valid URL: collector",
      "OTEL_TRACES_SAMPLER, some, the variables OTEL_* cannot be used: Unrecognized value for otel.traces.sampler: some",
      "OTEL_BSP_MAX_QUEUE_SIZE, 0, the variables OTEL_* cannot be used: maxQueueSize must be positive",
  })
  void aWrongValueIsOneSentence(String variable, String value, String sentence) {
    assertEquals(sentence, refusal(variable, value));
  }

  @Test
  void aSecretIsNotSaid() {
    for (String variable : Set.of("OTEL_EXPORTER_OTLP_HEADERS", "OTEL_EXPORTER_OTLP_TRACES_HEADERS")) {
      assertFalse(refusal(variable, "authorization=ok,secret").contains("secret"), variable);
    }
    assertFalse(refusal("OTEL_EXPORTER_OTLP_ENDPOINT", "http//me:secret@collector").contains("secret"));
  }

  private static String refusal(String variable, String value) {
    Map<String, String> env = new HashMap<>(Map.of("OTEL_TRACES_EXPORTER", "otlp"));
    env.put(variable, value);
    return assertThrows(IllegalArgumentException.class, () -> from(env)).getMessage();
  }

  private static Traces from(Map<String, String> env) {
    return Traces.from(env);
  }
}
