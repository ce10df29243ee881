package dochat.session;

import dochat.chat.Refusals;
import dochat.loop.LoopClock;
import dochat.model.User;
import dochat.protocol.CloseReason;
import dochat.protocol.Envelope.Headers;
import dochat.protocol.Frames;
import dochat.protocol.Problem;
import dochat.security.Identities;
import dochat.security.Identity;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client that only listens: one HTTP request with its cursors, answered once or for ever. Made by {@link Sessions} for a door; all
 * methods are called on one event loop.
 */
public final class Reader implements Peer {
  private static final Logger LOG = LoggerFactory.getLogger(Reader.class);

  private final Services services;
  private final Wire wire;
  private Identity identity;
  private final Consumer<Peer> whenClosed;
  private final Registrations registrations;
  private final Liveness liveness;
  private final PersonalFeed feed;
  private final CardNews cardNews;
  private boolean hearsOfRooms;
  private boolean isClosed;

  Reader(Services services, Context loop, LoopClock clock, Wire wire, Identity identity, long lingerMillis, Consumer<Peer> whenClosed) {
    this.services = services;
    this.wire = wire;
    this.identity = identity;
    this.whenClosed = whenClosed;
    this.liveness = new Liveness(clock);
    this.cardNews = new CardNews(services.cardWatch());
    this.feed = new PersonalFeed(services, loop, wire);
    this.registrations = new Registrations(services, loop, wire, lingerMillis,
        wire::shutOut, this::close);
  }

  /** Listens to a room from the cursor on, unless it has ended already; fails with a Problem where it is expected to. */
  public Future<Void> read(String room, Headers cursor) {
    return isClosed ? Future.succeededFuture()
        : registrations.add(room, identity.user(), cursor).recover(failure -> Future.failedFuture(Refusals.of(failure)));
  }

  /** Hears of its person's rooms what is not as the client knows it, unless it has ended already; fails with a Problem where it is expected to. */
  public Future<Void> follow(String state) {
    return isClosed ? Future.succeededFuture() : feed.begin(identity.user().id(), state).recover(failure -> Future.failedFuture(Refusals.of(failure)));
  }

  /** Hears whose cards have changed since it knew this; empty for a client that knows nothing. */
  public void hearOfCards(String state) {
    cardNews.begin(state.isEmpty() ? null : state);
    tellOfCards();
  }

  User user() {
    return identity.user();
  }

  /** From now on it is news that there are other rooms. */
  void hearOfRooms() {
    hearsOfRooms = true;
  }

  /** From now on its wire is pinged so often. */
  public void beatEvery(int seconds) {
    liveness.beatEvery(seconds);
  }

  /** The request has ended, or its connection has. Only the first reason counts. */
  public void ended(CloseReason reason) {
    if (!isClosed) {
      isClosed = true;
      feed.end();
      registrations.close();
      services.people().give(identity.user().id());
      services.metrics().closed(wire.transport(), reason.code());
      whenClosed.accept(this);
    }
  }

  @Override
  public void close(CloseReason reason) {
    if (!isClosed) {
      ended(reason);
      wire.close(reason);
    }
  }

  /** Its client asks again, and hears what it has not heard. */
  @Override
  public boolean goAway(long graceMillis, boolean isTold) {
    close(CloseReason.GOING_AWAY);
    return false;
  }

  @Override
  public boolean isLasting() {
    return wire.isLasting();
  }

  @Override
  public void tick(long nowNanos) {
    feed.tick();
    tellOfCards();
    if (liveness.takeAskedBeat(nowNanos) && !wire.isFull()) {
      wire.ping();
    }
    if (liveness.isBeatDue(nowNanos) && liveness.beat(nowNanos)) {
      checkIdentity();
    }
  }

  @Override
  public void signedOut(String fingerprint) {
    if (Identities.fingerprint(identity).equals(fingerprint)) {
      close(CloseReason.SIGNED_OUT);
    }
  }

  @Override
  public void roomsChanged(Set<String> people) {
    if (people.contains(identity.user().id())) {
      roomsChanged();
    }
  }

  @Override
  public void roomsChanged() {
    if (hearsOfRooms && !wire.isFull()) {
      wire.write(Frames.ROOMS_CHANGED);
    }
  }

  @Override
  public void cardsChanged(Set<String> users) {
    tellOfCards();
    if (users.contains(identity.user().id())) {
      checkIdentity();
    }
  }

  private void tellOfCards() {
    String news = isClosed ? null : cardNews.take(!wire.isFull());
    if (news != null) {
      wire.write(news);
    }
  }

  /** The hint of a sign-out may have been lost, and its person may be called otherwise. */
  private void checkIdentity() {
    services.identities().confirm(identity.token())
        .onSuccess(found -> {
          if (found.isEmpty()) {
            close(CloseReason.SIGNED_OUT);
          } else if (!isClosed) {
            identity = found.get();
            registrations.belongTo(identity.user());
          }
        })
        .onFailure(failure -> LOG.debug("identity not checked, a later beat tries again reason={}", failure.toString()));
  }
}
