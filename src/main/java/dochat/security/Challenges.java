package dochat.security;

import dochat.model.Answered;
import dochat.protocol.Limits;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What passkeys sign, so that no signature is of use twice: a random name, an end, and an HMAC of both, of what it is for and of who has asked. Any node of the
 * store knows it by the store's secret, and none has to keep it; that it is answered once is the store's part. Pure.
 */
final class Challenges {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int NONCE_BYTES = 12;
  private static final int SIGNED_BYTES = NONCE_BYTES + Long.BYTES;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /** What a challenge is good for, and nothing else. */
  enum Purpose { SIGN_IN, REGISTER, ADD, PROVE }

  private Challenges() {
  }

  /** @param holder who alone may answer: a session, or a browser in which nobody has signed in */
  static byte[] issue(byte[] secret, Purpose purpose, String holder, long nowMillis) {
    byte[] signed = ByteBuffer.allocate(SIGNED_BYTES).put(Base64.getUrlDecoder().decode(Tokens.newId()))
        .putLong(nowMillis + TimeUnit.SECONDS.toMillis(Limits.CHALLENGE_SECONDS)).array();
    byte[] mac = mac(secret, signed, purpose, holder);
    return ByteBuffer.allocate(signed.length + mac.length).put(signed).put(mac).array();
  }

  /** What is noted when it was answered; throws {@code challenge_expired} unless it was issued for this, to them, and lately. */
  static Answered check(byte[] secret, byte[] challenge, Purpose purpose, String holder, long nowMillis) {
    byte[] signed = Arrays.copyOf(challenge, SIGNED_BYTES);
    byte[] mac = Arrays.copyOfRange(challenge, Math.min(SIGNED_BYTES, challenge.length), challenge.length);
    long endMillis = ByteBuffer.wrap(signed).getLong(NONCE_BYTES);
    if (!MessageDigest.isEqual(mac(secret, signed, purpose, holder), mac) || nowMillis >= endMillis) {
      throw Problem.of(ProblemCode.CHALLENGE_EXPIRED);
    }
    return new Answered(nonce(challenge), Instant.ofEpochMilli(endMillis), Tokens.newId());
  }

  /** Its name: as random as the id of a person, and of the same form. */
  static String nonce(byte[] challenge) {
    return BASE64.encodeToString(Arrays.copyOf(challenge, NONCE_BYTES));
  }

  private static byte[] mac(byte[] secret, byte[] signed, Purpose purpose, String holder) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      mac.update(signed);
      return mac.doFinal((purpose + " " + holder).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
