package dochat.bus;

import dochat.loop.Periodic;
import dochat.metrics.Seldom;
import dochat.model.Endings;
import dochat.security.Identities;
import dochat.store.Registry;
import dochat.store.StoreBusy;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Sees to it that a session that has ended at any node has ended at this one within a second, also when the bus has lost the hint: the store numbers what ended,
 * and is asked for what is new. Notes from time to time which sessions are used. One a node, on a context of its own.
 */
public final class LoginWatch extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(LoginWatch.class);
  /** Half of the second within which it is to be known. */
  private static final long CHECK_MILLIS = 500;
  private static final long SEEN_MILLIS = 60_000;

  private final Registry registry;
  private final Identities identities;
  private final SignalBus signals;
  private final Seldom warnings = new Seldom();
  private long head;
  private Future<?> checking = Future.succeededFuture();

  public LoginWatch(Registry registry, Identities identities, SignalBus signals) {
    this.registry = registry;
    this.identities = identities;
    this.signals = signals;
  }

  @Override
  public Future<?> start() {
    return registry.endedAfter(Long.MAX_VALUE).onSuccess(all -> {
      head = all.head();
      Periodic.every(vertx, CHECK_MILLIS, this::check);
      Periodic.every(vertx, SEEN_MILLIS, this::noteSeen);
    });
  }

  /** The store may be closed then: nothing is asked any more. */
  @Override
  public Future<?> stop() {
    return checking.otherwiseEmpty();
  }

  private void check() {
    if (checking.isComplete()) {
      checking = registry.endedAfter(head).onSuccess(this::tell)
          .onFailure(this::failed);
    }
  }

  /** A store that does not serve says so itself, once a second. */
  private void failed(Throwable failure) {
    Level level = failure instanceof StoreBusy ? Level.DEBUG : Level.WARN;
    warnings.now(() -> LOG.atLevel(level).log("which sessions have ended is not known, the next check tries again reason={}", failure.toString()));
  }

  private void tell(Endings endings) {
    head = endings.head();
    endings.ids().forEach(signals::signedOutHere);
  }

  private void noteSeen() {
    registry.seen(identities.takeSeen())
        .onFailure(failure -> LOG.debug("which sessions are used was not noted reason={}", failure.toString()));
  }
}
