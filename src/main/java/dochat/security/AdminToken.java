package dochat.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret by which an administrator is known. Keeps its hash only; immutable, so any thread may call. */
public final class AdminToken {
  private static final String MAC = "HmacSHA256";

  private final byte[] hash;

  public AdminToken(String token) {
    this.hash = Tokens.hash(token);
  }

  /** Whether this is it; null is not. Takes as long for any text of the same length. */
  public boolean matches(String given) {
    return given != null && MessageDigest.isEqual(hash, Tokens.hash(given));
  }

  /**
   * What proves until a moment that somebody knew the token, for one purpose, wherever the token is the same: the time and its HMAC (RFC 2104).
   *
   * @param purpose   what it may be used for; a pass for one is none for another
   * @param endMillis when it ends, in milliseconds since 1970
   */
  public String pass(String purpose, long endMillis) {
    return endMillis + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(mac(endMillis + " " + purpose));
  }

  /** Whether this is a pass for the purpose that has not ended; null is none. Tells by its time nothing of the right one. */
  public boolean admits(String pass, String purpose, long nowMillis) {
    int point = pass == null ? -1 : pass.indexOf('.');
    if (point < 1 || point > 18 || !pass.chars().limit(point).allMatch(digit -> digit >= '0' && digit <= '9')) {
      return false;
    }
    long endMillis = Long.parseLong(pass.substring(0, point));
    return MessageDigest.isEqual(pass(purpose, endMillis).getBytes(StandardCharsets.UTF_8), pass.getBytes(StandardCharsets.UTF_8)) && nowMillis < endMillis;
  }

  private byte[] mac(String text) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(hash, MAC));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + MAC, e);
    }
  }
}
