package dochat.config;

import java.net.URI;
import java.util.Objects;

/**
 * The OpenID Provider at which people may say who they are.
 *
 * @param issuer      its name, a URL in exactly its own spelling; below it is what it says of itself (OpenID Connect Discovery 1.0)
 * @param client      as what it knows this chat
 * @param secret      what proves that to it; null where it takes this chat without; never logged, never part of {@link #toString}
 * @param name        what people call it, 1 to 32 characters
 * @param scopes      what it is asked for, words with spaces between; {@code openid} is one of them
 * @param nameClaim   where it says what a person is called
 * @param handleClaim where it says what their handle may be
 */
public record OpenId(String issuer, String client, String secret, String name, String scopes, String nameClaim, String handleClaim) {
  static final int NAME_CHARS = 32;

  public OpenId {
    Objects.requireNonNull(issuer, "issuer");
    Objects.requireNonNull(client, "client");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(scopes, "scopes");
    Objects.requireNonNull(nameClaim, "nameClaim");
    Objects.requireNonNull(handleClaim, "handleClaim");
  }

  /** What it is called where nobody has said it. */
  static String nameOf(String issuer) {
    String host = URI.create(issuer).getHost();
    return host.length() <= NAME_CHARS ? host : "OpenID";
  }

  @Override
  public String toString() {
    return issuer + " as " + client;
  }
}
