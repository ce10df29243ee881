package dochat.feed;

import dochat.loop.Periodic;
import dochat.metrics.Seldom;
import dochat.model.Card;
import dochat.model.CardNews;
import dochat.room.RoomHub;
import dochat.security.Identities;
import dochat.store.Cards;
import dochat.store.StoreBusy;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Finds out whose cards have changed, at whatever node: the store numbers the changes, and is asked once a second for what is new. One a node, on a context of
 * its own; any thread may call the public methods.
 */
public final class CardWatch extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(CardWatch.class);
  private static final long CHECK_MILLIS = 1_000;
  /** Changes that are kept for who comes later; who knows less asks for all cards that they show. */
  private static final int KEPT = 1_000;

  private final Cards store;
  private final Identities identities;
  private final RoomHub hub;
  private final Seldom warnings = new Seldom();
  private final Map<Consumer<Set<String>>, Context> receivers = new ConcurrentHashMap<>();
  private volatile LatestCards latest = LatestCards.NONE;
  /** Whose cards have changed, and who may have deleted their account: of them it is not yet known that nothing here has their name. */
  private final Set<String> unforgotten = new HashSet<>();
  private Future<?> checking = Future.succeededFuture();

  public CardWatch(Cards store, Identities identities, RoomHub hub) {
    this.store = store;
    this.identities = identities;
    this.hub = hub;
  }

  @Override
  public Future<?> start() {
    return store.changedAfter(0, KEPT).onSuccess(news -> {
      latest = LatestCards.NONE.with(news, KEPT);
      Periodic.every(vertx, CHECK_MILLIS, this::check);
    });
  }

  /** The store may be closed then: nothing is asked any more. */
  @Override
  public Future<?> stop() {
    return checking.otherwiseEmpty();
  }

  /** From now on told, on the caller's context, whose cards have changed, by their ids. */
  public void onChange(Consumer<Set<String>> receiver) {
    receivers.put(receiver, vertx.getOrCreateContext());
  }

  /** What is known now. */
  public LatestCards latest() {
    return latest;
  }

  private void check() {
    if (checking.isComplete()) {
      checking = store.changedAfter(latest.head(), KEPT).onSuccess(this::tell).compose(news -> forgetNames()).onFailure(this::failed);
    }
  }

  /** A store that does not serve says so itself, once a second. */
  private void failed(Throwable failure) {
    Level level = failure instanceof StoreBusy ? Level.DEBUG : Level.WARN;
    warnings.now(() -> LOG.atLevel(level).log("what has changed of cards is not known or not all done, the next check tries again reason={}", failure.toString()));
  }

  /** A lower head is that of a store that was put back. */
  private void tell(CardNews news) {
    if (news.head() == latest.head()) {
      return;
    }
    latest = news.head() < latest.head() ? LatestCards.at(news.head()) : latest.with(news, KEPT);
    Set<String> users = news.changes().stream().map(CardNews.Changed::user).collect(Collectors.toSet());
    identities.renamed(users);
    unforgotten.addAll(users);
    receivers.forEach((receiver, loop) -> loop.runOnContext(turn -> receiver.accept(users)));
  }

  /** Who has deleted their account is told of once more when the log has their name no more; rooms that are live have read it before. What fails is done by the next check. */
  private Future<Void> forgetNames() {
    Set<String> users = Set.copyOf(unforgotten);
    return users.isEmpty() ? Future.succeededFuture() : store.of(users).map(CardWatch::gone)
        .compose(gone -> gone.isEmpty() ? Future.<Void>succeededFuture() : hub.callAnew(gone)).onSuccess(done -> unforgotten.removeAll(users));
  }

  private static Set<String> gone(List<Card> cards) {
    return cards.stream().filter(card -> card.state() == Card.State.DELETED).map(card -> card.user().id()).collect(Collectors.toSet());
  }
}
