package dochat.admin;

import dochat.bus.Readiness;
import dochat.config.CommandLine;
import dochat.metrics.Metrics;
import dochat.room.RoomHub;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What a node says of itself. Any thread. */
public final class NodeFacts {
  private final Supplier<String> name;
  private final Readiness readiness;
  private final RoomHub hub;
  private final Metrics metrics;
  private final long sinceNanos = System.nanoTime();

  /** @param name for people; empty until it is known */
  public NodeFacts(Supplier<String> name, Readiness readiness, RoomHub hub, Metrics metrics) {
    this.name = name;
    this.readiness = readiness;
    this.hub = hub;
    this.metrics = metrics;
  }

  /** What another node says in this way; throws where it is of another shape. */
  static JsonObject read(JsonObject answer) {
    Stream.of(answer.getString("name"), answer.getString("status"), answer.getJsonObject("clients"), answer.getJsonObject("totals")).forEach(Objects::requireNonNull);
    return answer;
  }

  String name() {
    return name.get();
  }

  /** As openapi.yaml describes it. */
  JsonObject now() {
    Metrics.Totals totals = metrics.totals();
    Map<String, Object> clients = new TreeMap<>(metrics.sessions());
    return new JsonObject().put("name", name()).put("version", CommandLine.builtVersion())
        .put("uptimeSeconds", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - sinceNanos))
        .put("status", readiness.latest().text()).put("clients", new JsonObject(clients)).put("rooms", hub.size())
        .put("totals", new JsonObject().put("posts", totals.posts()).put("events", totals.events())
            .put("receivedBytes", totals.receivedBytes()).put("sentBytes", totals.sentBytes()).put("refusals", totals.refusals())
            .put("lateSeconds", totals.lateSeconds()).put("looks", totals.looks()));
  }
}
