package dochat.model;

import java.time.Instant;
import java.util.Objects;

/**
 * One of the sessions of a person, from a sign-in to its end: what a token stands for.
 *
 * @param id         names it; a hash of the token, which it does not give away
 * @param device     what it began on, in words; empty if that is not known
 * @param begun      when that was
 * @param seen       when it was used last, some minutes more or less
 * @param byProvider whether it was an OpenID Provider that said who it is
 */
public record Login(String id, String device, Instant begun, Instant seen, boolean byProvider) {
  public Login {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(begun, "begun");
    Objects.requireNonNull(seen, "seen");
  }
}
