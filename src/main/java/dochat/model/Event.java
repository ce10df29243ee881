package dochat.model;

import java.time.Instant;
import java.util.Objects;

/**
 * One entry of a room's log. Immutable and numbered for ever.
 *
 * @param seq  position in its room, 1 for the first, without holes
 * @param type what happened; clients skip types that they do not know
 * @param id   the client id of the post, unique for its author
 * @param user who did it, with the name of that time
 * @param text the message as typed; never HTML
 * @param at   time of the commit, in milliseconds precision
 */
public record Event(long seq, String type, String id, User user, String text, Instant at) {
  /** The type of a posted message. */
  public static final String MESSAGE = "message";

  public Event {
    if (seq < 1) {
      throw new IllegalArgumentException("seq starts at 1");
    }
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(at, "at");
  }
}
