package dochat.store;

import dochat.model.Appended;
import dochat.model.Draft;
import dochat.model.History;
import dochat.model.Room;
import dochat.model.Standing;
import dochat.model.User;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jdbi.v3.core.HandleCallback;

/**
 * The truth: the room log, the rooms and their members, and who has signed in. Any thread may call; nothing here blocks the caller, and
 * every future is completed on the caller's context. What writes runs one after the other on one worker thread, each call in a
 * transaction of its own (read marks that wait share one); what reads runs beside it on {@value #READERS} others.
 *
 * <p>Several stores, in this process or others, may share one database. A future fails with {@link StoreBusy} when the database cannot
 * do it now, after at most about 10 s. Texts and names must not have the character U+0000, which PostgreSQL cannot store, nor unpaired
 * surrogates, which no UTF-8 database can: the layers above refuse them (see {@code docs/protocol.md}).
 */
public final class Store {
  static final int READERS = 4;

  private final Engine engine;
  private final WorkerExecutor writer;
  private final WorkerExecutor reader;
  private final ReadMarks readMarks;
  private volatile String epoch;
  private final LongAdder reads = new LongAdder();
  private final AtomicReference<Future<Void>> closed = new AtomicReference<>();

  private Store(Engine engine, String epoch, WorkerExecutor writer, WorkerExecutor reader) {
    this.engine = engine;
    this.epoch = epoch;
    this.writer = writer;
    this.reader = reader;
    this.readMarks = new ReadMarks(engine);
  }

  /**
   * Opens the store, creates what is missing and brings older tables up to date. Safe when several processes open the same new database
   * at the same moment. Fails with {@link StoreUnavailable}.
   */
  public static Future<Store> open(Vertx vertx, StoreConfig config) {
    var writer = vertx.createSharedWorkerExecutor("dochat-store-writer", 1);
    var reader = vertx.createSharedWorkerExecutor("dochat-store-reader", READERS);
    return writer.executeBlocking(() -> openNow(config, writer, reader), false)
        .recover(e -> Future.join(writer.close(), reader.close()).transform(ended -> Future.failedFuture(e)));
  }

  private static Store openNow(StoreConfig config, WorkerExecutor writer, WorkerExecutor reader) {
    var engine = Engine.open(config);
    try {
      return new Store(engine, Schema.migrate(engine), writer, reader);
    } catch (RuntimeException e) {
      engine.close();
      throw e instanceof StoreUnavailable ? e : new StoreUnavailable("The tables cannot be prepared: " + e.getMessage(), e);
    }
  }

  /**
   * Creates what is missing, brings older tables up to date, and answers the name of the store, which is what its {@link #epoch} begins
   * with and never changes. Blocks: for the start of a node, which needs the name before there is anything that it could call back. Fails
   * like {@link #open}.
   */
  public static String prepare(StoreConfig config) {
    try (Engine engine = Engine.open(config)) {
      return Epochs.store(Schema.migrate(engine));
    }
  }

  /**
   * The name of this store's log, as far as this node knows: 16 random characters a–z and 2–7, given when its tables were created, and
   * after a {@linkplain #rewound rewind} a hyphen and 8 more.
   */
  public String epoch() {
    return epoch;
  }

  /**
   * Where these rooms stand, all at one moment, and the epoch of this moment, which is {@link #epoch} from now on.
   *
   * @param asked a number of each room, whose event's mark is wanted
   */
  public Future<Standing> standing(Map<String, Long> asked) {
    var rooms = Map.copyOf(asked);
    return read(handle -> Epochs.standing(handle, engine, rooms)).onSuccess(standing -> epoch = standing.epoch());
  }

  /**
   * The log of this epoch has lost events that it had: from now on it has another epoch, which is the answer, the same for all nodes that
   * find out. Cursors of the old one are answered with a reset.
   */
  public Future<String> rewound(String epoch) {
    return write(handle -> Epochs.renew(handle, epoch)).onSuccess(renewed -> this.epoch = renewed);
  }

  /**
   * Appends the drafts to their rooms' logs in one transaction and in their order. The results are in the same order; when the future
   * fails, nothing of the group was saved ({@link StoreBusy} names the exception). Authors become members of the rooms.
   *
   * <p>When PostgreSQL's connection breaks during the commit, the group is tried again on a new one, and what had been saved comes back
   * as repeated although this call has saved it.
   */
  public Future<List<Appended>> append(List<Draft> drafts) {
    var group = List.copyOf(drafts);
    return write(handle -> new Appending(handle, engine, group).run());
  }

  /**
   * A page of a room's log, in rising order; fails with {@link NoSuchRoom}.
   *
   * @param after  only events after this number; the first ones of them. −1: the last ones instead
   * @param before only events before this number; −1: no such bound
   * @param limit  at most so many events, at least 1. The first ones are fewer where they are long: enough for a delivery, and at least one
   */
  public Future<History> history(String room, long after, long before, int limit) {
    return read(handle -> Rooms.history(handle, room, after, before, limit));
  }

  /** The newest number of each of these rooms, without those that do not exist; one query. */
  public Future<Map<String, Long>> heads(Collection<String> rooms) {
    var asked = List.copyOf(rooms);
    return read(handle -> Rooms.heads(handle, engine, asked));
  }

  /** All rooms as this user sees them, ordered by name without regard to case; without those of the lab. */
  public Future<List<Room>> rooms(String userId) {
    return read(handle -> Rooms.all(handle, userId));
  }

  /** One room as this user sees it; empty if there is none. */
  public Future<Optional<Room>> room(String roomId, String userId) {
    return read(handle -> Rooms.one(handle, roomId, userId));
  }

  /** Creates a room that its creator has joined; empty when the id, or the name but for case and normalisation, is taken. Fails with {@link TooManyRooms}. */
  public Future<Optional<Room>> createRoom(String id, String name, String topic, String userId) {
    return write(handle -> Rooms.create(handle, id, name, topic, userId));
  }

  /** Drops some of the lab's rooms ({@link Room#LAB}) whose ids are smaller than this, the oldest ones, with their logs; how many. */
  public Future<Integer> dropLabs(String before) {
    return write(handle -> Rooms.dropLabs(handle, before));
  }

  /** Makes the user a member, if not yet; false: no such room. */
  public Future<Boolean> join(String roomId, String userId) {
    return write(handle -> Rooms.join(handle, roomId, userId));
  }

  /** Ends the membership, if any, and forgets how far the user has read; false: no such room. */
  public Future<Boolean> leave(String roomId, String userId) {
    return write(handle -> Rooms.leave(handle, roomId, userId));
  }

  /**
   * Notes that a member has read up to {@code seq}, but not beyond the head, and answers how far the member has read; that never goes
   * back. For others nothing is noted and the bounded {@code seq} is the answer. Empty: no such room.
   */
  public Future<Optional<Long>> markRead(String roomId, String userId, long seq) {
    var mark = readMarks.add(roomId, userId, seq);
    return writer.executeBlocking(() -> readMarks.save(mark), false);
  }

  /** Stores the user (or the new name of one) and the token's hash, which must be new, and joins the room general. */
  public Future<Void> signIn(User user, byte[] tokenHash) {
    return write(handle -> {
      Accounts.signIn(handle, user, tokenHash);
      return null;
    });
  }

  /** Whose token has this hash; empty if nobody's. */
  public Future<Optional<User>> userOf(byte[] tokenHash) {
    return read(handle -> Accounts.ofToken(handle, tokenHash));
  }

  /** Forgets the token of this hash; false if there was none. */
  public Future<Boolean> signOut(byte[] tokenHash) {
    return write(handle -> Accounts.signOut(handle, tokenHash));
  }

  /** How often it has been asked to read, by this node. */
  public long reads() {
    return reads.sum();
  }

  /** Succeeds when the database answers. */
  public Future<Void> check() {
    return read(handle -> handle.createQuery("SELECT epoch FROM meta").mapTo(String.class).one()).mapEmpty();
  }

  /** Ends the connections after the writes that were asked for before. Idempotent. */
  public Future<Void> close() {
    var end = Promise.<Void>promise();
    if (closed.compareAndSet(null, end.future())) {
      writer.executeBlocking(() -> {
        engine.close();
        return null;
      }, false).eventually(() -> Future.join(writer.close(), reader.close())).<Void>mapEmpty().onComplete(end);
    }
    return closed.get();
  }

  private <T> Future<T> write(HandleCallback<T, RuntimeException> work) {
    return writer.executeBlocking(() -> Retries.run(engine, () -> engine.write(work)), false);
  }

  private <T> Future<T> read(HandleCallback<T, RuntimeException> work) {
    reads.increment();
    return reader.executeBlocking(() -> Retries.run(engine, () -> engine.read(work)), false);
  }
}
