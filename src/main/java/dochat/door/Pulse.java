package dochat.door;

import dochat.bus.Home;
import dochat.loop.LoopClock;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the homes to which requests are under way still answer: a request may wait for long at a home that lives, and one whose process
 * stands still takes connections and says nothing, for as long as the cluster takes it for a living one. Lives on one event loop.
 */
final class Pulse {
  /** Where a home says that it lives. */
  static final String PATH = "/alive";
  /** Between two questions. */
  static final long ASK_MILLIS = 2_000;

  private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
  /** Three questions. */
  private static final long SILENT_NANOS = 3 * ASK_MILLIS * 1_000_000;

  private final HttpClientAgent client;
  private final LoopClock clock;
  private final Map<Home, Long> heardNanos = new HashMap<>();

  Pulse(HttpClientAgent client, LoopClock clock) {
    this.client = client;
    this.clock = clock;
  }

  /** Asks them, and those of the cluster that were silent and may have woken; others are forgotten. */
  void ask(Collection<Home> busy, Predicate<Home> isMember) {
    heardNanos.keySet().removeIf(home -> !busy.contains(home) && !(isSilent(home) && isMember.test(home)));
    busy.forEach(home -> heardNanos.putIfAbsent(home, clock.nanos()));
    List.copyOf(heardNanos.keySet()).forEach(this::ask);
  }

  boolean isSilent(Home home) {
    Long heard = heardNanos.get(home);
    return heard != null && clock.nanos() - heard > SILENT_NANOS;
  }

  private void ask(Home home) {
    RequestOptions question = new RequestOptions().setMethod(HttpMethod.GET).setHost(home.host()).setPort(home.port()).setURI(PATH)
        .setTimeout(SILENT_NANOS / 1_000_000).putHeader(SockJsHome.SECRET, home.secret());
    client.request(question).compose(request -> request.send())
        .onSuccess(answer -> heardNanos.computeIfPresent(home, (same, before) -> clock.nanos()))
        .onFailure(failure -> LOG.debug("a home does not answer node={} reason={}", home.node(), failure.toString()));
  }
}
