package dochat.presence;

import dochat.bus.SignalBus;
import dochat.loop.Bulkhead;
import dochat.loop.LoopClock;
import dochat.loop.Periodic;
import dochat.model.User;
import dochat.protocol.Limits;
import dochat.protocol.Views;
import dochat.room.RoomHub;
import dochat.security.Tokens;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who is here and who types, on all nodes. Each node publishes what has changed among its own clients under a rising version, and a beat
 * with that version; who has missed something asks for the whole. Its own context does the work; any context may call the public methods.
 */
public final class Roster extends VerticleBase {
  private static final long BEAT_MILLIS = 3_000;
  /** A node from which nothing came for so long, while this one listened, is gone, and its clients with it. */
  private static final long SILENT_MILLIS = 10_000;
  private static final long TYPING_CHECK_MILLIS = 1_000;
  /** Little beside the time for which changes are gathered anyway. */
  private static final long SOON_MILLIS = 5;
  private static final String EVERYBODY = "*";

  private final RoomHub hub;
  private final SignalBus signals;
  private final LoopClock clock;
  private final String node = Tokens.newId();
  private final LocalRoster local = new LocalRoster();
  private final RemoteRosters remote = new RemoteRosters();
  private final Set<String> changedHere = new HashSet<>();
  private final AtomicLong wishes = new AtomicLong();
  /** What other contexts want of this one, in this order. */
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean isSoon = new AtomicBoolean();
  private Gathering gathering;
  private long version;

  public Roster(RoomHub hub, SignalBus signals) {
    this(hub, signals, System::nanoTime);
  }

  /** @param nanos a clock that nobody sets: with the time of day, a correction of it would make every node silent at once */
  Roster(RoomHub hub, SignalBus signals, LongSupplier nanos) {
    this.hub = hub;
    this.signals = signals;
    this.clock = new LoopClock(nanos);
  }

  @Override
  public Future<?> start() {
    gathering = new Gathering(vertx, local::clients, this::tell);
    signals.onPresence(this::receive);
    signals.presence(news().put("ask", EVERYBODY));
    Periodic.every(vertx, BEAT_MILLIS, this::beat);
    Periodic.every(vertx, TYPING_CHECK_MILLIS, () -> Bulkhead.each(local.expireTyping(now()), this::changed));
    return Future.succeededFuture();
  }

  /** Tells the others that nobody is here any more. */
  @Override
  public Future<?> stop() {
    version++;
    signals.presence(news().put("whole", true).put("rooms", new JsonObject()));
    return Future.succeededFuture();
  }

  /** A client of this user listens to the room from now on. */
  public void enter(String room, User user) {
    soon(() -> {
      if (local.enter(room, user)) {
        changedHere.add(room);
      }
      // Whoever it is: the room may have become live for this client, and have no state yet.
      gathering.add(room);
    });
  }

  /**
   * It listens no longer.
   *
   * @param lingerMillis for so long the user still counts as here: a client that polls or reloads comes back
   */
  public void leave(String room, User user, long lingerMillis) {
    soon(lingerMillis > 0 ? () -> vertx.setTimer(lingerMillis, timer -> leave(room, user)) : () -> leave(room, user));
  }

  /** A moment later, since each poll comes and goes: to wake this loop for each takes longer than to do it. */
  private void soon(Runnable task) {
    tasks.add(task);
    if (isSoon.compareAndSet(false, true)) {
      context.runOnContext(turn -> vertx.setTimer(SOON_MILLIS, timer -> doAll()));
    }
  }

  /** At once, after all that came before. */
  private void atOnce(Runnable task) {
    tasks.add(task);
    context.runOnContext(turn -> doAll());
  }

  private void doAll() {
    isSoon.set(false);
    List<Runnable> due = new ArrayList<>();
    for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
      due.add(next);
    }
    Bulkhead.each(due, Runnable::run);
  }

  /** Numbers what somebody wishes others to see, before it is known whether it may be. Any thread. */
  public long wish() {
    return wishes.incrementAndGet();
  }

  /**
   * The user types, which holds for {@link LocalRoster#TYPING_MILLIS}, or does so no longer.
   *
   * @param wish its number: of what is asked in the store meanwhile the answers come in any order, and the last wish counts
   */
  public void typing(String room, User user, boolean typing, long wish) {
    atOnce(() -> {
      long now = now();
      if (local.typing(room, user, typing ? now + LocalRoster.TYPING_MILLIS : now, now, wish)) {
        changed(room);
      }
    });
  }

  /** Who listens to a room: {@code {"count","users"}}. Completed on the caller's context. */
  public Future<JsonObject> here(String room) {
    return listening(room).map(Roster::presence);
  }

  /** Ids of those who listen to a room, at most {@link Limits#HERE_PEOPLE}. Completed on the caller's context. */
  public Future<Set<String>> present(String room) {
    return listening(room).map(users -> users.stream().limit(Limits.HERE_PEOPLE).map(User::id).collect(Collectors.toSet()));
  }

  private Future<List<User>> listening(String room) {
    Context caller = vertx.getOrCreateContext();
    Promise<List<User>> answer = Promise.promise();
    atOnce(() -> {
      List<User> users = users(room, RoomView::users);
      caller.runOnContext(back -> answer.complete(users));
    });
    return answer.future();
  }

  private void leave(String room, User user) {
    if (local.leave(room, user)) {
      changed(room);
    }
  }

  private void changed(String room) {
    changedHere.add(room);
    gathering.add(room);
  }

  private void tell(Set<String> rooms) {
    Set<String> changed = new HashSet<>(rooms);
    changed.retainAll(changedHere);
    if (!changed.isEmpty()) {
      changedHere.removeAll(changed);
      version++;
      signals.presence(news().put("rooms", views(changed)));
    }
    Bulkhead.each(rooms, this::refresh);
  }

  private void beat() {
    signals.presence(news());
    remote.forgetSilentSince(now() - SILENT_MILLIS).forEach(gathering::add);
  }

  private void receive(JsonObject news) {
    String from = news.getString("node");
    if (from.equals(node)) {
      return;
    }
    remote.heard(from, now());
    takeIn(from, news);
    String ask = news.getString("ask");
    if (EVERYBODY.equals(ask) || node.equals(ask)) {
      signals.presence(news().put("whole", true).put("rooms", views(local.rooms())));
    }
  }

  private void takeIn(String from, JsonObject news) {
    long theirs = news.getLong("version");
    JsonObject rooms = news.getJsonObject("rooms");
    if (news.getBoolean("whole", false)) {
      remote.replace(from, theirs, rooms, now()).forEach(gathering::add);
    } else if (rooms != null && remote.isAt(from, theirs - 1)) {
      remote.update(from, theirs, rooms).forEach(gathering::add);
    } else if (!remote.isAt(from, theirs)) {
      signals.presence(news().put("ask", from));
    }
  }

  private JsonObject news() {
    return new JsonObject().put("node", node).put("version", version);
  }

  private JsonObject views(Collection<String> rooms) {
    JsonObject views = new JsonObject();
    rooms.forEach(room -> views.put(room, local.view(room).toJson()));
    return views;
  }

  private void refresh(String room) {
    hub.live(room).ifPresent(live -> live.setState(
        presence(users(room, RoomView::users)).encode(),
        Views.users(users(room, RoomView::typing).stream().limit(Limits.TYPING_USERS).toList()).encode()));
  }

  /** Each user once, in the order of their ids, so that every node says the same. */
  private List<User> users(String room, Function<RoomView, List<User>> part) {
    Map<String, User> users = new TreeMap<>();
    Stream.concat(Stream.of(local.view(room)), remote.views(room).stream())
        .flatMap(view -> part.apply(view).stream())
        .forEach(user -> users.putIfAbsent(user.id(), user));
    return List.copyOf(users.values());
  }

  private static JsonObject presence(List<User> users) {
    return new JsonObject().put("count", users.size())
        .put("users", Views.users(users.stream().limit(Limits.PRESENCE_USERS).toList()));
  }

  private long now() {
    return clock.nanos() / 1_000_000;
  }
}
