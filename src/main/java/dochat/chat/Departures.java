package dochat.chat;

import dochat.loop.Periodic;
import dochat.metrics.Seldom;
import dochat.model.Change;
import dochat.model.Departure;
import dochat.model.LogPlace;
import dochat.model.Role;
import dochat.model.RoomKind;
import dochat.model.User;
import dochat.protocol.Problem;
import dochat.security.Tokens;
import dochat.store.Store;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that who has deleted their account leaves their rooms, and that their name goes from what they have said and from what calls them: at once at the node where they did, and
 * at whichever node finds later that something is left to do. One a node, on a context of its own; any thread may call {@link #sweep}.
 */
public final class Departures extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(Departures.class);
  private static final long AGAIN_MILLIS = 60_000;

  private final Store store;
  private final Changes changes;
  private final Seldom warnings = new Seldom();
  private Future<?> sweeping = Future.succeededFuture();
  private boolean isAsked;

  public Departures(Store store, Changes changes) {
    this.store = store;
    this.changes = changes;
  }

  @Override
  public Future<?> start() {
    Periodic.every(vertx, AGAIN_MILLIS, this::begin);
    return Future.succeededFuture();
  }

  /** Somebody is to go. */
  public void sweep() {
    context.runOnContext(turn -> begin());
  }

  /** Who cannot be brought away now keeps nobody else from it. */
  private void begin() {
    if (!sweeping.isComplete()) {
      isAsked = true;
      return;
    }
    sweeping = bringAwayFrom("").onFailure(this::report);
    sweeping.onSuccess(done -> again());
  }

  /** Those whose ids are behind this one. */
  private Future<Void> bringAwayFrom(String after) {
    return store.administration().leaving(after).compose(some -> some.isEmpty() ? Future.succeededFuture()
        : inTurn(some, id -> bringAway(id).onFailure(this::report).otherwiseEmpty()).compose(done -> bringAwayFrom(some.get(some.size() - 1))));
  }

  private void report(Throwable failure) {
    warnings.now(() -> LOG.debug("something of somebody who has gone is still there, a later look tries again reason={}", failure.toString()));
  }

  /** Who has come meanwhile was not among those. */
  private void again() {
    if (isAsked) {
      isAsked = false;
      begin();
    }
  }

  private Future<Void> bringAway(String id) {
    User user = new User(id, User.DELETED);
    return store.administration().departures(id).compose(rooms -> inTurn(rooms, room -> leave(user, room))).compose(left -> forgetName(id, ""))
        .compose(forgotten -> forgetCalls(id, LogPlace.BEGINNING));
  }

  private Future<Void> leave(User user, Departure from) {
    return (from.kind().isClosed() ? handOn(user, from) : Future.<Void>succeededFuture()).compose(done -> orLeft(changes.appendFor(new Change.Leave(from.room(), user, Tokens.newId()))));
  }

  private Future<Void> handOn(User user, Departure from) {
    return from.heir() == null ? Future.succeededFuture() : store.person(from.heir()).compose(heir -> heir.isEmpty() ? Future.succeededFuture()
        : orLeft(changes.appendFor(new Change.Assign(from.room(), user, Tokens.newId(), heir.get(), Role.OWNER))));
  }

  /** What is refused was done by another node, or cannot be done. */
  private static Future<Void> orLeft(Future<?> change) {
    return change.<Void>mapEmpty().recover(failure -> failure instanceof Problem problem && !problem.code().isRetry() ? Future.succeededFuture() : Future.failedFuture(failure));
  }

  private Future<Void> forgetCalls(String user, LogPlace after) {
    return store.administration().forgetCalls(user, after).compose(next -> next.isEmpty() ? Future.succeededFuture() : forgetCalls(user, next.get()));
  }

  private Future<Void> forgetName(String user, String after) {
    return store.administration().forgetName(user, after).compose(next -> next.isEmpty() ? Future.succeededFuture() : forgetName(user, next));
  }

  private static <T> Future<Void> inTurn(Iterable<T> all, Function<T, Future<Void>> work) {
    Future<Void> done = Future.succeededFuture();
    for (T each : all) {
      done = done.compose(before -> work.apply(each));
    }
    return done;
  }
}
