package dochat.chat;

import dochat.model.Draft;
import dochat.model.Preferences;
import dochat.model.Room;
import dochat.model.User;
import dochat.protocol.Command;
import dochat.protocol.Limits;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.security.RateLimit;
import dochat.store.OwnPlaces;
import dochat.store.OwnPreferences;
import io.vertx.core.Future;

/**
 * What a user keeps for themself alone, of rooms and at all, the same for every door; their other devices hear of it by their feeds. Any context may call, and is called back
 * on itself. Everything fails with a {@link Problem} when it is the client's or the load's fault.
 */
public final class PlaceService {
  private final OwnPlaces places;
  private final OwnPreferences preferences;
  private final Access access;
  private final RateLimit limit = new RateLimit(Limits.OWN_CHANGES_PER_SECOND, 5 * Limits.OWN_CHANGES_PER_SECOND);

  public PlaceService(OwnPlaces places, OwnPreferences preferences, Access access) {
    this.places = places;
    this.preferences = preferences;
    this.access = access;
  }

  /** Says what one keeps of a room; the answer is the room as one sees it then. {@code not_permitted} where one has not joined it. */
  public Future<Room> keep(User user, Command.Place place) {
    return Changes.limited(limit, user)
        .compose(granted -> places.keep(place.room(), user.id(), place.muted(), place.favourite(), place.read()).recover(PlaceService::refuse))
        .map(found -> found.orElseThrow(() -> Problem.of(ProblemCode.ROOM_NOT_FOUND)))
        .compose(room -> room.joined() ? Future.succeededFuture(room) : Future.failedFuture(Problem.of(room.banned() ? ProblemCode.BANNED : ProblemCode.NOT_PERMITTED)));
  }

  /** What one has typed in a room and not sent, after it was written where there is a text; {@code not_permitted} where one has not joined it. */
  public Future<Draft> draft(User user, Command.Draft asked) {
    return access.check(user, asked.room())
        .compose(may -> asked.text() == null ? places.draft(asked.room(), user.id()) : Changes.limited(limit, user).compose(granted -> places.write(asked.room(), user.id(), asked.text())))
        .recover(PlaceService::refuse);
  }

  /** The same of a thread; {@code message_not_found} where there is none that goes on, {@code too_many_drafts} where one has as many in this room. */
  public Future<Draft> threadDraft(User user, Command.ThreadDraft asked) {
    return access.check(user, asked.room())
        .compose(may -> asked.text() == null ? places.threadDraft(asked.room(), asked.seq(), user.id())
            : Changes.limited(limit, user).compose(granted -> places.writeInThread(asked.room(), asked.seq(), user.id(), asked.text())))
        .recover(PlaceService::refuse);
  }

  /** What one has chosen for oneself, after what is asked was chosen. */
  public Future<Preferences> prefer(User user, Command.Prefer asked) {
    Future<Preferences> preferred = asked.choice().isEmpty() ? preferences.of(user.id()) : Changes.limited(limit, user).compose(granted -> preferences.choose(user.id(), asked.choice()));
    return preferred.recover(PlaceService::refuse);
  }

  private static <T> Future<T> refuse(Throwable failure) {
    return Future.failedFuture(Refusals.of(failure));
  }
}
