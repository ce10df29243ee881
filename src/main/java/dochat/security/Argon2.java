package dochat.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106) in the usual form {@code $argon2id$v=19$m=…,t=…,p=…$salt$hash}, which names its own parameters: others may be chosen later. They are
 * those that OWASP's Password Storage Cheat Sheet advises as the least for a server. Blocks its caller for some hundredths of a second.
 */
final class Argon2 {
  static final int MEMORY_KIB = 19_456;
  private static final int ITERATIONS = 2;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();
  private static final Pattern FORM =
      Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,3})\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");
  /** What costs as much as any, and is no password's. */
  static final String NOBODYS = encoded(MEMORY_KIB, ITERATIONS, 1, new byte[SALT_BYTES], new byte[HASH_BYTES]);

  private Argon2() {
  }

  static String hash(String password) {
    byte[] salt = salt();
    return encoded(MEMORY_KIB, ITERATIONS, 1, salt, hash(password, MEMORY_KIB, ITERATIONS, 1, salt, HASH_BYTES));
  }

  /** What {@link dochat.model.Credential#hasPassword} tells from a password's: it costs as much as any, also at a node that does not know the difference. */
  static String none() {
    return encoded(MEMORY_KIB, ITERATIONS, 1, salt(), new byte[HASH_BYTES]);
  }

  /** Throws when this is no such hash. */
  static boolean matches(String password, String encoded) {
    Matcher form = FORM.matcher(encoded);
    if (!form.matches()) {
      throw new IllegalArgumentException("not an Argon2id hash");
    }
    byte[] hash = Base64.getDecoder().decode(form.group(5));
    byte[] salt = Base64.getDecoder().decode(form.group(4));
    return MessageDigest.isEqual(hash, hash(password, number(form, 1), number(form, 2), number(form, 3), salt, hash.length));
  }

  private static byte[] salt() {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return salt;
  }

  private static int number(Matcher form, int group) {
    return Integer.parseInt(form.group(group));
  }

  private static byte[] hash(String password, int memoryKib, int iterations, int lanes, byte[] salt, int bytes) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id).withVersion(Argon2Parameters.ARGON2_VERSION_13)
        .withMemoryAsKB(memoryKib).withIterations(iterations).withParallelism(lanes).withSalt(salt).build());
    byte[] hash = new byte[bytes];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }

  private static String encoded(int memoryKib, int iterations, int lanes, byte[] salt, byte[] hash) {
    return "$argon2id$v=19$m=" + memoryKib + ",t=" + iterations + ",p=" + lanes + "$" + BASE64.encodeToString(salt) + "$" + BASE64.encodeToString(hash);
  }
}
