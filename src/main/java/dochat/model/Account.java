package dochat.model;

import java.time.Instant;
import java.util.Objects;

/**
 * A user as the store keeps one, without the tokens that prove who it is.
 *
 * @param user    id and present name
 * @param created first sign-in, in milliseconds precision
 */
public record Account(User user, Instant created) {
  public Account {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(created, "created");
  }
}
