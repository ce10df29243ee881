package dochat.model;

import java.util.Objects;

/**
 * What a person who is no guest signs in with.
 *
 * @param handle   unique, of lower-case letters, digits and {@code - _ .}
 * @param password its hash, with salt and parameters; never logged, never part of {@link #toString}
 */
public record Credential(User user, String handle, String password) {
  /** How the hash ends where there is no password, 32 zero bytes in Base64: nobody finds a password of which that is the hash. */
  private static final String NONE = "$" + "A".repeat(43);

  public Credential {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(handle, "handle");
    Objects.requireNonNull(password, "password");
  }

  /** Whether one can sign in with a password; else there is another way in. */
  public boolean hasPassword() {
    return !password.endsWith(NONE);
  }

  @Override
  public String toString() {
    return "Credential[" + user.id() + "]";
  }
}
