package dochat.model;

import java.time.Instant;
import java.util.Objects;

/**
 * What an account signs in with instead of its password, as the store keeps it: the public half of a key of which an authenticator has the other.
 *
 * @param id         names it to its owner
 * @param credential the authenticator's own id of it, in base64url
 * @param publicKey  with what its signatures are checked, in webauthn4j's form
 * @param counter    what the authenticator has counted by its last use; 0 for good where it does not count
 * @param name       that its owner has given it
 * @param used       when it was used last; null if never
 */
public record Passkey(String id, User user, String credential, byte[] publicKey, long counter, String name, Instant created, Instant used) {
  public Passkey {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(credential, "credential");
    Objects.requireNonNull(publicKey, "publicKey");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(created, "created");
  }

  @Override
  public String toString() {
    return "Passkey[" + id + "]";
  }
}
