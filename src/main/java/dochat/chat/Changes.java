package dochat.chat;

import dochat.model.Appended;
import dochat.model.Change;
import dochat.model.User;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.room.Deadline;
import dochat.room.RoomLog;
import dochat.security.RateLimit;
import dochat.trace.Trace;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** Changes on their way into the log: no more of one person than the limit, none of a room that they may not know of, and what was refused as a {@link Problem}. Any context may call. */
public final class Changes {
  private final RoomLog log;
  private final Access access;
  private final RateLimit limit;
  private final Order order = new Order();

  /** @param rate changes a second of one user; twice that in a burst */
  public Changes(RoomLog log, Access access, double rate) {
    this.log = log;
    this.access = access;
    this.limit = new RateLimit(rate, 2 * rate);
  }

  /** Completed after the commit. */
  Future<Appended> append(Change change) {
    return append(change.author(), change.room(), Future.succeededFuture(change));
  }

  /** The same for a change of which something is looked up just now; it fails as that does. */
  <C extends Change> Future<Appended> append(User author, String room, Future<C> change) {
    return append(author, room, change, () -> Trace.NONE);
  }

  /**
   * The same for a change that may be traced. What somebody asks for on one event loop goes into the log of a room in the order in which it was asked for.
   *
   * @param trace asked when the rate limit has let the change through, so that nobody can make more of them
   */
  <C extends Change> Future<Appended> append(User author, String room, Future<C> change, Supplier<Trace> trace) {
    Deadline deadline = new Deadline();
    return limited(limit, author).compose(granted -> checked(author, room, change, trace.get(), deadline));
  }

  /** The same for what somebody else has caused, who is limited themself. */
  Future<Appended> appendFor(Change change) {
    return appended(change, Trace.NONE, new Deadline());
  }

  private <C extends Change> Future<Appended> checked(User author, String room, Future<C> change, Trace trace, Deadline deadline) {
    Future<C> ready = access.checkChange(author, room).compose(may -> change);
    return Refusals.ending(trace, order.keep(author, room, deadline.bound(ready)).compose(found -> appended(found, trace, deadline)));
  }

  private Future<Appended> appended(Change change, Trace trace, Deadline deadline) {
    return log.append(change, trace, deadline).recover(failure -> Future.failedFuture(Refusals.of(failure))).compose(Changes::answer);
  }

  static Future<Void> limited(RateLimit limit, User user) {
    int waitSeconds = limit.take(user.id());
    return waitSeconds == 0 ? Future.succeededFuture() : Future.failedFuture(Problem.rateLimited(waitSeconds));
  }

  private static Future<Appended> answer(Appended appended) {
    return switch (appended.outcome()) {
      case NEW, REPEATED, UNCHANGED -> Future.succeededFuture(appended);
      case ID_REUSED -> refused(ProblemCode.ID_REUSED);
      case NO_MESSAGE -> refused(ProblemCode.MESSAGE_NOT_FOUND);
      case NOT_AUTHOR -> refused(ProblemCode.NOT_AUTHOR);
      case NOT_PERMITTED -> refused(ProblemCode.NOT_PERMITTED);
      case NO_MEMBER -> refused(ProblemCode.USER_NOT_FOUND);
      case BANNED -> refused(ProblemCode.BANNED);
      case USER_BANNED -> refused(ProblemCode.USER_BANNED);
      case TOO_MANY_BANS -> refused(ProblemCode.TOO_MANY_BANS);
      case LAST_OWNER -> refused(ProblemCode.LAST_OWNER);
      case TOO_MANY_MEMBERS -> refused(ProblemCode.TOO_MANY_MEMBERS);
      case TOO_MANY_REACTIONS -> refused(ProblemCode.TOO_MANY_REACTIONS);
      case ARCHIVED -> refused(ProblemCode.ROOM_ARCHIVED);
      case TOO_SOON -> Future.failedFuture(Problem.slowMode(appended.waitSeconds()));
      case NAME_TAKEN -> refused(ProblemCode.ROOM_EXISTS);
      case TOO_MANY_PINS -> refused(ProblemCode.TOO_MANY_PINS);
      case OLDER_NODES -> refused(ProblemCode.OLDER_NODES);
      case HELD -> refused(ProblemCode.BUSY);
      case NO_ROOM -> refused(ProblemCode.ROOM_NOT_FOUND);
    };
  }

  private static Future<Appended> refused(ProblemCode code) {
    return Future.failedFuture(Problem.of(code));
  }
}
