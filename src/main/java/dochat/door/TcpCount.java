package dochat.door;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What happened on a TCP connection since the last report. */
final class TcpCount {
  private static final double NANOS_A_MILLI = 1_000_000;

  private long up;
  private long down;
  private int posted;
  private int delivered;
  private int refused;
  private final JsonArray latencies = new JsonArray();

  void up(int bytes) {
    up += bytes;
  }

  void down(int bytes) {
    down += bytes;
  }

  void posted() {
    posted++;
  }

  void delivered() {
    delivered++;
  }

  void refused() {
    refused++;
  }

  /** An own message came back after this time. */
  void took(long nanos) {
    latencies.add(Math.round(nanos / NANOS_A_MILLI * 100) / 100.0);
  }

  /** Bytes with their framing, and latencies in milliseconds. */
  JsonObject report() {
    return new JsonObject().put("up", up).put("down", down).put("posted", posted).put("delivered", delivered).put("refused", refused)
        .put("latencies", latencies);
  }
}
