package dochat.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Bearer tokens: 256 random bits in base64url. The store keeps their SHA-256 only, which is enough for secrets that nobody chose (no
 * dictionary, hence no slow hash). Any thread may call.
 */
public final class Tokens {
  private static final int TOKEN_BYTES = 32;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final int ID_BYTES = 12;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private Tokens() {
  }

  /** A new secret. */
  public static String newToken() {
    return random(TOKEN_BYTES);
  }

  /** Whether this may be one. */
  public static boolean isToken(String text) {
    return FORM.matcher(text).matches();
  }

  /** A new public id, 96 random bits in base64url. */
  public static String newId() {
    return random(ID_BYTES);
  }

  /** What the store keeps of a token. Any text has a hash, so a malformed token is simply not found. */
  public static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return BASE64.encodeToString(random);
  }
}
