package dochat.chat;

import dochat.model.User;
import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets what somebody asks for in a room go on in the order in which one event loop asks for it, whatever has to be looked up before: for leaving something is, for joining nothing. Any
 * context may call.
 */
final class Order {
  /** The last one for which something is looked up, as long as that lasts. */
  private final Map<Place, Future<?>> waiting = new ConcurrentHashMap<>();

  /** The same as what is ready some time, but not before those of all who came before are. */
  <T> Future<T> keep(User user, String room, Future<T> ready) {
    Place place = new Place(Thread.currentThread(), user.id(), room);
    Future<?> before = waiting.get(place);
    if (before == null && ready.isComplete()) {
      return ready;
    }
    Future<T> turn = before == null ? ready : before.transform(gone -> ready);
    waiting.put(place, turn);
    return turn.onComplete(done -> waiting.remove(place, turn));
  }

  private record Place(Thread from, String user, String room) {}
}
