package dochat.trace;

import io.opentelemetry.api.trace.Span;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One span for each traced event of a batch, from its coming in to when the last event loop has handed it over. */
final class DeliverySpans implements Arrival {
  private final List<Span> spans;
  private final AtomicInteger loops = new AtomicInteger();
  private final AtomicInteger clients = new AtomicInteger();

  DeliverySpans(List<Span> spans) {
    this.spans = spans;
  }

  @Override
  public void awaits(int loops) {
    this.loops.set(loops);
    endAt(loops);
  }

  @Override
  public void handed(int clients) {
    this.clients.addAndGet(clients);
    endAt(loops.decrementAndGet());
  }

  private void endAt(int missing) {
    if (missing == 0) {
      spans.forEach(span -> span.setAttribute(Spans.CLIENTS, (long) clients.get()).end());
    }
  }
}
