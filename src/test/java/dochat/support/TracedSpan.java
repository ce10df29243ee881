package dochat.support;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A span as a collector got it.
 *
 * @param parent     id of the span that it is a part of, empty where it is the whole
 * @param attributes numbers as Long
 * @param resource   who has sent it
 */
public record TracedSpan(String trace, String id, String parent, String name, Span.SpanKind kind, boolean isError, long startNanos, long endNanos,
    Map<String, Object> attributes, Map<String, Object> resource) {

  static TracedSpan of(Resource resource, Span span) {
    return new TracedSpan(hex(span.getTraceId()), hex(span.getSpanId()), hex(span.getParentSpanId()), span.getName(), span.getKind(),
        span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR, span.getStartTimeUnixNano(), span.getEndTimeUnixNano(),
        values(span.getAttributesList()), values(resource.getAttributesList()));
  }

  /** Name of the node where it happened. */
  public String node() {
    return (String) attributes.get("dochat.node");
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  private static Map<String, Object> values(List<KeyValue> pairs) {
    Map<String, Object> values = new TreeMap<>();
    pairs.forEach(pair -> values.put(pair.getKey(), value(pair.getValue())));
    return values;
  }

  private static Object value(AnyValue value) {
    return value.hasIntValue() ? value.getIntValue() : value.getStringValue();
  }
}
