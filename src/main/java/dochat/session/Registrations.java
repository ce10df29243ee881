package dochat.session;

import dochat.chat.Access;
import dochat.loop.Bulkhead;
import dochat.model.User;
import dochat.protocol.CloseReason;
import dochat.protocol.Envelope.Headers;
import dochat.protocol.Limits;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.room.LiveRoom;
import dochat.store.StoreBusy;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The rooms that one session listens to. Lives on the session's event loop. */
final class Registrations {
  private final Services services;
  private final Context loop;
  private final long lingerMillis;
  private final BiConsumer<String, Problem> shutOut;
  private final Outbox outbox;
  /** Most clients look at one. */
  private final Map<String, Entry> rooms = new HashMap<>(1);

  /**
   * @param lingerMillis for so long the user counts as here after the end
   * @param shutOut      told of each room that the user does not hear from then on, and why
   * @param broken       told once, when nothing more can be delivered
   */
  Registrations(Services services, Context loop, Wire wire, long lingerMillis, BiConsumer<String, Problem> shutOut, Consumer<CloseReason> broken) {
    this.services = services;
    this.loop = loop;
    this.lingerMillis = lingerMillis;
    this.shutOut = shutOut;
    this.outbox = new Outbox(wire, this::over, failure -> broken.accept(failure instanceof StoreBusy ? CloseReason.BUSY : CloseReason.LOST));
  }

  /**
   * Listens to a room from the cursor in the headers on, or moves the cursor there. Fails with {@code too_many_rooms}, or as
   * {@link Access#hold} does; completed when the first delivery is under way, or the client has left meanwhile.
   */
  Future<Void> add(String room, User user, Headers headers) {
    Entry known = rooms.get(room);
    if (known == null && rooms.size() >= Limits.ROOMS_PER_CLIENT) {
      return Future.failedFuture(Problem.of(ProblemCode.TOO_MANY_ROOMS));
    }
    Entry entry = known == null ? open(room, user) : known;
    return entry.ready
        .compose(live -> entry.registration.isShutOut() ? Future.failedFuture(Access.refusal(live)) : Future.succeededFuture(live))
        .compose(live -> entry.isEnded ? Future.succeededFuture() : entry.registration.moveTo(headers))
        .onSuccess(moved -> outbox.offer(entry.registration))
        .onFailure(failure -> remove(room, entry));
  }

  /** Listens no longer; nothing happens when it did not. */
  void remove(String room) {
    remove(room, rooms.get(room));
  }

  /** It is this user who listens from now on, where that one may. */
  void belongTo(User user) {
    List.copyOf(rooms.values()).forEach(entry -> {
      LiveRoom live = entry.registration.live();
      if (live != null && !live.tail().admits(user.id())) {
        shutOut(entry);
        return;
      }
      User before = entry.registration.belongTo(user);
      if (live != null && !before.equals(user)) {
        services.roster().enter(live.id(), user);
        services.roster().leave(live.id(), before, 0);
      }
    });
  }

  /** Nobody listens any more. */
  void clear() {
    List.copyOf(rooms.keySet()).forEach(this::remove);
  }

  /** Ends all of them, and every delivery. */
  void close() {
    outbox.close();
    Bulkhead.each(rooms.keySet(), this::remove);
  }

  private Entry open(String room, User user) {
    Registration registration = new Registration(services, room, user);
    Entry entry = new Entry(registration);
    rooms.put(room, entry);
    entry.ready = services.access().hold(user, room);
    entry.ready.onSuccess(live -> begin(entry, live));
    return entry;
  }

  private void remove(String room, Entry entry) {
    if (entry != null && rooms.remove(room, entry)) {
      end(entry);
    }
  }

  /** The client may have gone while the room was made live. */
  private void begin(Entry entry, LiveRoom live) {
    if (entry.isEnded) {
      live.release();
      return;
    }
    entry.registration.start(live);
    live.subscribe(loop, entry);
    services.roster().enter(live.id(), entry.registration.user());
  }

  private void shutOut(Entry entry) {
    remove(entry.registration.room(), entry);
    shutOut.accept(entry.registration.room(), Access.refusal(entry.registration.live()));
  }

  private void over(Registration registration) {
    remove(registration.room());
    shutOut.accept(registration.room(), Problem.of(ProblemCode.ROOM_ARCHIVED));
  }

  private void end(Entry entry) {
    Registration registration = entry.registration;
    entry.isEnded = true;
    registration.end();
    outbox.remove(registration);
    if (registration.live() != null) {
      registration.live().unsubscribe(loop, entry);
      services.roster().leave(registration.room(), registration.user(), lingerMillis);
      registration.live().release();
    }
  }

  /** A room, which is run when it may have something for the client. */
  private final class Entry implements Runnable {
    private final Registration registration;
    private Future<LiveRoom> ready;
    private boolean isEnded;

    Entry(Registration registration) {
      this.registration = registration;
    }

    @Override
    public void run() {
      if (registration.isShutOut()) {
        shutOut(this);
      } else if (registration.isOver()) {
        over(registration); // it was told of by another way than the tail, which has come so far only now
      } else {
        outbox.offer(registration);
      }
    }
  }
}
