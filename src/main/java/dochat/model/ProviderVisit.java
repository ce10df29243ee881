package dochat.model;

import java.util.Objects;

/**
 * Somebody is at the OpenID Provider, to say there who they are.
 *
 * @param nonce      what the provider's answer has to name
 * @param verifier   what proves that who brings the provider's code is who has asked for it (RFC 7636)
 * @param invitation the hash of the secret in a link; null without one
 * @param session    the hash of the token of who is to be linked with who they are there; null where somebody signs in
 */
public record ProviderVisit(String nonce, String verifier, byte[] invitation, byte[] session) {
  public ProviderVisit {
    Objects.requireNonNull(nonce, "nonce");
    Objects.requireNonNull(verifier, "verifier");
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return "ProviderVisit[]";
  }
}
