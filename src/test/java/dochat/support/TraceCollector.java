package dochat.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A collector of traces that takes OTLP over HTTP, as OpenTelemetry's own does, and remembers everything. */
public final class TraceCollector implements AutoCloseable {
  private static final String PATH = "/v1/traces";

  private final HttpServer server;
  private final List<TracedSpan> spans = new CopyOnWriteArrayList<>();

  public TraceCollector() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(PATH, this::take);
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the environment of a node says, so that it sends its traces here soon. */
  public Map<String, String> settings() {
    return Map.of("OTEL_TRACES_EXPORTER", "otlp", "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + server.getAddress().getPort(),
        "OTEL_BSP_SCHEDULE_DELAY", "50");
  }

  /** The same and more, as name, value, name, value. */
  public Map<String, String> settings(String... more) {
    Map<String, String> settings = new HashMap<>(settings());
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return settings;
  }

  /** All that have come so far. */
  public List<TracedSpan> spans() {
    return List.copyOf(spans);
  }

  /** Those of one trace. */
  public List<TracedSpan> trace(String id) {
    return spans.stream().filter(span -> span.trace().equals(id)).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
      request.getResourceSpansList().stream().flatMap(TraceCollector::spans).forEach(spans::add);
      byte[] answer = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
      exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private static Stream<TracedSpan> spans(ResourceSpans of) {
    return of.getScopeSpansList().stream().flatMap(scope -> scope.getSpansList().stream()).map(span -> TracedSpan.of(of.getResource(), span));
  }
}
