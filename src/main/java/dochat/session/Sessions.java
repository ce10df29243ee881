package dochat.session;

import dochat.bus.SignalBus;
import dochat.loop.Bulkhead;
import dochat.loop.LoopClock;
import dochat.loop.Periodic;
import dochat.protocol.CloseReason;
import dochat.protocol.Limits;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.security.Identity;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** All sessions of one event loop, which alone may use it. */
public final class Sessions {
  /** A page that reloads, or whose connection was cut, is back within this time: nobody else need see it go and come. */
  public static final long LINGER_MILLIS = 2_000;
  private static final long TICK_MILLIS = 1_000;
  /** For who is sent away although this node stays. */
  private static final long SHED_GRACE_MILLIS = 5_000;
  /** Who listens now and then comes back within this time, or asks for all rooms. */
  private static final long NEWS_KEPT_NANOS = TimeUnit.MINUTES.toNanos(5);

  private final Vertx vertx;
  private final Services services;
  private final Context loop;
  private final LoopClock clock;
  private final Set<Peer> peers = new LinkedHashSet<>();
  /** Those of them who are on their way out. */
  private final Set<Peer> leaving = new HashSet<>();
  /** How many of them stay until somebody ends them; written here, read by any thread. */
  private final AtomicInteger lasting = new AtomicInteger();
  private final Consumer<Peer> whenClosed = this::gone;
  private Promise<Void> whenGone;
  private boolean isQuietAboutRooms;
  private boolean hasRoomNews;
  /** What happened before this node came is not known, so its start counts as a change. */
  private long roomsChangedNanos = System.nanoTime();
  /** For whom rooms came or went lately, and when. */
  private final Map<String, Long> roomsOfPeople = new HashMap<>();

  /** Called on the event loop's own context, which the sessions are called on from then on. */
  public Sessions(Vertx vertx, Services services, SignalBus signals, LoopClock clock) {
    this.vertx = vertx;
    this.services = services;
    this.clock = clock;
    this.loop = vertx.getOrCreateContext();
    Periodic.every(vertx, TICK_MILLIS, this::tick);
    services.crowd().add(lasting::get, clients -> loop.runOnContext(turn -> shed(clients)));
    signals.onSignedOut(this::signedOut);
    signals.onRoomsChanged(this::roomsChanged);
    signals.onRoomsOfPeopleChanged(this::roomsChanged);
    services.cardWatch().onChange(users -> each(peer -> peer.cardsChanged(users)));
  }

  /** A client has connected. */
  public Session open(Wire wire) {
    Session session = new Session(services, loop, clock, wire, whenClosed);
    add(session);
    services.metrics().opened(wire.transport());
    return session;
  }

  /**
   * A request wants to listen. Throws {@code too_many_connections}.
   *
   * @param lingerMillis for so long its user counts as here when it has ended
   */
  public Reader read(Wire wire, Identity identity, long lingerMillis) {
    if (!services.people().take(identity.user().id())) {
      throw Problem.of(ProblemCode.TOO_MANY_CONNECTIONS);
    }
    Reader reader = new Reader(services, loop, clock, wire, identity, lingerMillis, this::gone);
    add(reader);
    services.metrics().opened(wire.transport());
    return reader;
  }

  /** A request hears from now on that there are other rooms for its user, and that this was so in as many milliseconds before. */
  public void hearOfRooms(Reader reader, long missedMillis) {
    reader.hearOfRooms();
    long changedNanos = Math.max(roomsChangedNanos, roomsOfPeople.getOrDefault(reader.user().id(), roomsChangedNanos));
    if (System.nanoTime() - changedNanos < TimeUnit.MILLISECONDS.toNanos(missedMillis)) {
      reader.roomsChanged();
    }
  }

  /**
   * Sends all of them away, because this node stops: each at its own moment, so that they do not come to the other nodes at once. Completed
   * when that is over; who comes to this node meanwhile is sent away, too, and after the last moment left to the end of its server.
   */
  public Future<Void> drain() {
    Farewell farewell = services.farewell().get();
    Promise<Void> gone = Promise.promise();
    drain(farewell, farewell.steps(peers.size()), gone);
    return gone.future();
  }

  private void drain(Farewell farewell, int steps, Promise<Void> gone) {
    List<Peer> staying = peers.stream().filter(peer -> !leaving.contains(peer)).toList();
    sendAway(staying.subList(0, (staying.size() + steps - 1) / steps), farewell.grace().toMillis(), farewell.isTold());
    if (steps > 1 && !peers.isEmpty()) {
      vertx.setTimer(Farewell.STEP_MILLIS, timer -> drain(farewell, steps - 1, gone));
    } else {
      whenGone = gone;
      checkGone();
    }
  }

  /** Those for whom it makes a difference, and who have been here longest, go to another node, as far as so many of them are here. */
  private void shed(int clients) {
    sendAway(peers.stream().filter(peer -> peer.isLasting() && !leaving.contains(peer)).limit(clients).toList(), SHED_GRACE_MILLIS, true);
  }

  private void sendAway(List<Peer> some, long graceMillis, boolean isTold) {
    Bulkhead.each(some, peer -> {
      leaving.add(peer);
      if (peer.goAway(graceMillis, isTold)) {
        vertx.setTimer(graceMillis, timer -> end(peer));
      } else {
        gone(peer);
      }
    }, this::failed);
  }

  private void end(Peer peer) {
    peer.close(CloseReason.GOING_AWAY);
    gone(peer);
  }

  private void add(Peer peer) {
    peers.add(peer);
    if (peer.isLasting()) {
      lasting.incrementAndGet();
    }
  }

  private void gone(Peer peer) {
    if (peers.remove(peer) && peer.isLasting()) {
      lasting.decrementAndGet();
    }
    leaving.remove(peer);
    checkGone();
  }

  private void checkGone() {
    if (whenGone != null && leaving.isEmpty()) {
      whenGone.tryComplete();
    }
  }

  /** Forgets first: who is told comes back within a millisecond, and would be let in from memory, with nobody to tell it again. */
  private void signedOut(String fingerprint) {
    services.identities().forget(fingerprint);
    each(peer -> peer.signedOut(fingerprint));
  }

  /** The first change is told at once, what follows within the next two seconds at their end: everybody who is told asks for all rooms. */
  private void roomsChanged() {
    roomsChangedNanos = System.nanoTime();
    if (isQuietAboutRooms) {
      hasRoomNews = true;
      return;
    }
    isQuietAboutRooms = true;
    vertx.setTimer(Limits.ROOM_NEWS_MILLIS, timer -> endQuiet());
    each(Peer::roomsChanged);
  }

  /** Those who are meant are few, so that they are told at once. */
  private void roomsChanged(Set<String> people) {
    people.forEach(person -> roomsOfPeople.put(person, System.nanoTime()));
    each(peer -> peer.roomsChanged(people));
  }

  private void endQuiet() {
    isQuietAboutRooms = false;
    if (hasRoomNews) {
      hasRoomNews = false;
      roomsChanged();
    }
  }

  /** Looks after everybody; about once a second. */
  void tick() {
    roomsOfPeople.values().removeIf(changed -> System.nanoTime() - changed > NEWS_KEPT_NANOS);
    long nowNanos = clock.nanos();
    each(peer -> peer.tick(nowNanos));
  }

  /** Who fails is closed, so that it cannot fail again; the others are none the wiser. */
  private void each(Consumer<Peer> action) {
    Bulkhead.each(peers, action, this::failed);
  }

  private void failed(Peer peer, Throwable failure) {
    gone(peer);
    peer.close(CloseReason.INTERNAL);
  }
}
