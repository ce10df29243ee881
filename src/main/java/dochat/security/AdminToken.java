package dochat.security;

import java.security.MessageDigest;

/** The secret by which an administrator is known. Keeps its hash only; immutable, so any thread may call. */
public final class AdminToken {
  private final byte[] hash;

  public AdminToken(String token) {
    this.hash = Tokens.hash(token);
  }

  /** Whether this is it; null is not. Takes as long for any text of the same length. */
  public boolean matches(String given) {
    return given != null && MessageDigest.isEqual(hash, Tokens.hash(given));
  }
}
