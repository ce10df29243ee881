package dochat.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** The counters of one node. Any thread may count. */
public final class Metrics {
  /** Of what {@link #scrape} answers. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<String, AtomicInteger> sessions = new ConcurrentHashMap<>();
  private final DistributionSummary commits = registry.summary("dochat.commit.group");
  private final Counter delivered = registry.counter("dochat.delivered");
  private final Counter gaps = registry.counter("dochat.gaps");
  /** The registry itself keeps none of them. */
  private final Queue<LongSupplier> counted = new ConcurrentLinkedQueue<>();

  /** The counters of a fresh node, and those of its JVM. */
  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
  }

  /** A session began at this transport. */
  public void opened(String transport) {
    sessions.computeIfAbsent(transport, this::sessionGauge).incrementAndGet();
  }

  /** A session at this transport ended. */
  public void closed(String transport, String reason) {
    sessions.computeIfAbsent(transport, this::sessionGauge).decrementAndGet();
    registry.counter("dochat.closes", "transport", transport, "reason", reason).increment();
  }

  /** A client was refused something. */
  public void refused(String code) {
    registry.counter("dochat.refusals", "code", code).increment();
  }

  /** So many drafts were committed in one transaction. */
  public void committed(int drafts) {
    commits.record(drafts);
  }

  /** So many events were handed to one client. */
  public void delivered(long events) {
    delivered.increment(events);
  }

  /** A live room had to read the log, because the bus lost or delayed something. */
  public void gapFilled() {
    gaps.increment();
  }

  /** Watches a number that changes by itself, and keeps what supplies it. */
  public void gauge(String name, IntSupplier value) {
    Gauge.builder(name, value, IntSupplier::getAsInt).strongReference(true).register(registry);
  }

  /** Shows a number that counts up elsewhere, and keeps what supplies it. */
  public void count(String name, LongSupplier value) {
    counted.add(value);
    FunctionCounter.builder(name, value, LongSupplier::getAsLong).register(registry);
  }

  /** All counters in the Prometheus text format. */
  public String scrape() {
    return registry.scrape();
  }

  private AtomicInteger sessionGauge(String transport) {
    return registry.gauge("dochat.sessions", Tags.of("transport", transport), new AtomicInteger());
  }
}
