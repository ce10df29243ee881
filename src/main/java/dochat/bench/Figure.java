package dochat.bench;

import java.util.Locale;

/** What is found out about a node, each with its name in JSON and for people. The first ones are columns of the table, the others stand below it. */
enum Figure {
  DELIVERIES("deliveriesPerSecond", "deliveries/s", 0),
  /** Of a delivery; of a post, where nothing is delivered. */
  CPU("cpuMicros", "CPU µs", 2),
  P50("p50Millis", "p50 ms", 2),
  P99("p99Millis", "p99 ms", 2),
  P999("p999Millis", "p99.9 ms", 2),
  LOST("lost", "lost", 0),
  TWICE("twice", "twice", 0),
  RSS("rssKibPerConnection", "RSS KiB", 1),
  HEAP("heapKibPerConnection", "heap KiB", 1),
  MAX("maxMillis", "last after %s ms", 1),
  POSTS("postsPerSecond", "%s posts/s", 0),
  ACK_P50("acknowledgedP50Millis", "acknowledged p50 %s ms", 2),
  ACK_P99("acknowledgedP99Millis", "p99 %s ms", 2),
  PER_FRAME("messagesPerFrame", "%s messages a frame", 1),
  FRAME_CPU("frameCpuMicros", "%s CPU µs a frame", 1),
  CPU_BESIDE("frameCpuBeside", "%s times the CPU", 2),
  CROSSED("busMessagesPerPost", "%s messages on the bus a post", 2),
  POLLS("pollsPerSecond", "%s polls/s", 0),
  ROOMS("rooms", "%s rooms", 0),
  OPEN_SECONDS("openSeconds", "all open after %s s", 2),
  OPEN_CPU("openCpuMicros", "%s CPU µs each", 0),
  OPEN_READS("openReads", "%s questions to the store each", 2),
  IDLE_CPU("idleCpuPercent", "then idle at %s %% of a core", 2),
  IDLE_READS("idleReadsPerSecond", "with %s questions/s", 1),
  CONNECTS("connectsPerSecond", "%s connects/s", 0),
  HEARTBEATS("heartbeatCpuPercent", "heartbeats %s %% of a core", 2),
  CALM_P99("calmP99Millis", "p99 without them %s ms", 2),
  RSS_GROWTH("rssGrowthMib", "RSS grows by %s MiB", 1),
  HEAP_GROWTH("heapGrowthMib", "live heap by %s MiB", 1),
  LEVEL("levelSeconds", "all level after %s s", 2),
  READY_CPU("readyCpuSeconds", "%s s of CPU until ready", 2),
  READY_RSS("readyRssMib", "RSS then %s MiB", 0),
  ROUNDS("rounds", "rounds %s", 0),
  NODE_CPU("nodeCpuPercent", "node %s %% of a core", 0),
  GENERATOR_CPU("generatorCpuPercent", "generator %s %%", 0),
  LOAD("load", "load average %s", 2);

  private final String key;
  private final String label;
  private final int decimals;

  Figure(String key, String label, int decimals) {
    this.key = key;
    this.label = label;
    this.decimals = decimals;
  }

  boolean isColumn() {
    return ordinal() <= HEAP.ordinal();
  }

  /** Its name in JSON. */
  String key() {
    return key;
  }

  /** What stands over its column. */
  String title() {
    return label;
  }

  /** The value as people read it. */
  String number(double value) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  /** The value in a sentence. */
  String words(double value) {
    return String.format(Locale.ROOT, label, number(value));
  }

  /** The value as it stands in JSON. */
  Number exact(double value) {
    return decimals == 0 ? (Number) Math.round(value) : (Number) (Math.round(value * 1000) / 1000.0);
  }
}
