package dochat.model;

import java.util.Objects;

/**
 * What tells one event from any other that could stand at its place in another history of the same room.
 *
 * @param seq      the place
 * @param user     id of its author
 * @param id       the author's client id
 * @param atMillis time of its commit
 */
public record Mark(long seq, String user, String id, long atMillis) {
  public Mark {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(id, "id");
  }

  /** That of an event. */
  public static Mark of(Event event) {
    return new Mark(event.seq(), event.user().id(), event.id(), event.at().toEpochMilli());
  }
}
