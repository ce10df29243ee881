package dochat.security;

import dochat.model.User;
import java.util.Objects;

/**
 * A user together with the proof that it is them.
 *
 * @param token the secret; never logged, never part of {@link #toString}
 */
public record Identity(User user, String token) {
  public Identity {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(token, "token");
  }

  @Override
  public String toString() {
    return "Identity[" + user.id() + "]";
  }
}
