package dochat.model;

import java.time.Instant;
import java.util.Objects;

/**
 * Somebody as administrators see them.
 *
 * @param handle   null for a guest
 * @param created  first sign-in
 * @param seen     when a session that goes on was used last, about ten minutes exact; null without one
 * @param isActive whether they may sign in
 */
public record Profile(User user, String handle, ChatRole role, Instant created, Instant seen, boolean isActive) {
  public Profile {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(created, "created");
  }
}
