package dochat.metrics;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The counters of one node, named by the conventions of Prometheus; the table in {@code docs/operations.md} says what each means. Any thread
 * may count: what is counted for every delivery is an adder without a lock, and what is measured is observed once for many.
 */
public final class Metrics {
  /** Of what {@link #scrape} answers. */
  public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private static final double[] SECONDS = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
  private static final double[] DRAFTS = {1, 2, 4, 8, 16, 32, 64, 128, 256};
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
  private final Gauge sessions = Gauge.builder().name("dochat_sessions").help("Clients that are connected.").labelNames("transport").withoutExemplars()
      .register(registry);
  private final Gauge slow = Gauge.builder().name("dochat_connections_slow")
      .help("Connections whose clients have taken nothing for 5 s although something waits for them.").withoutExemplars().register(registry);
  private final Counter closes = counter("dochat_closes_total", "Clients that have gone.", "transport", "reason");
  private final Counter refusals = counter("dochat_refusals_total", "Refusals that were answered.", "code");
  private final Counter cuts = counter("dochat_connections_cut_total", "Connections that were closed without a word as soon as they had come.", "reason");
  private final Counter posts = counter("dochat_posts_total", "Drafts that the store has answered.", "outcome");
  private final Counter gaps = counter("dochat_gaps_total", "Times that a live room had to read the log for what the bus had not brought.", "reason");
  private final Counter logReads = counter("dochat_log_reads_total", "Pages of rooms' logs that were read.", "reason");
  private final CounterDataPoint events = plain("dochat_delivered_events_total", "Events that were handed to clients, counted for each.");
  private final CounterDataPoint received = plain("dochat_received_bytes_total", "Bytes that came from clients.");
  private final CounterDataPoint sent = plain("dochat_sent_bytes_total", "Bytes that went to clients.");
  private final Counter deliveries = counter("dochat_deliveries_total", "Frames with news of a room that were handed to clients, by where it was read.", "source");
  private final CounterDataPoint fromTail = deliveries.labelValues("tail");
  private final CounterDataPoint fromLog = deliveries.labelValues("log");
  private final Histogram appends = histogram("dochat_append_seconds", "From a draft's arrival to the commit; the oldest of each group.", SECONDS);
  private final Histogram groups = histogram("dochat_commit_group_drafts", "Drafts of one transaction.", DRAFTS);
  private final Histogram reached = histogram("dochat_delivery_seconds",
      "From a draft's arrival at a node to the handing over at this one; the oldest of each batch, once for an event loop.", SECONDS, "posted");
  private final DistributionDataPoint reachedFromHere = reached.labelValues("here");
  private final DistributionDataPoint reachedFromElsewhere = reached.labelValues("elsewhere");
  private final Histogram storeWaits = histogram("dochat_store_wait_seconds", "From the asking of a call of the store until a thread begins with it.",
      SECONDS, "kind");
  private final Histogram storeRuns = histogram("dochat_store_run_seconds", "One try of a call of the store, on its thread.", SECONDS, "kind");
  private final Histogram lags = histogram("dochat_event_loop_lag_seconds", "How late event loops are.", SECONDS, "loop");

  /** The counters of a fresh node, and those of its JVM. */
  public Metrics() {
    JvmMetrics.builder().register(registry);
    sessions.initLabelValues("websocket"); // a node without clients has 0 of them, not none that are known
    Stream.of("tls", "node_full", "too_many_connections").forEach(cuts::initLabelValues);
    Stream.of("ahead", "unheard", "unfinished").forEach(gaps::initLabelValues);
    Stream.of("open", "gap", "behind").forEach(logReads::initLabelValues);
  }

  /** These refusals may happen: they are shown before they do, so that the first one is seen to be one. */
  public void mayRefuse(Stream<String> codes) {
    codes.forEach(refusals::initLabelValues);
  }

  /** A session began at this transport. */
  public void opened(String transport) {
    sessions.labelValues(transport).inc();
  }

  /** A session at this transport ended. */
  public void closed(String transport, String reason) {
    sessions.labelValues(transport).dec();
    closes.labelValues(transport, reason).inc();
  }

  /** So many connections more, or less, have clients that do not take what waits for them. */
  public void slow(int more) {
    slow.inc(more);
  }

  /** A client was refused something. */
  public void refused(String code) {
    refusals.labelValues(code).inc();
  }

  /** A connection was closed before its client could hear why. */
  public void cut(String reason) {
    cuts.labelValues(reason).inc();
  }

  /** A draft was answered. */
  public void posted(String outcome) {
    posts.labelValues(outcome).inc();
  }

  /** So many drafts were answered after one transaction, of which the oldest one had waited for so long. */
  public void committed(int drafts, long nanos) {
    groups.observe(drafts);
    appends.observe(nanos / NANOS);
  }

  /** One client was handed a frame with so many events, from the tail of the room or from its log. */
  public void delivered(long events, boolean isFromTail) {
    (isFromTail ? fromTail : fromLog).inc();
    this.events.inc(events);
  }

  /** The clients of one event loop were handed what was posted so long ago. Clocks that differ may make that less than nothing. */
  public void reached(long micros, boolean isFromHere) {
    (isFromHere ? reachedFromHere : reachedFromElsewhere).observe(Math.max(0, TimeUnit.MICROSECONDS.toNanos(micros) / NANOS));
  }

  /** A live room had to read the log, because the bus lost or delayed something. */
  public void gapFilled(String reason) {
    gaps.labelValues(reason).inc();
  }

  /** A page of a log was read. */
  public void logRead(String reason) {
    logReads.labelValues(reason).inc();
  }

  /** A call of the store of this kind has waited so long until a thread began with it. */
  public void storeWaited(String kind, long nanos) {
    storeWaits.labelValues(kind).observe(nanos / NANOS);
  }

  /** A thread was busy so long with one try of a call of the store. */
  public void storeRan(String kind, long nanos) {
    storeRuns.labelValues(kind).observe(nanos / NANOS);
  }

  /** An event loop of this kind came so much later than it was to. */
  public void late(String loop, long nanos) {
    lags.labelValues(loop).observe(nanos / NANOS);
  }

  /** So many bytes came from a client. */
  public void received(long bytes) {
    received.inc(bytes);
  }

  /** So many bytes go to a client. */
  public void sent(long bytes) {
    sent.inc(bytes);
  }

  /** Clients that are connected now, by transport. */
  public Map<String, Long> sessions() {
    return sessions.collect().getDataPoints().stream()
        .collect(Collectors.toMap(point -> point.getLabels().get("transport"), point -> (long) point.getValue()));
  }

  /** What has been counted since the start. */
  public Totals totals() {
    var late = lags.collect().getDataPoints();
    return new Totals((long) posts.labelValues("new").get(), (long) events.get(), (long) received.get(), (long) sent.get(),
        (long) refusals.collect().getDataPoints().stream().mapToDouble(CounterDataPointSnapshot::getValue).sum(),
        late.stream().mapToDouble(HistogramDataPointSnapshot::getSum).sum(), late.stream().mapToLong(HistogramDataPointSnapshot::getCount).sum());
  }

  /** Watches a number that changes by itself. */
  public void gauge(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder().name(name).help(help).callback(shown -> shown.call(value.getAsDouble())).register(registry);
  }

  /** Watches numbers that change by themselves, and come and go, by the value of a label. */
  public void gauges(String name, String help, String label, Supplier<Map<String, Double>> values) {
    GaugeWithCallback.builder().name(name).help(help).labelNames(label).callback(shown -> values.get().forEach((key, value) -> shown.call(value, key)))
        .register(registry);
  }

  /** Shows a number that counts up elsewhere. */
  public void count(String name, String help, DoubleSupplier value) {
    CounterWithCallback.builder().name(name).help(help).callback(shown -> shown.call(value.getAsDouble())).register(registry);
  }

  /** All counters in the Prometheus text format. */
  public String scrape() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      writer.write(text, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  private Counter counter(String name, String help, String... labels) {
    return Counter.builder().name(name).help(help).labelNames(labels).withoutExemplars().register(registry);
  }

  private CounterDataPoint plain(String name, String help) {
    return counter(name, help).labelValues();
  }

  private Histogram histogram(String name, String help, double[] bounds, String... labels) {
    return Histogram.builder().name(name).help(help).labelNames(labels).classicOnly().classicUpperBounds(bounds).withoutExemplars().register(registry);
  }

  /**
   * Sums of a node since its start; what they grow by in a time is a rate.
   *
   * @param posts         messages that were committed
   * @param events        events that were handed to clients, counted for each
   * @param receivedBytes from clients
   * @param sentBytes     to clients
   * @param refusals      of any code
   * @param lateSeconds   how late event loops were, added up over all looks at them
   * @param looks         how often they were looked at
   */
  public record Totals(long posts, long events, long receivedBytes, long sentBytes, long refusals, double lateSeconds, long looks) {
  }
}
