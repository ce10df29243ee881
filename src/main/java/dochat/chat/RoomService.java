package dochat.chat;

import dochat.bus.SignalBus;
import dochat.model.Appended;
import dochat.model.Appended.Outcome;
import dochat.model.Ban;
import dochat.model.Change;
import dochat.model.Person;
import dochat.model.Room;
import dochat.model.RoomKind;
import dochat.model.User;
import dochat.protocol.Command;
import dochat.protocol.Limits;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.security.RateLimit;
import dochat.security.Tokens;
import dochat.store.Store;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a user can do with rooms and the people in them, the same for every door. Any context may call, and is called back on itself. Everything
 * fails with a {@link Problem} when it is the client's or the load's fault.
 */
public final class RoomService {
  /** Longer than a visit to the lab runs. */
  private static final Duration LAB_KEPT = Duration.ofHours(1);
  private static final Logger LOG = LoggerFactory.getLogger(RoomService.class);

  /** Of the store's readers the others serve what is asked more often. */
  private static final int SEARCHES_AT_ONCE = 2;

  private final Store store;
  private final Changes changes;
  private final Access access;
  private final SignalBus signals;
  private final RateLimit creations = new RateLimit(Limits.ROOMS_CREATED_PER_MINUTE / 60.0, Limits.ROOMS_CREATED_PER_MINUTE);
  private final RateLimit searches = new RateLimit(Limits.SEARCHES_PER_SECOND, 5 * Limits.SEARCHES_PER_SECOND);
  private final RateLimit roomSearches = new RateLimit(Limits.SEARCHES_PER_SECOND, 5 * Limits.SEARCHES_PER_SECOND);
  private final AtomicInteger searching = new AtomicInteger();

  public RoomService(Store store, Changes changes, Access access, SignalBus signals) {
    this.store = store;
    this.changes = changes;
    this.access = access;
    this.signals = signals;
  }

  /** The rooms that this user has joined, and the first public ones if those are wanted, as they see them. */
  public Future<List<Room>> rooms(User user, Command.Rooms asked) {
    return (asked.joined() ? store.joinedRooms(user.id()) : store.rooms(user.id())).recover(RoomService::refuse);
  }

  /** One room, as this user sees it. */
  public Future<Room> look(User user, Command.Look asked) {
    return room(user, asked.room());
  }

  /** A page of the public rooms. It looks at all of them, so nobody may ask often, and few at a time. */
  public Future<List<Room>> directory(User user, Command.Directory asked) {
    return Changes.limited(roomSearches, user).compose(granted -> found(() -> store.directory(user.id(), asked.search(), asked.after(), asked.limit())));
  }

  /** A new room, which its creator has joined and owns. The same client id again is answered with the same room, and for another name or kind refused. */
  public Future<Room> create(User user, Command.Create create) {
    String clientId = idOr(create.id());
    String roomId = create.kind().isClosed() ? RoomIds.random() : RoomIds.from(create.name());
    return Changes.limited(creations, user)
        .compose(granted -> store.createRoom(roomId, create.name(), create.topic(), create.kind(), user.id(), clientId).recover(RoomService::refuse))
        // A room that has another name by now may have the id that this one would like.
        .compose(created -> created.isPresent() || create.kind().isClosed() ? Future.succeededFuture(created)
            : store.createRoom(RoomIds.random(), create.name(), create.topic(), create.kind(), user.id(), clientId).recover(RoomService::refuse))
        .compose(created -> orElse(created, create.kind().isClosed() ? ProblemCode.ID_REUSED : ProblemCode.ROOM_EXISTS))
        .onSuccess(room -> tell(room, user));
  }

  /** Settles one thing of a room; completed after the commit. Who sees the room in a list sees it otherwise. */
  public Future<Appended> update(User user, Command.Update update) {
    return changes.append(new Change.Settle(update.room(), user, update.id(), update.type(), update.text())).onSuccess(appended -> {
      if (appended.outcome() == Outcome.NEW) {
        renew(update.room());
      }
    });
  }

  /** The conversation of these people and this user, which is made where there is none. */
  public Future<Room> direct(User user, Command.Direct direct) {
    Set<String> people = new HashSet<>(direct.users());
    people.add(user.id());
    return Changes.limited(creations, user)
        .compose(granted -> store.direct(RoomIds.random(), people, user.id()).recover(RoomService::refuse))
        .compose(found -> orElse(found, ProblemCode.USER_NOT_FOUND))
        .onSuccess(room -> told(Set.of(user.id())));
  }

  /** A room for one visit to the transport lab. It is in no list, and goes when somebody opens one an hour later or more. */
  public Future<Room> openLab(User user) {
    Instant now = Instant.now();
    String id = RoomIds.ofLab(now);
    return Changes.limited(creations, user)
        .compose(granted -> store.createRoom(id, id, "", user.id()))
        .map(Optional::orElseThrow)
        .recover(RoomService::refuse)
        .onComplete(opened -> store.dropLabs(RoomIds.before(now.minus(LAB_KEPT)))
            .onFailure(failure -> LOG.debug("old rooms of the lab not dropped reason={}", failure.toString())));
  }

  /** Makes one a member of a public room, by its log, in which who is one already is not written down again. */
  public Future<Room> join(User user, Command.Join join) {
    return changes.append(new Change.Join(join.room(), user, idOr(join.id()))).compose(done -> room(user, join.room()));
  }

  /** Ends one's membership, by the room's log. One that is not public is seen once more, as it was; when that is repeated, as far as it is seen by now. */
  public Future<Optional<Room>> leave(User user, Command.Leave leave) {
    Future<Optional<Room>> before = seen(user, leave.room());
    return left(before, new Change.Leave(leave.room(), user, idOr(leave.id())))
        .compose(done -> done.outcome() == Outcome.NEW && isClosed(before.result()) ? Future.succeededFuture(before.result().map(Room::left)) : seen(user, leave.room()));
  }

  /** Who is banned from a room has left it. Of one that is not there for them, only who has left it by this very change is told so. */
  private Future<Appended> left(Future<Optional<Room>> before, Change.Leave leave) {
    Future<Change.Leave> change = before.compose(seen -> orElse(seen, ProblemCode.ROOM_NOT_FOUND))
        .compose(room -> room.banned() ? Future.failedFuture(Problem.of(ProblemCode.BANNED)) : Future.succeededFuture(leave));
    return changes.append(leave.author(), leave.room(), change)
        .onSuccess(done -> told(isClosed(before.result()) ? Set.of(leave.author().id()) : Set.of()))
        .recover(failure -> failure instanceof Problem problem ? leftBefore(leave, problem) : Future.failedFuture(failure));
  }

  private Future<Appended> leftBefore(Change.Leave leave, Problem problem) {
    return switch (problem.code()) {
      case BANNED -> repeated(leave).map(event -> event.orElseGet(() -> new Appended(leave, Outcome.UNCHANGED, null)));
      case ROOM_NOT_FOUND -> repeated(leave).compose(event -> orElse(event, ProblemCode.ROOM_NOT_FOUND));
      default -> Future.failedFuture(problem);
    };
  }

  /** The same leaving, if it is in the log. */
  private Future<Optional<Appended>> repeated(Change.Leave leave) {
    return store.left(leave.room(), leave.author().id(), leave.id()).recover(RoomService::refuse)
        .map(event -> event.map(left -> new Appended(leave, Outcome.REPEATED, left)));
  }

  private static boolean isClosed(Optional<Room> room) {
    return room.map(Room::kind).filter(RoomKind::isClosed).isPresent();
  }

  /** A page of the members. */
  public Future<List<Person>> members(User user, Command.Members asked) {
    return access.check(user, asked.room())
        .compose(may -> store.members(asked.room(), asked.after(), asked.limit()).recover(RoomService::refuse));
  }

  /** A page of the people whose names have a text. It looks at all people, so nobody may ask often, and few at a time. */
  public Future<List<User>> people(User user, Command.People asked) {
    return Changes.limited(searches, user).compose(granted -> found(() -> store.people(asked.search(), asked.after(), asked.limit())));
  }

  private <T> Future<T> found(Supplier<Future<T>> search) {
    if (searching.incrementAndGet() > SEARCHES_AT_ONCE) {
      searching.decrementAndGet();
      return Future.failedFuture(Problem.of(ProblemCode.BUSY));
    }
    return search.get().<T>recover(RoomService::refuse).onComplete(found -> searching.decrementAndGet());
  }

  /** Makes somebody else a member; completed after the commit. */
  public Future<Appended> invite(User user, Command.Invite invite) {
    return about(user, invite.room(), invite.user(), whom -> new Change.Invite(invite.room(), user, invite.id(), whom));
  }

  /** Ends somebody's membership; completed after the commit. Who removes oneself leaves. */
  public Future<Appended> remove(User user, Command.Remove remove) {
    if (!remove.user().equals(user.id())) {
      return about(user, remove.room(), remove.user(), whom -> new Change.Remove(remove.room(), user, remove.id(), whom));
    }
    return left(seen(user, remove.room()), new Change.Leave(remove.room(), user, remove.id()));
  }

  /** Keeps somebody out, who is no member from then on; completed after the commit. */
  public Future<Appended> ban(User user, Command.Ban ban) {
    return about(user, ban.room(), ban.user(), whom -> new Change.Ban(ban.room(), user, ban.id(), whom, true));
  }

  /** Lets somebody come again; completed after the commit. */
  public Future<Appended> unban(User user, Command.Unban unban) {
    return about(user, unban.room(), unban.user(), whom -> new Change.Ban(unban.room(), user, unban.id(), whom, false));
  }

  /** A page of those who are banned from a room, for who keeps order there. */
  public Future<List<Ban>> bans(User user, Command.Bans asked) {
    return access.check(user, asked.room())
        .compose(may -> store.bans(asked.room(), user.id(), asked.after(), asked.limit()).recover(RoomService::refuse));
  }

  /** Gives a member a role; completed after the commit. */
  public Future<Appended> assign(User user, Command.Assign assign) {
    return about(user, assign.room(), assign.user(), whom -> new Change.Assign(assign.room(), user, assign.id(), whom, assign.role()));
  }

  /** Who may not know of the room does not learn who is a person, either. */
  private Future<Appended> about(User user, String room, String person, Function<User, Change> change) {
    Future<Change> found = access.check(user, room).compose(may -> store.person(person).recover(RoomService::refuse))
        .compose(whom -> orElse(whom, ProblemCode.USER_NOT_FOUND)).map(change);
    return changes.append(user, room, found)
        .onSuccess(appended -> told(appended.outcome() == Outcome.NEW ? Set.of(person) : Set.of()));
  }

  private Future<Room> room(User user, String id) {
    return seen(user, id).compose(found -> orElse(found, ProblemCode.ROOM_NOT_FOUND));
  }

  private Future<Optional<Room>> seen(User user, String id) {
    return store.room(id, user.id()).recover(RoomService::refuse);
  }

  /** A room has come; to its creator alone, where others may not know of it. */
  private void tell(Room room, User creator) {
    if (room.kind() == RoomKind.PUBLIC) {
      signals.roomsChanged();
    } else {
      told(Set.of(creator.id()));
    }
  }

  /** A room is otherwise in the lists of all who may know of it. */
  private void renew(String room) {
    store.audience(room).onFailure(failure -> LOG.debug("people are not told that a room has changed, and see it in their next list reason={}", failure.toString()))
        .onSuccess(audience -> {
          if (audience.kind() == RoomKind.PUBLIC) {
            signals.roomsChanged();
          } else {
            told(audience.people().keySet());
          }
        });
  }

  /** With the first thing that was said in a direct conversation all of its people see it. */
  void said(Appended posted) {
    if (posted.event().seq() == 1) {
      store.audience(posted.change().room())
          .onSuccess(audience -> told(audience.kind() == RoomKind.DIRECT ? audience.people().keySet() : Set.of()))
          .onFailure(failure -> LOG.debug("people are not told of a conversation, and see it in their next list reason={}", failure.toString()));
    }
  }

  private void told(Set<String> people) {
    if (!people.isEmpty()) {
      signals.roomsChanged(people);
    }
  }

  /** The client's id of a change, or one for a change that is not repeated. */
  private static String idOr(String id) {
    return id == null ? Tokens.newId() : id;
  }

  private static <T> Future<T> orElse(Optional<T> found, ProblemCode code) {
    return found.map(Future::succeededFuture).orElseGet(() -> Future.failedFuture(Problem.of(code)));
  }

  private static <T> Future<T> refuse(Throwable failure) {
    return Future.failedFuture(Refusals.of(failure));
  }
}
