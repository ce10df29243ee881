package dochat.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.Locale;

/** The spans of one post: {@code append} and {@code publish} are parts of {@code post}. */
final class PostSpans implements Trace {
  private final Spans spans;
  private final Span post;
  private String room;
  private long seq;
  private Span append;
  private Span publish;

  PostSpans(Spans spans, Span post) {
    this.spans = spans;
    this.post = post;
  }

  @Override
  public void waits(String room) {
    this.room = room;
    post.setAttribute(Spans.ROOM, room);
    append = part("append", SpanKind.INTERNAL);
  }

  @Override
  public void committed(String outcome, long seq, int group) {
    append.setAttribute(Spans.GROUP, (long) group).setAttribute(Spans.OUTCOME, outcome.toLowerCase(Locale.ROOT));
    this.seq = seq;
    if (seq > 0) {
      append.setAttribute(Spans.SEQ, seq);
      post.setAttribute(Spans.SEQ, seq);
    }
    append.end();
  }

  @Override
  public Origin publishes(int event) {
    publish = part("publish", SpanKind.PRODUCER).setAttribute(Spans.OPERATION_TYPE, "send").setAttribute(Spans.SEQ, seq);
    return Spans.origin(event, publish.getSpanContext());
  }

  @Override
  public void published() {
    publish.end();
  }

  @Override
  public void ends(String error) {
    if (error != null) {
      fail(post, error);
      if (append != null && append.isRecording()) {
        fail(append, error);
        append.end();
      }
    }
    post.end();
  }

  private Span part(String operation, SpanKind kind) {
    return spans.begin(operation, kind, Context.root().with(post)).setAttribute(Spans.ROOM, room);
  }

  private static void fail(Span span, String error) {
    span.setAttribute(Spans.ERROR, error).setStatus(StatusCode.ERROR);
  }
}
