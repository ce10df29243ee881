package dochat.chat;

import dochat.bus.SignalBus;
import dochat.model.Appended;
import dochat.model.Change;
import dochat.model.Messages;
import dochat.model.Room;
import dochat.model.User;
import dochat.presence.Roster;
import dochat.protocol.Command;
import dochat.protocol.Limits;
import dochat.protocol.Pages;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.protocol.Views;
import dochat.room.RoomLog;
import dochat.security.RateLimit;
import dochat.store.Store;
import dochat.trace.Trace;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a user can do, the same for every door. Any context may call, and is called back on itself. Everything fails with a
 * {@link Problem} when it is the client's or the load's fault.
 */
public final class ChatService {
  /** Longer than a visit to the lab runs. */
  private static final Duration LAB_KEPT = Duration.ofHours(1);
  private static final Logger LOG = LoggerFactory.getLogger(ChatService.class);

  private final Store store;
  private final RoomLog log;
  private final Roster roster;
  private final SignalBus signals;
  private final RateLimit posts;
  private final RateLimit creations = new RateLimit(Limits.ROOMS_CREATED_PER_MINUTE / 60.0, Limits.ROOMS_CREATED_PER_MINUTE);

  /** @param postRate posts a second of one user; twice that in a burst */
  public ChatService(Store store, RoomLog log, Roster roster, SignalBus signals, double postRate) {
    this.store = store;
    this.log = log;
    this.roster = roster;
    this.signals = signals;
    this.posts = new RateLimit(postRate, 2 * postRate);
  }

  /** The name of the store, which cursors belong to. */
  public String epoch() {
    return store.epoch();
  }

  /** All rooms, as this user sees them. */
  public Future<List<Room>> rooms(User user) {
    return store.rooms(user.id()).recover(ChatService::refuse);
  }

  /** A new room, which its creator has joined. The same client id again is answered with the same room. */
  public Future<Room> create(User user, Command.Create create) {
    return limited(creations, user).compose(granted -> create(user, create, RoomIds.from(create.name())));
  }

  /** A room for one visit to the transport lab. It is in no list, and goes when somebody opens one an hour later or more. */
  public Future<Room> openLab(User user) {
    Instant now = Instant.now();
    String id = RoomIds.ofLab(now);
    return limited(creations, user)
        .compose(granted -> store.createRoom(id, id, "", user.id()))
        .map(Optional::orElseThrow)
        .recover(ChatService::refuse)
        .onComplete(opened -> store.dropLabs(RoomIds.before(now.minus(LAB_KEPT)))
            .onFailure(failure -> LOG.debug("old rooms of the lab not dropped reason={}", failure.toString())));
  }

  public Future<Room> join(User user, Command.Join join) {
    return store.join(join.room(), user.id()).recover(ChatService::refuse).compose(done -> room(user, join.room()));
  }

  public Future<Room> leave(User user, Command.Leave leave) {
    return store.leave(leave.room(), user.id()).recover(ChatService::refuse).compose(done -> room(user, leave.room()));
  }

  /**
   * Puts a message into the log; completed after the commit. The same client id again is answered with the first event.
   *
   * @param trace begins the trace of the post; asked when the rate limit has let it through, so that nobody can make more of them
   */
  public Future<Appended> post(User user, Command.Post post, Supplier<Trace> trace) {
    return limited(posts, user).compose(granted -> post(new Change.Post(post.room(), user, post.id(), post.reply(), post.text()), trace.get()));
  }

  /** Gives an own message another text; completed after the commit. */
  public Future<Appended> edit(User user, Command.Edit edit) {
    return change(new Change.Edit(edit.room(), user, edit.id(), edit.seq(), edit.text()));
  }

  /** Deletes an own message, and all that it ever said; completed after the commit. */
  public Future<Appended> delete(User user, Command.Delete delete) {
    return change(new Change.Delete(delete.room(), user, delete.id(), delete.seq()));
  }

  /** Reacts to a message, or takes that back; completed after the commit. */
  public Future<Appended> react(User user, Command.React react) {
    return change(new Change.React(react.room(), user, react.id(), react.seq(), react.emoji(), react.on()));
  }

  /** A page of messages as they are now, as this user sees them; shorter than asked for where they are long. */
  public Future<JsonObject> messages(User user, Command.Messages asked) {
    String epoch = store.epoch();
    return page(user, asked)
        .map(messages -> Views.messages(epoch, messages))
        .recover(ChatService::refuse);
  }

  /**
   * A page of the log, shorter than asked for where its messages are long: from the cursor on, or else back from the end. It says that it
   * is of the log that was known before it was read: a client that holds it comes back with a cursor of no later one.
   */
  public Future<JsonObject> page(Command.Events events) {
    String epoch = store.epoch();
    return store.history(events.room(), events.after(), events.before(), events.limit())
        .map(events.after() < 0 ? Pages::last : Pages::first)
        .map(history -> Views.history(epoch, history))
        .recover(ChatService::refuse);
  }

  /** Says that the user types, or does so no longer. It is not promised that anybody sees it. */
  public void typing(User user, Command.Typing typing) {
    roster.typing(typing.room(), user, typing.typing());
  }

  /** Remembers up to where the user has read; the answer is the highest such number. */
  public Future<Long> read(User user, Command.Read read) {
    return store.markRead(read.room(), user.id(), read.seq()).recover(ChatService::refuse).compose(ChatService::orNotFound);
  }

  /** Who listens to a room. */
  public Future<JsonObject> presence(Command.Presence presence) {
    return roster.here(presence.room());
  }

  private Future<Messages> page(User user, Command.Messages asked) {
    if (asked.around() != Command.Events.ABSENT) {
      return store.messagesAround(asked.room(), user.id(), asked.around(), asked.limit()).map(page -> Pages.around(page, asked.around()));
    }
    Future<Messages> read = asked.thread() == Change.NO_REF ? store.messages(asked.room(), user.id(), asked.after(), asked.before(), asked.limit())
        : store.thread(asked.room(), user.id(), asked.thread(), asked.after(), asked.before(), asked.limit());
    return read.map(page -> asked.after() == Command.Events.ABSENT ? Pages.last(page) : Pages.first(page));
  }

  private Future<Appended> change(Change change) {
    return limited(posts, change.author()).compose(granted -> log.append(change, Trace.NONE).recover(ChatService::refuse).compose(this::answer));
  }

  private Future<Appended> post(Change change, Trace trace) {
    return Refusals.ending(trace, log.append(change, trace).recover(ChatService::refuse).compose(this::answer));
  }

  private Future<Room> create(User user, Command.Create create, String id) {
    Future<Optional<Room>> creation = create.id() == null ? store.createRoom(id, create.name(), create.topic(), user.id())
        : store.createRoom(id, create.name(), create.topic(), user.id(), create.id());
    return creation
        .recover(ChatService::refuse)
        .compose(created -> created.<Future<Room>>map(Future::succeededFuture)
            .orElseGet(() -> Future.failedFuture(Problem.of(ProblemCode.ROOM_EXISTS))))
        .onSuccess(room -> signals.roomsChanged());
  }

  private Future<Room> room(User user, String id) {
    return store.room(id, user.id()).recover(ChatService::refuse).compose(ChatService::orNotFound);
  }

  private Future<Appended> answer(Appended appended) {
    return switch (appended.outcome()) {
      case NEW -> {
        if (appended.change() instanceof Change.Post post) {
          roster.typing(post.room(), post.author(), false);
        }
        yield Future.succeededFuture(appended);
      }
      case REPEATED, UNCHANGED -> Future.succeededFuture(appended);
      case ID_REUSED -> Future.failedFuture(Problem.of(ProblemCode.ID_REUSED));
      case NO_MESSAGE -> Future.failedFuture(Problem.of(ProblemCode.MESSAGE_NOT_FOUND));
      case NOT_AUTHOR -> Future.failedFuture(Problem.of(ProblemCode.NOT_AUTHOR));
      case TOO_MANY_REACTIONS -> Future.failedFuture(Problem.of(ProblemCode.TOO_MANY_REACTIONS));
      case HELD -> Future.failedFuture(Problem.of(ProblemCode.BUSY));
      case NO_ROOM -> Future.failedFuture(Problem.of(ProblemCode.ROOM_NOT_FOUND));
    };
  }

  private static Future<Void> limited(RateLimit limit, User user) {
    int waitSeconds = limit.take(user.id());
    return waitSeconds == 0 ? Future.succeededFuture() : Future.failedFuture(Problem.rateLimited(waitSeconds));
  }

  private static <T> Future<T> orNotFound(Optional<T> found) {
    return found.map(Future::succeededFuture).orElseGet(() -> Future.failedFuture(Problem.of(ProblemCode.ROOM_NOT_FOUND)));
  }

  private static <T> Future<T> refuse(Throwable failure) {
    return Future.failedFuture(Refusals.of(failure));
  }
}
