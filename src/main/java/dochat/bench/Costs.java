package dochat.bench;

import java.lang.management.ManagementFactory;

/** What a while costs node and generator, from its making to its end. For the main thread. */
final class Costs {
  private static final double PERCENT_NANOS = 1e5;

  private final Watched node;
  private final long begin = Stamp.now();
  private final double nodeBegin;
  private final double ownBegin = Watched.self().cpuMicros();
  private double nodeMicros;
  private double ownMicros;
  private long nanos;

  Costs(Watched node) {
    this.node = node;
    this.nodeBegin = node.cpuMicros();
  }

  Costs end() {
    nodeMicros = node.cpuMicros() - nodeBegin;
    ownMicros = Watched.self().cpuMicros() - ownBegin;
    nanos = Stamp.now() - begin;
    return this;
  }

  double nodeMicros() {
    return nodeMicros;
  }

  double nodePercent() {
    return nodeMicros * PERCENT_NANOS / nanos;
  }

  /** Adds how busy all were. */
  Row putOn(Row row) {
    return row.put(Figure.NODE_CPU, nodePercent()).put(Figure.GENERATOR_CPU, ownMicros * PERCENT_NANOS / nanos)
        .put(Figure.LOAD, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }
}
