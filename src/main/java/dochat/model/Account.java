package dochat.model;

import java.time.Instant;
import java.util.Objects;

/**
 * A user as the store keeps one, without the tokens that prove who it is.
 *
 * @param user    id and present name
 * @param created first sign-in, in milliseconds precision
 * @param status  null where none is said
 * @param zone    the name of the time zone that they show; empty for none
 * @param picture JPEG in Base64 (RFC 4648, section 4), the largest there is of it; empty for none
 */
public record Account(User user, Instant created, Status status, String zone, String picture) {
  public Account {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(zone, "zone");
    Objects.requireNonNull(picture, "picture");
  }

  /** Somebody who shows nothing of themselves. */
  public Account(User user, Instant created) {
    this(user, created, null, "", "");
  }

  /** Whether they show anything besides their name. */
  public boolean isShown() {
    return status != null || !zone.isEmpty() || !picture.isEmpty();
  }
}
