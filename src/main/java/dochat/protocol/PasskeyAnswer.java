package dochat.protocol;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an authenticator has answered, as browsers write it: {@code RegistrationResponseJSON} or {@code AuthenticationResponseJSON} of WebAuthn Level 3, section 5.1.
 * Only as far as it is needed to find out what was asked; nothing of it is proven. What could not be one is refused with {@code bad_passkey}.
 *
 * @param credential the authenticator's own id of the passkey, in base64url
 * @param challenge  that it was asked with
 * @param json       all of it
 */
public record PasskeyAnswer(String credential, byte[] challenge, String json) {
  private static final Set<String> PURPOSES = Set.of("session", "account", "passkey", "proof");
  /** As base64url has it; an id has at most 1023 bytes (WebAuthn Level 3, section 4). */
  private static final Pattern CREDENTIAL = Pattern.compile("[A-Za-z0-9_-]{1,1364}");

  /** That of the field {@code passkey}. */
  public static PasskeyAnswer from(JsonObject body) {
    JsonObject passkey = Fields.object(body, "passkey");
    try {
      String credential = Fields.string(passkey, "id");
      JsonObject clientData = Codec.object(new String(bytes(Fields.object(passkey, "response"), "clientDataJSON"), StandardCharsets.UTF_8));
      if (CREDENTIAL.matcher(credential).matches()) {
        return new PasskeyAnswer(credential, bytes(clientData, "challenge"), passkey.encode());
      }
    } catch (Problem | IllegalArgumentException malformed) {
      // answered below, like any other text that is no such id
    }
    throw Problem.of(ProblemCode.BAD_PASSKEY);
  }

  /** What somebody wants a passkey for: the field {@code for}. */
  public static String purpose(JsonObject body) {
    return Fields.word(body, "for", null, PURPOSES);
  }

  /** The name that somebody gives a passkey: the field {@code name}. */
  public static String name(JsonObject body) {
    return Texts.line(Fields.string(body, "name"), 1, Limits.PASSKEY_NAME_CHARS, ProblemCode.BAD_PASSKEY);
  }

  /** Whether somebody comes with one, rather than with a password. */
  public static boolean isIn(JsonObject body) {
    return body.getValue("passkey") != null;
  }

  private static byte[] bytes(JsonObject object, String field) {
    return Base64.getUrlDecoder().decode(Fields.string(object, field));
  }
}
