package dochat.model;

import java.util.Objects;

/**
 * What a person who is no guest signs in with.
 *
 * @param handle   unique, of lower-case letters, digits and {@code - _ .}
 * @param password its hash, with salt and parameters; never logged, never part of {@link #toString}
 */
public record Credential(User user, String handle, String password) {
  public Credential {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(handle, "handle");
    Objects.requireNonNull(password, "password");
  }

  @Override
  public String toString() {
    return "Credential[" + user.id() + "]";
  }
}
