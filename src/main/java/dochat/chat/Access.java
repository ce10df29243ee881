package dochat.chat;

import dochat.model.RoomKind;
import dochat.model.User;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.room.LiveRoom;
import dochat.room.RoomHub;
import dochat.store.Store;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The one place that says who may know of a room: whoever reads, listens, looks, types or writes asks here first. Who writes is judged once more, in the
 * transaction (docs/decisions/0029). A room that one may not know of is refused like one that is not there, after the same work (docs/decisions/0042), and who is
 * banned from a public one is told so (docs/decisions/0043). Any context may ask; what one event loop asks about one person and room is answered in that order.
 */
public final class Access {
  private final Store store;
  private final RoomHub hub;
  /** A room that is public stays so. Those of the lab, which go, are not kept; the others are as many as there are rooms at most. */
  private final Set<String> open = ConcurrentHashMap.newKeySet();
  /** What the store is asked just now. Who asks the same meanwhile waits for the same answer, so that nothing overtakes what was asked before it. */
  private final Map<Question, Future<Void>> asked = new ConcurrentHashMap<>();

  public Access(Store store, RoomHub hub) {
    this.store = store;
    this.hub = hub;
  }

  /** Fails with {@code room_not_found} or {@code banned}, or as the store does. What is known here is not asked for; who is unknown here may have just been invited elsewhere. */
  public Future<Void> check(User user, String room) {
    return check(user, room, false);
  }

  /** The same before a change, which is judged once more: of a room that is known to be public nothing is asked, as the transaction knows who is banned from it. */
  public Future<Void> checkChange(User user, String room) {
    return check(user, room, open.contains(room));
  }

  private Future<Void> check(User user, String room, boolean isOpen) {
    Question question = new Question(Thread.currentThread(), user.id(), room);
    Future<Void> answer = asked.get(question);
    if (answer != null) {
      return answer;
    }
    return isOpen || isKnown(user, room) ? Future.succeededFuture() : ask(question, user);
  }

  private boolean isKnown(User user, String room) {
    return hub.live(room).map(live -> live.tail().admits(user.id())).orElse(false);
  }

  private Future<Void> ask(Question question, User user) {
    Future<Void> answer = look(user, question.room);
    asked.put(question, answer);
    return answer.onComplete(done -> asked.remove(question));
  }

  /** A room that one may listen to, live; to be {@linkplain LiveRoom#release released}. Fails like {@link #check}. */
  public Future<LiveRoom> hold(User user, String room) {
    return check(user, room).compose(may -> hub.hold(room)).compose(live -> live.tail().admits(user.id()) ? Future.succeededFuture(live)
        : hub.renewAudience(live).onFailure(failure -> live.release()));
  }

  /** What who may not hear this room any more is told. */
  public static Problem refusal(LiveRoom live) {
    return Problem.of(live.tail().isPublic() ? ProblemCode.BANNED : ProblemCode.ROOM_NOT_FOUND);
  }

  private Future<Void> look(User user, String room) {
    return store.kind(room, user.id()).recover(failure -> Future.failedFuture(Refusals.of(failure)))
        .compose(kind -> kind.isEmpty() ? Future.failedFuture(Problem.of(ProblemCode.ROOM_NOT_FOUND)) : Future.succeededFuture(kind.get()))
        .onSuccess(kind -> keep(room, kind)).mapEmpty();
  }

  private void keep(String room, RoomKind kind) {
    if (kind == RoomKind.PUBLIC) {
      open.add(room);
    }
  }

  private record Question(Thread from, String user, String room) {}
}
