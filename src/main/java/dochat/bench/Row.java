package dochat.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What one load has brought to light. For the main thread. */
final class Row {
  private static final double MILLI_NANOS = 1e6;

  private final String name;
  private final Map<Figure, Double> figures = new EnumMap<>(Figure.class);
  private final List<String> faults = new ArrayList<>();

  Row(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** Adds what was found out; what could not be, {@link Double#NaN}, is left out. */
  Row put(Figure figure, double value) {
    if (!Double.isNaN(value)) {
      figures.put(figure, value);
    }
    return this;
  }

  /** Adds the three usual ones; nothing, if nothing was measured. */
  Row putTimes(Histogram nanos) {
    return put(Figure.P50, millis(nanos, 50)).put(Figure.P99, millis(nanos, 99)).put(Figure.P999, millis(nanos, 99.9));
  }

  /** Adds how many times the processor time of this one a frame takes. */
  Row putCpuBeside(Row other) {
    Double own = figure(Figure.FRAME_CPU);
    Double its = other.figure(Figure.FRAME_CPU);
    return own == null || its == null ? this : put(Figure.CPU_BESIDE, own / its);
  }

  /** Adds up what was lost and what came twice; more than none is a fault. */
  Row putLosses(long lost, long twice) {
    figures.merge(Figure.LOST, (double) lost, Double::sum);
    figures.merge(Figure.TWICE, (double) twice, Double::sum);
    if (lost > 0) {
      faults.add(lost + " lost");
    }
    if (twice > 0) {
      faults.add(twice + " came twice");
    }
    return this;
  }

  /** Adds something that must not be; nothing, if it is null. */
  Row putFault(String fault) {
    if (fault != null) {
      faults.add(fault);
    }
    return this;
  }

  /** Null if it was not found out. */
  Double figure(Figure figure) {
    return figures.get(figure);
  }

  Map<Figure, Double> figures() {
    return figures;
  }

  /** What must not be. */
  List<String> faults() {
    return faults;
  }

  JsonObject json() {
    JsonObject json = new JsonObject().put("scenario", name);
    figures.forEach((figure, value) -> json.put(figure.key(), figure.exact(value)));
    return faults.isEmpty() ? json : json.put("faults", new JsonArray(faults));
  }

  static double millis(Histogram nanos, double percentile) {
    return nanos.getTotalCount() == 0 ? Double.NaN : nanos.getValueAtPercentile(percentile) / MILLI_NANOS;
  }
}
