package dochat.session;

import dochat.bus.SignalBus;
import dochat.protocol.CloseReason;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** All sessions of one event loop, which alone may use it. */
public final class Sessions {
  private static final long TICK_MILLIS = 1_000;

  private final Services services;
  private final Verbs verbs;
  private final Context loop;
  private final Set<Session> sessions = new LinkedHashSet<>();

  /** Called on the event loop's own context, which the sessions are called on from then on. */
  public Sessions(Vertx vertx, Services services, SignalBus signals) {
    this.services = services;
    this.verbs = new Verbs(services.chat());
    this.loop = vertx.getOrCreateContext();
    vertx.setPeriodic(TICK_MILLIS, timer -> each(session -> session.tick(System.nanoTime())));
    signals.onSignedOut(fingerprint -> each(session -> session.signedOut(fingerprint)));
    signals.onRoomsChanged(() -> each(Session::roomsChanged));
  }

  /** A client has connected. */
  public Session open(Wire wire) {
    Session session = new Session(services, verbs, loop, wire, sessions::remove);
    sessions.add(session);
    services.metrics().opened(wire.transport());
    return session;
  }

  /** Ends all of them, because this node stops. */
  public void drain() {
    each(session -> session.close(CloseReason.GOING_AWAY));
  }

  private void each(Consumer<Session> action) {
    List<Session> now = new ArrayList<>(sessions);
    now.forEach(action);
  }
}
