package dochat.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.HexFormat;
import java.util.Optional;

/**
 * How spans are named, by the semantic conventions for messaging of OpenTelemetry. A room is no part of a span's name: there may be thousands.
 * Never in them is what somebody wrote, who it was, or the client id that they chose.
 */
final class Spans {
  static final AttributeKey<String> ROOM = AttributeKey.stringKey("messaging.destination.name");
  static final AttributeKey<String> OPERATION_TYPE = AttributeKey.stringKey("messaging.operation.type");
  static final AttributeKey<Long> GROUP = AttributeKey.longKey("messaging.batch.message_count");
  static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
  static final AttributeKey<Long> SEQ = AttributeKey.longKey("dochat.seq");
  static final AttributeKey<String> DOOR = AttributeKey.stringKey("dochat.door");
  static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("dochat.outcome");
  static final AttributeKey<Long> CLIENTS = AttributeKey.longKey("dochat.clients");
  private static final AttributeKey<String> NODE = AttributeKey.stringKey("dochat.node");
  private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
  private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation.name");
  private static final HexFormat HEX = HexFormat.of();
  private static final int HALF_DIGITS = 16;

  private final Tracer tracer;
  private volatile String node;

  Spans(Tracer tracer) {
    this.tracer = tracer;
  }

  void named(String node) {
    this.node = node;
  }

  Span begin(String operation, SpanKind kind, Context parent) {
    return tracer.spanBuilder(operation).setParent(parent).setSpanKind(kind).setAttribute(SYSTEM, "dochat").setAttribute(OPERATION, operation)
        .setAttribute(NODE, node).startSpan();
  }

  /** What the bus carries of a span. */
  static Origin origin(int event, SpanContext span) {
    String trace = span.getTraceId();
    return new Origin(event, HexFormat.fromHexDigitsToLong(trace, 0, HALF_DIGITS), HexFormat.fromHexDigitsToLong(trace, HALF_DIGITS, trace.length()),
        HexFormat.fromHexDigitsToLong(span.getSpanId()));
  }

  /** The span that an origin names; nothing where it names none. */
  static Optional<Context> context(Origin origin) {
    SpanContext span = SpanContext.createFromRemoteParent(HEX.toHexDigits(origin.traceHigh()) + HEX.toHexDigits(origin.traceLow()),
        HEX.toHexDigits(origin.span()), TraceFlags.getSampled(), TraceState.getDefault());
    return span.isValid() ? Optional.of(Context.root().with(Span.wrap(span))) : Optional.empty();
  }
}
