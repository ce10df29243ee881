package dochat.trace;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows posts through the nodes, from the door to the clients of each node. Any thread may call. What it costs does not depend on the
 * number of clients, and while it is off there is nothing to pay: no object, no thread, no class of OpenTelemetry.
 */
public interface Traces {
  /** Follows nothing. */
  Traces OFF = new NoTraces();

  /**
   * As OpenTelemetry's environment variables say: off unless {@code OTEL_TRACES_EXPORTER} names an exporter. Throws
   * {@link IllegalArgumentException} with one sentence where they cannot be used.
   *
   * @param env variables of the environment
   */
  static Traces from(Map<String, String> env) {
    String exporter = env.getOrDefault("OTEL_TRACES_EXPORTER", "").strip();
    boolean isOff = exporter.isEmpty() || exporter.equals("none") || env.getOrDefault("OTEL_SDK_DISABLED", "").strip().equalsIgnoreCase("true");
    return isOff ? OFF : OpenTelemetryTraces.from(env);
  }

  /** What the node is called, which is known when it has found a port. */
  void named(String node);

  /**
   * Somebody posts.
   *
   * @param door    the transport
   * @param headers those of the request, which may name a span of the client's; null where there is no request
   */
  Trace post(String door, MultiMap headers);

  /**
   * A batch of this room came in at this node; nothing where none of its events is followed.
   *
   * @param first number of the batch's first event
   */
  Optional<Arrival> arrival(String room, long first, List<Origin> origins);

  /** Sends what has not been sent yet, as far as it can within two seconds, and follows nothing any more. Never fails. */
  Future<Void> end();
}
