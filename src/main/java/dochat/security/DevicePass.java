package dochat.security;

import dochat.model.Credential;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a browser keeps of a sign-in that went well, so that its next tries are counted by themselves, and who guesses elsewhere cannot keep it out (the device
 * cookie of OWASP). It is a random name and its HMAC under the hash of the person's password, so that every node knows it, none has to keep it, and another
 * password ends it. It lets nobody in. Pure.
 */
final class DevicePass {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String PURPOSE = "device ";

  private DevicePass() {
  }

  static String issue(Credential credential) {
    String name = Tokens.newId();
    return name + "." + mac(credential, name);
  }

  /** Whether it was issued to this person since the password was chosen. */
  static boolean isOf(Credential credential, String pass) {
    int dot = pass.indexOf('.');
    return dot > 0 && MessageDigest.isEqual(mac(credential, pass.substring(0, dot)).getBytes(StandardCharsets.UTF_8),
        pass.substring(dot + 1).getBytes(StandardCharsets.UTF_8));
  }

  private static String mac(Credential credential, String name) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(credential.password().getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal((PURPOSE + name).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
