package dochat.store;

import dochat.metrics.Metrics;
import dochat.metrics.Seldom;
import dochat.model.Appended;
import dochat.model.Audience;
import dochat.model.Ban;
import dochat.model.Change;
import dochat.model.Event;
import dochat.model.Followers;
import dochat.model.History;
import dochat.model.Messages;
import dochat.model.Neighbour;
import dochat.model.Opening;
import dochat.model.Person;
import dochat.model.Room;
import dochat.model.RoomKind;
import dochat.model.Standing;
import dochat.model.User;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jdbi.v3.core.HandleCallback;

/**
 * The truth: the room log, the rooms and their members, and who has signed in. Any thread may call; nothing here blocks the caller, and
 * every future is completed on the caller's context. Groups of changes run one after the other on one worker thread, each in a transaction
 * of its own; other changes run there as well, or on {@value #CHANGERS} threads of their own where the database locks rows, those of one
 * room one after the other (read marks that wait share a transaction); what reads runs beside them on {@value #READERS} others.
 *
 * <p>Several stores, in this process or others, may share one database. After at most 5 s a future fails with {@link StoreBusy} when the
 * database cannot do it now: then nothing was saved; or with {@link StoreUnconfirmed} when that is not known, because the answer to a
 * commit is missing. Every change may be asked for again after that, and says what has become of it.
 *
 * <p>Texts and names must not have the character U+0000, which PostgreSQL cannot store, nor unpaired surrogates, which no UTF-8 database
 * can: the layers above refuse them (see {@code docs/protocol.md}).
 */
public final class Store {
  static final int READERS = 4;
  private static final int CHANGERS = 4;
  private static final String KIND = "kind";
  /** So long a sign-in waits for somebody who holds the room general. */
  private static final long JOIN_MILLIS = 500;

  private final Engine engine;
  private final WorkerExecutor writer;
  private final List<WorkerExecutor> workers;
  private final Calls groups;
  private final Calls changes;
  private final Calls queries;
  private final ReadMarks readMarks;
  private final TokenOwners tokenOwners;
  private final Registry registry;
  private final Administration administration;
  private final Subjects subjects;
  private final Cards cards;
  private final Feeds feeds;
  private final OwnPlaces ownPlaces;
  private final OwnPreferences ownPreferences;
  private volatile String epoch;
  /** Messages were refused by what lasts, as on a full disk: a beat changes a row, for which there may be room where there is none for them. */
  private volatile boolean isInDoubt;
  /** The epochs that this node's beats have found. */
  private final Set<String> beaten = ConcurrentHashMap.newKeySet();
  private final LongAdder reads = new LongAdder();
  private final AtomicReference<Future<Void>> closed = new AtomicReference<>();

  private Store(Vertx vertx, Engine engine, String epoch, WorkerExecutor writer, WorkerExecutor reader) {
    var changer = engine.hasRowLocks() ? vertx.createSharedWorkerExecutor("dochat-store-changer", CHANGERS) : writer;
    var warnings = new Seldom();
    this.engine = engine;
    this.epoch = epoch;
    this.writer = writer;
    this.workers = Stream.of(writer, changer, reader).distinct().toList();
    this.groups = new Calls(vertx, writer, warnings);
    this.changes = new Calls(vertx, changer, warnings);
    this.queries = new Calls(vertx, reader, warnings);
    this.readMarks = new ReadMarks(engine);
    this.tokenOwners = new TokenOwners(vertx, System::nanoTime, hashes -> read(handle -> Accounts.ofTokens(handle, engine, hashes)));
    this.registry = new Registry(engine, this::change, this::read);
    this.administration = new Administration(engine, this::change, this::read);
    this.subjects = new Subjects(engine, this::change, this::read);
    this.cards = new Cards(engine, this::change, this::read);
    this.feeds = new Feeds(engine, this::read, this::readTogether);
    this.ownPlaces = new OwnPlaces(this::change, this::read);
    this.ownPreferences = new OwnPreferences(this::change, this::read);
  }

  /**
   * Opens the store, creates what is missing and brings older tables up to date. Safe when several processes open the same new database
   * at the same moment. Fails with {@link StoreUnavailable}.
   */
  public static Future<Store> open(Vertx vertx, StoreConfig config) {
    return open(vertx, config, null, Duration.ZERO);
  }

  /**
   * The same, but also fails when it is not the store of this name any more: another one may have taken its place since it was
   * {@linkplain #prepare prepared}.
   *
   * @param patience for so long it waits, like {@link #prepare}, on a worker thread
   */
  public static Future<Store> open(Vertx vertx, StoreConfig config, String name, Duration patience) {
    var writer = vertx.createSharedWorkerExecutor("dochat-store-writer", 1);
    var reader = vertx.createSharedWorkerExecutor("dochat-store-reader", READERS);
    return writer.executeBlocking(() -> Arrival.of(patience, () -> openNow(vertx, config, name, writer, reader)), false)
        .recover(e -> Future.join(writer.close(), reader.close()).transform(ended -> Future.failedFuture(e)));
  }

  private static Store openNow(Vertx vertx, StoreConfig config, String name, WorkerExecutor writer, WorkerExecutor reader) {
    var engine = Engine.open(config);
    try {
      var epoch = migrate(engine);
      if (name != null && !name.equals(Epochs.store(epoch))) {
        throw new StoreUnavailable("The store was replaced while the node started; start it again.", null);
      }
      return new Store(vertx, engine, epoch, writer, reader);
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  private static String migrate(Engine engine) {
    try {
      return Schema.migratePatiently(engine);
    } catch (StoreUnavailable e) {
      throw e;
    } catch (RuntimeException e) {
      var cause = Engine.cause(e);
      throw new StoreUnavailable("The tables cannot be prepared: " + (e instanceof StoreBusy busy ? busy.reason() : e.getMessage()), e,
          cause != null && PostgresFaults.isAway(cause));
    }
  }

  /**
   * Creates what is missing, brings older tables up to date, and answers the name of the store, which is what its {@link #epoch} begins
   * with and never changes. Blocks: for the start of a node, which needs the name before there is anything that it could call back. Fails
   * like {@link #open}.
   *
   * @param patience for so long it waits for a server that is not there, or does not take anybody in yet; zero: it fails at once
   */
  public static String prepare(StoreConfig config, Duration patience) {
    return Arrival.of(patience, () -> {
      try (var engine = Engine.open(config)) {
        return Epochs.store(migrate(engine));
      }
    });
  }

  /**
   * The name of this store's log, as far as this node knows: 16 random characters a–z and 2–7, given when its tables were created, and
   * after a {@linkplain #rewound rewind} a hyphen and 8 more.
   */
  public String epoch() {
    return epoch;
  }

  /**
   * What is not as it is known of these rooms, all at one moment, and the epoch of this moment, which is {@link #epoch} from now on, unless that has become another one
   * meanwhile.
   */
  public Future<Standing> standing(Collection<Standing.Known> known) {
    var rooms = List.copyOf(known);
    var before = epoch;
    return read(handle -> Epochs.standing(handle, engine, rooms)).onSuccess(standing -> epoch = epoch.equals(before) ? standing.epoch() : epoch);
  }

  /**
   * The log of this epoch has lost events that it had: from now on it has another epoch, which is the answer, the same for all nodes that
   * find out. Cursors of the old one are answered with a reset.
   */
  public Future<String> rewound(String epoch) {
    return change("epoch", handle -> Epochs.renew(handle, epoch)).onSuccess(renewed -> this.epoch = renewed);
  }

  /**
   * Appends the changes to their rooms' logs in one transaction and in their order. The results are in the same order. Authors become
   * members of the rooms. What an earlier call has saved, or this one before a connection broke in the commit, comes back as repeated.
   */
  public Future<List<Appended>> append(List<Change> asked) {
    var group = List.copyOf(asked);
    return groups.run(call(call -> engine.write(handle -> new Appending(handle, engine, group, true).run(), call)));
  }

  /**
   * The same, but changes come back as held when somebody else holds their rooms, and the others are saved.
   *
   * @param patience how long the caller waits for the answer
   */
  public Future<List<Appended>> appendFree(List<Change> asked, Duration patience) {
    var group = List.copyOf(asked);
    return noted(groups.run(new Call<>(engine, patience.toMillis(), call -> freely(group, false, call))));
  }

  /**
   * The same for changes of one room that was held: beside {@link #appendFree}, and patient for half a second, or hardly at all.
   *
   * @param isBrief whether somebody has waited for it before
   */
  public Future<List<Appended>> appendHeld(List<Change> asked, boolean isBrief, Duration patience) {
    var group = List.copyOf(asked);
    return noted(changes.run(new Call<>(engine, patience.toMillis(), isBrief, call -> freely(group, true, call))));
  }

  private Future<List<Appended>> noted(Future<List<Appended>> appended) {
    return appended
        .onSuccess(done -> isInDoubt &= done.stream().noneMatch(each -> each.outcome() == Appended.Outcome.NEW))
        .onFailure(failure -> isInDoubt |= Engine.fault(engine, failure) == Engine.Fault.LASTING);
  }

  /** What may have been saved already is not called held, but tried until that is known. */
  private List<Appended> freely(List<Change> group, boolean waits, Call<?> call) {
    try {
      return engine.write(handle -> new Appending(handle, engine, group, waits || call.isUnsure()).run(), call);
    } catch (RuntimeException e) {
      if (call.isUnsure() || Engine.fault(engine, e) != Engine.Fault.HELD) {
        throw e;
      }
      return group.stream().map(change -> new Appended(change, Appended.Outcome.HELD, null)).toList();
    }
  }

  /**
   * A page of a room's log, in rising order; fails with {@link NoSuchRoom}.
   *
   * @param after  only events after this number; the first ones of them. −1: the last ones instead
   * @param before only events before this number; −1: no such bound
   * @param limit  at most so many events, at least 1. The first ones are fewer where they are long: enough for a delivery, and at least one
   */
  public Future<History> history(String room, long after, long before, int limit) {
    reads.increment();
    return queries.runLong(call(call -> engine.read(handle -> Rooms.history(handle, room, after, before, limit))));
  }

  /** The same as this user sees it: without what was before they came, and without what becomes of that. */
  public Future<History> history(String room, String user, long after, long before, int limit) {
    reads.increment();
    return queries.runLong(call(call -> engine.readTogether(handle -> Rooms.history(handle, room, Members.floor(handle, room, user), after, before, limit))));
  }

  /**
   * A page of a room's messages as they are now, in rising order; fails with {@link NoSuchRoom}.
   *
   * @param user   who asks
   * @param after  only messages after this number; the first ones of them. −1: the last ones instead
   * @param before only messages before this number; −1: no such bound
   * @param limit  at most so many messages, at least 1
   */
  public Future<Messages> messages(String room, String user, long after, long before, int limit) {
    reads.increment();
    return queries.runLong(call(call -> engine.readTogether(handle -> MessagePages.page(handle, engine, room, user, Change.NO_REF, after, before, limit))));
  }

  /** The same of one thread alone: the message of this number, which began it, and its replies. */
  public Future<Messages> thread(String room, String user, long thread, long after, long before, int limit) {
    reads.increment();
    return queries.runLong(call(call -> engine.readTogether(handle -> MessagePages.page(handle, engine, room, user, thread, after, before, limit))));
  }

  /**
   * A page of the texts of a message in the order in which it had them, as the events that brought them: what it said before the first edit of the page, then
   * those edits. Empty where this user does not see the message, or it was deleted; what it said at first alone where there are no such edits.
   *
   * @param before only edits before this number, the last of them; −1: no such bound
   * @param limit  at most so many edits, at least 1
   */
  public Future<List<Event>> edits(String room, String user, long seq, long before, int limit) {
    return queries.runLong(call(call -> engine.readTogether(handle -> Edits.texts(handle, room, user, seq, before, limit))));
  }

  /** A page of {@link #messages} on both sides of a number: the message that has it, if one has, those before it and those after it. */
  public Future<Messages> messagesAround(String room, String user, long around, int limit) {
    reads.increment();
    return queries.runLong(call(call -> engine.readTogether(handle -> MessagePages.around(handle, engine, room, user, around, limit))));
  }

  /** The messages that a room keeps at hand, as they are now, the one that was pinned last first; fails with {@link NoSuchRoom}. */
  public Future<Messages> pins(String room, String user) {
    reads.increment();
    return queries.runLong(call(call -> engine.readTogether(handle -> MessagePages.pins(handle, engine, room, user))));
  }

  /** The newest number of each of these rooms, without those that do not exist; one query. */
  public Future<Map<String, Long>> heads(Collection<String> rooms) {
    var asked = List.copyOf(rooms);
    return read(handle -> Rooms.heads(handle, engine, asked));
  }

  /** The rooms that this user has joined and the first public ones, as they see them, ordered by name without regard to case; without those of the lab. */
  public Future<List<Room>> rooms(String userId) {
    return read(handle -> RoomViews.listed(handle, userId));
  }

  /** Those of them that they have joined. */
  public Future<List<Room>> joinedRooms(String userId) {
    return read(handle -> RoomViews.joined(handle, userId));
  }

  /**
   * A page of the public rooms, as this user sees them: those whose names begin with a text, then those whose names have it, then those whose topics do.
   *
   * @param search may be empty
   * @param after  the name of the last one of the page before; empty for the first
   */
  public Future<List<Room>> directory(String userId, String search, String after, int limit) {
    return read(handle -> Directory.page(handle, engine, userId, search, after, limit));
  }

  /** One room as this user sees it; empty if there is none that they may know of. */
  public Future<Optional<Room>> room(String roomId, String userId) {
    return read(handle -> RoomViews.one(handle, roomId, userId));
  }

  /** The kind of a room that this user may know of, and read; fails with {@link Banned}. */
  public Future<Optional<RoomKind>> kind(String roomId, String userId) {
    return read(handle -> RoomViews.kind(handle, roomId, userId));
  }

  /** Whether this user may post in a room by now: fails as a post would with {@link NoSuchRoom}, {@link Banned}, {@code room_archived} or {@code not_permitted}. */
  public Future<Void> checkPosting(String roomId, String userId) {
    return read(handle -> {
      Posting.check(handle, roomId, userId);
      return null;
    });
  }

  /** The event by which this user has left a room, by its client id. */
  public Future<Optional<Event>> left(String roomId, String userId, String clientId) {
    return read(handle -> Members.left(handle, roomId, userId, clientId));
  }

  /** Who may hear what is said in a room; fails with {@link NoSuchRoom}. */
  public Future<Audience> audience(String room) {
    return read(handle -> RoomViews.audience(handle, room));
  }

  /** The end of a room's log, and who may hear it; fails with {@link NoSuchRoom}. */
  public Future<Opening> opening(String room, int limit) {
    reads.increment();
    return queries.runLong(call(call -> engine.readTogether(handle ->
        new Opening(Rooms.history(handle, room, -1, -1, limit), RoomViews.audience(handle, room)))));
  }

  /** The next members of a room whose ids are greater. */
  public Future<List<Person>> members(String room, String after, int limit) {
    return read(handle -> Members.page(handle, room, after, limit));
  }

  /** The next people whose ids are greater who are banned from a room, for who keeps order there; fails with {@code not_permitted}, {@link Banned} and {@link NoSuchRoom}. */
  public Future<List<Ban>> bans(String room, String user, String after, int limit) {
    return readTogether(handle -> Bans.page(handle, room, user, after, limit));
  }

  /**
   * Who has read up to a message of a small room, but for its author and who asks, who is a member. Fails with {@code not_permitted}, {@link Banned}, {@link NoSuchRoom} and {@code message_not_found}.
   */
  public Future<List<User>> readers(String room, long seq, String user) {
    return readTogether(handle -> Readers.of(handle, room, seq, user));
  }

  /** Who follows the thread of a message; fails with {@link NoSuchRoom}, {@link Banned} and {@code message_not_found}. */
  public Future<Followers> followers(String room, long seq, String user) {
    return readTogether(handle -> Follows.of(handle, room, seq, user));
  }

  /** How far the members of these rooms have read who may be here, by room and by person. */
  public Future<Map<String, SortedMap<String, Long>>> marks(Set<String> rooms) {
    return read(handle -> Readers.marks(handle, engine, rooms));
  }

  /**
   * A page of the people whose names have this text, those first whose names begin with it.
   *
   * @param text  may be empty
   * @param after the id of the last one of the page before; empty for the first
   */
  public Future<List<User>> people(String text, String after, int limit) {
    return read(handle -> Accounts.search(handle, engine, text, after, limit));
  }

  /** Who has signed in once under this id, also where they may not any more. */
  public Future<Optional<User>> person(String id) {
    return read(handle -> Accounts.one(handle, id));
  }

  /** A room that everybody may join, public or of the lab, and that nobody asks for again. */
  public Future<Optional<Room>> createRoom(String id, String name, String topic, String userId) {
    return createRoom(id, name, topic, RoomKind.of(id, RoomKind.PUBLIC.word()), userId, UUID.randomUUID().toString());
  }

  /**
   * Creates a public or private room that its creator has joined and owns; empty when the id, or the name of a public one but for case and
   * normalisation, is taken. By the same creator with the same client id it is the room that was created then, whatever it is called by now. Fails
   * with {@link CreatedOtherwise} when that was another one, {@link TooManyRooms}, and for a private one {@link OlderNodes}.
   */
  public Future<Optional<Room>> createRoom(String id, String name, String topic, RoomKind kind, String userId, String clientId) {
    var room = NewRoom.of(id, name, topic, kind, userId, clientId);
    return change("create " + id, handle -> Rooms.create(handle, engine, room, userId, clientId));
  }

  /**
   * The direct conversation of these people, which is made where there is none; empty where one of them has never signed in. Fails with
   * {@link TooManyRooms} and {@link OlderNodes}.
   *
   * @param id     of the room, if it is made
   * @param userId one of them, as whom it is seen
   */
  public Future<Optional<Room>> direct(String id, Set<String> people, String userId) {
    return change("create " + id, handle -> Rooms.direct(handle, engine, id, people, userId));
  }

  /** Drops some of the lab's rooms ({@link RoomKind#LAB}) whose ids are smaller than this, the oldest ones, with their logs; how many. */
  public Future<Integer> dropLabs(String before) {
    return change("labs", handle -> Rooms.dropLabs(handle, engine, before));
  }

  /**
   * Notes that a member has read up to {@code seq}, but not beyond the head, and answers how far the member has read; that never goes
   * back. For others nothing is noted and the bounded {@code seq} is the answer. Empty: no such room.
   */
  public Future<Optional<Long>> markRead(String roomId, String userId, long seq) {
    var mark = readMarks.add(roomId, userId, seq);
    return changes.run("marks", this.<Optional<Long>>call(call -> readMarks.save(mark, call))).onComplete(done -> readMarks.forget(mark));
  }

  /**
   * Stores the guest (or the new name of one) and the token's hash, and joins the room general, unless somebody holds it for long: then the
   * first message there joins. Fails with {@code guests_refused} where the administrators have said so.
   *
   * @param device what the session begins on, in words; may be empty
   */
  public Future<Void> signIn(User user, byte[] tokenHash, String device) {
    return change("account " + user.id(), handle -> {
      Entrances.checkGuests(handle);
      return Accounts.signIn(handle, engine, user, tokenHash, device);
    })
        .compose(joined -> joined ? Future.succeededFuture() : joinGeneral(user));
  }

  private Future<Void> joinGeneral(User user) {
    return changes.run("room " + Room.GENERAL, new Call<>(engine, JOIN_MILLIS,
        call -> engine.write(handle -> Rooms.enter(handle, engine, Room.GENERAL, user.id(), true), call)))
        .transform(joined -> Future.succeededFuture());
  }

  /** Whose token has this hash; empty if nobody's. */
  public Future<Optional<User>> userOf(byte[] tokenHash) {
    return tokenOwners.of(tokenHash);
  }

  /** Forgets the token of this hash; false if there was none. */
  public Future<Boolean> signOut(byte[] tokenHash) {
    return change("token " + Arrays.hashCode(tokenHash), handle -> Accounts.signOut(handle, tokenHash));
  }

  /** Accounts and sessions. */
  public Registry registry() {
    return registry;
  }

  /** What people may do in the chat, who may come in, and by which links. */
  public Administration administration() {
    return administration;
  }

  /** Who people are at an OpenID Provider. */
  public Subjects subjects() {
    return subjects;
  }

  /** What people show of themselves. */
  public Cards cards() {
    return cards;
  }

  /** What concerns each person. */
  public Feeds feeds() {
    return feeds;
  }

  /** What people keep of their rooms for themselves. */
  public OwnPlaces ownPlaces() {
    return ownPlaces;
  }

  /** What people have chosen for themselves. */
  public OwnPreferences ownPreferences() {
    return ownPreferences;
  }

  /** How often it has been asked to read, by this node. */
  public long reads() {
    return reads.sum();
  }

  /** Shows what it does in these counters. */
  public void showIn(Metrics metrics) {
    metrics.count("dochat_store_reads_total", "Questions to the store.", this::reads);
    metrics.gauges("dochat_store_calls", "Calls of the store that are not answered yet, and tokens that wait for one.", KIND,
        () -> queues(calls -> calls.waiting(), tokenOwners.waiting()));
    metrics.gauges("dochat_store_threads_busy", "Threads that work on such calls.", KIND, () -> byKind(calls -> calls.busy()));
    metrics.gauges("dochat_store_call_age_seconds", "How long the oldest such call has waited.", KIND,
        () -> queues(Calls::ageSeconds, tokenOwners.ageSeconds()));
    Map.of("append", groups, "change", changes, "read", queries)
        .forEach((kind, calls) -> calls.watch(nanos -> metrics.storeWaited(kind, nanos), nanos -> metrics.storeRan(kind, nanos)));
  }

  /**
   * Writes a node's row, a sign of life and the proof that it can write; the answer is what the rows of all nodes were before. Where the
   * node's own was older than it must be, the log was {@linkplain #rewound rewound}. The epoch is read along with it. After messages were
   * refused by what lasts, it also proves that there is room for one again.
   *
   * @param confirmed the last beat of this node that this method has succeeded with, 0 if none
   */
  public Future<List<Neighbour>> beat(Neighbour self, long confirmed) {
    var proves = isInDoubt;
    return change("beat", handle -> {
      if (proves) {
        Trial.message(handle);
      }
      return Beats.beat(handle, self, confirmed, beaten);
    }).onSuccess(pulse -> note(pulse, proves)).map(Beats.Pulse::rows);
  }

  /** A node says goodbye. */
  public Future<Void> endBeats(String node) {
    return change("beat", handle -> Beats.end(handle, node)).mapEmpty();
  }

  /** Ends the connections after the changes that were asked for before. Idempotent. */
  public Future<Void> close() {
    var end = Promise.<Void>promise();
    if (closed.compareAndSet(null, end.future())) {
      changes.quiet().compose(quiet -> writer.executeBlocking(() -> {
        engine.close();
        return null;
      }, false)).eventually(() -> Future.join(workers.stream().map(WorkerExecutor::close).toList())).<Void>mapEmpty().onComplete(end);
    }
    return closed.get();
  }

  private void note(Beats.Pulse pulse, boolean hasProved) {
    isInDoubt &= !hasProved;
    epoch = pulse.epoch();
    beaten.add(epoch);
  }

  private Map<String, Double> byKind(ToDoubleFunction<Calls> value) {
    return Map.of("append", value.applyAsDouble(groups), "change", value.applyAsDouble(changes), "read", value.applyAsDouble(queries));
  }

  /** Tokens wait together for a call that reads. */
  private Map<String, Double> queues(ToDoubleFunction<Calls> value, double ofTokens) {
    Map<String, Double> queues = new TreeMap<>(byKind(value));
    queues.put("token", ofTokens);
    return queues;
  }

  private <T> Future<T> change(String lane, HandleCallback<T, RuntimeException> work) {
    return changes.run(lane, call(call -> engine.write(work, call)));
  }

  private <T> Future<T> read(HandleCallback<T, RuntimeException> work) {
    reads.increment();
    return queries.run(call(call -> engine.read(work)));
  }

  private <T> Future<T> readTogether(HandleCallback<T, RuntimeException> work) {
    reads.increment();
    return queries.run(call(call -> engine.readTogether(work)));
  }

  private <T> Call<T> call(Call.Work<T> work) {
    return new Call<>(engine, Call.PATIENCE_MILLIS, work);
  }
}
