package dochat.chat;

import dochat.model.Room;
import dochat.model.User;
import dochat.protocol.Command;
import dochat.protocol.Limits;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.security.RateLimit;
import dochat.store.OwnPlaces;
import io.vertx.core.Future;

/**
 * What a user keeps of rooms for themself alone, the same for every door; their other devices hear of it by their feeds. Any context may call, and is called back
 * on itself. Everything fails with a {@link Problem} when it is the client's or the load's fault.
 */
public final class PlaceService {
  private final OwnPlaces places;
  private final RateLimit limit = new RateLimit(Limits.OWN_CHANGES_PER_SECOND, 5 * Limits.OWN_CHANGES_PER_SECOND);

  public PlaceService(OwnPlaces places) {
    this.places = places;
  }

  /** Says what one keeps of a room; the answer is the room as one sees it then. {@code not_permitted} where one has not joined it. */
  public Future<Room> keep(User user, Command.Place place) {
    return Changes.limited(limit, user)
        .compose(granted -> places.keep(place.room(), user.id(), place.muted(), place.favourite()).recover(PlaceService::refuse))
        .map(found -> found.orElseThrow(() -> Problem.of(ProblemCode.ROOM_NOT_FOUND)))
        .compose(room -> room.joined() ? Future.succeededFuture(room) : Future.failedFuture(Problem.of(ProblemCode.NOT_PERMITTED)));
  }

  private static <T> Future<T> refuse(Throwable failure) {
    return Future.failedFuture(Refusals.of(failure));
  }
}
