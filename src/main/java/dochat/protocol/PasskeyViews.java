package dochat.protocol;

import dochat.model.Passkey;
import dochat.model.User;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Passkeys, and what a browser is to ask an authenticator, as JSON (WebAuthn Level 3, sections 5.1.8 and 5.1.9). Pure. */
public final class PasskeyViews {
  /** Signatures that are taken, the best first, as COSE numbers them: EdDSA, ES256 and RS256. */
  public static final List<Integer> ALGORITHMS = List.of(-8, -7, -257);
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final long MILLIS = TimeUnit.SECONDS.toMillis(Limits.CHALLENGE_SECONDS);

  private PasskeyViews() {
  }

  /**
   * For a new passkey.
   *
   * @param id     of the page: what passkeys are bound to
   * @param handle what people are shown who have several
   * @param known  no second one on the same authenticator
   */
  public static JsonObject creation(String id, User user, String handle, byte[] challenge, List<Passkey> known) {
    JsonArray algorithms = new JsonArray(ALGORITHMS.stream().map(number -> new JsonObject().put("type", "public-key").put("alg", number)).toList());
    return publicKey(new JsonObject().put("rp", new JsonObject().put("id", id).put("name", "doChat"))
        .put("user", new JsonObject().put("id", handle(user.id())).put("name", handle).put("displayName", user.name()))
        .put("challenge", BASE64.encodeToString(challenge)).put("pubKeyCredParams", algorithms).put("timeout", MILLIS).put("excludeCredentials", credentials(known))
        .put("authenticatorSelection", new JsonObject().put("residentKey", "required").put("requireResidentKey", true).put("userVerification", "required"))
        .put("attestation", "none"));
  }

  /**
   * For one that is there.
   *
   * @param allowed one of these; any, where there are none
   */
  public static JsonObject request(String id, byte[] challenge, List<Passkey> allowed) {
    return publicKey(new JsonObject().put("rpId", id).put("challenge", BASE64.encodeToString(challenge)).put("timeout", MILLIS)
        .put("allowCredentials", credentials(allowed)).put("userVerification", "required"));
  }

  /** {@code {"passkeys":[…],"password"}}: whether there is a password besides. */
  public static JsonObject passkeys(List<Passkey> passkeys, boolean hasPassword) {
    return new JsonObject().put("passkeys", new JsonArray(passkeys.stream().map(PasskeyViews::passkey).toList())).put("password", hasPassword);
  }

  /** {@code {"id","name","created","used"?}}. */
  public static JsonObject passkey(Passkey passkey) {
    JsonObject json = new JsonObject().put("id", passkey.id()).put("name", passkey.name()).put("created", Views.time(passkey.created()));
    return passkey.used() == null ? json : json.put("used", Views.time(passkey.used()));
  }

  /** What an authenticator keeps of a person, and tells again: their id, and nothing else. */
  public static String handle(String user) {
    return BASE64.encodeToString(user.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonObject publicKey(JsonObject options) {
    return new JsonObject().put("publicKey", options);
  }

  private static JsonArray credentials(List<Passkey> passkeys) {
    return new JsonArray(passkeys.stream().map(passkey -> new JsonObject().put("type", "public-key").put("id", passkey.credential())).toList());
  }
}
