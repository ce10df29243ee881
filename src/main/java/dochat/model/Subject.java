package dochat.model;

import java.util.Objects;

/**
 * Somebody as an OpenID Provider knows them, for ever the same one (OpenID Connect Core 1.0 section 5.7); what else it says of them may change.
 *
 * @param issuer the provider
 * @param id     the claim {@code sub}: 1 to 255 characters, unique at this provider only
 */
public record Subject(String issuer, String id) {
  public Subject {
    Objects.requireNonNull(issuer, "issuer");
    Objects.requireNonNull(id, "id");
  }
}
