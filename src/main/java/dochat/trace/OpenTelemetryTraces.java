package dochat.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Spans of OpenTelemetry for what its sampler takes. */
final class OpenTelemetryTraces implements Traces {
  private static final long END_SECONDS = 2;
  private static final TextMapGetter<MultiMap> HEADERS = new TextMapGetter<>() {
    @Override
    public Iterable<String> keys(MultiMap headers) {
      return headers.names();
    }

    @Override
    public String get(MultiMap headers, String name) {
      return headers == null ? null : headers.get(name);
    }
  };

  private final OpenTelemetrySdk sdk;
  private final Spans spans;
  private final TextMapPropagator propagator;

  private OpenTelemetryTraces(OpenTelemetrySdk sdk) {
    this.sdk = sdk;
    this.spans = new Spans(sdk.getTracer("dochat"));
    this.propagator = sdk.getPropagators().getTextMapPropagator();
  }

  /** Throws as {@link Traces#from} does. */
  static Traces from(Map<String, String> env) {
    return new OpenTelemetryTraces(SdkSettings.sdk(env));
  }

  @Override
  public void named(String node) {
    spans.named(node);
  }

  @Override
  public Trace post(String door, MultiMap headers) {
    Context client = headers == null ? Context.root() : propagator.extract(Context.root(), headers, HEADERS);
    Span post = spans.begin("post", SpanKind.SERVER, client).setAttribute(Spans.DOOR, door);
    return post.isRecording() ? new PostSpans(spans, post) : Trace.NONE;
  }

  @Override
  public Optional<Arrival> arrival(String room, long first, List<Origin> origins) {
    List<Span> deliveries = origins.stream().flatMap(origin -> delivery(room, first, origin)).toList();
    return deliveries.isEmpty() ? Optional.empty() : Optional.of(new DeliverySpans(deliveries));
  }

  /** An origin that another node has garbled is none. */
  private Stream<Span> delivery(String room, long first, Origin origin) {
    return Spans.context(origin).stream()
        .map(publication -> spans.begin("deliver", SpanKind.CONSUMER, publication).setAttribute(Spans.OPERATION_TYPE, "process")
            .setAttribute(Spans.ROOM, room).setAttribute(Spans.SEQ, first + origin.event()))
        .filter(Span::isRecording);
  }

  @Override
  public Future<Void> end() {
    Promise<Void> ended = Promise.promise();
    sdk.shutdown().whenComplete(ended::tryComplete);
    return ended.future().timeout(END_SECONDS, TimeUnit.SECONDS).otherwiseEmpty();
  }
}
