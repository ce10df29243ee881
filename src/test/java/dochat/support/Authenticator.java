package dochat.support;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** An authenticator with one passkey (ES256), and the browser around it, which says whatever a test wants. Source: WebAuthn Level 3, sections 5.8.1, 6.1 and 6.5. */
public final class Authenticator {
  private static final int PRESENT = 0x01;
  private static final int VERIFIED = 0x04;
  private static final int HAS_KEY = 0x40;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final KeyPair keys = keys();
  private final byte[] credential = new byte[32];
  /** Whose passkey it is: of the first who made it. */
  private String user;
  /** Where the page says to be. */
  public String origin;
  /** Whose passkey the authenticator takes this for; null: that of the options. */
  public String site;
  /** Whether the person has shown who they are, and not only that somebody is there. */
  public boolean verifies = true;
  /** Counts one more with each signature; stays 0 where it does not count. */
  public int counter;

  public Authenticator(String origin) {
    this.origin = origin;
    new SecureRandom().nextBytes(credential);
  }

  /** What a browser answers to options for a new passkey. */
  public JsonObject create(JsonObject options) {
    JsonObject asked = options.getJsonObject("publicKey");
    user = user == null ? asked.getJsonObject("user").getString("id") : user;
    byte[] data = data(asked.getJsonObject("rp").getString("id"), HAS_KEY, attested());
    byte[] attestation = bytes(out -> {
      out.writeByte(0xa3);
      text(out, "fmt");
      text(out, "none");
      text(out, "attStmt");
      out.writeByte(0xa0);
      text(out, "authData");
      string(out, data);
    });
    return answer(new JsonObject().put("clientDataJSON", BASE64.encodeToString(clientData("webauthn.create", asked))).put("attestationObject", BASE64.encodeToString(attestation)));
  }

  /** What a browser answers to options for one that is there. */
  public JsonObject get(JsonObject options) {
    JsonObject asked = options.getJsonObject("publicKey");
    counter += counter == 0 ? 0 : 1;
    byte[] data = data(asked.getString("rpId"), 0, new byte[0]);
    byte[] clientData = clientData("webauthn.get", asked);
    return answer(new JsonObject().put("clientDataJSON", BASE64.encodeToString(clientData)).put("authenticatorData", BASE64.encodeToString(data))
        .put("signature", BASE64.encodeToString(sign(data, hash(clientData)))).put("userHandle", user));
  }

  /** The id of its passkey, in base64url. */
  public String credential() {
    return BASE64.encodeToString(credential);
  }

  private JsonObject answer(JsonObject response) {
    return new JsonObject().put("id", credential()).put("rawId", credential()).put("type", "public-key").put("authenticatorAttachment", "platform")
        .put("clientExtensionResults", new JsonObject()).put("response", response);
  }

  private byte[] clientData(String type, JsonObject asked) {
    return new JsonObject().put("type", type).put("challenge", asked.getString("challenge")).put("origin", origin).put("crossOrigin", false).encode().getBytes(StandardCharsets.UTF_8);
  }

  private byte[] data(String id, int more, byte[] rest) {
    return bytes(out -> {
      out.write(hash((site == null ? id : site).getBytes(StandardCharsets.UTF_8)));
      out.writeByte(PRESENT | (verifies ? VERIFIED : 0) | more);
      out.writeInt(counter);
      out.write(rest);
    });
  }

  private byte[] attested() {
    ECPublicKey key = (ECPublicKey) keys.getPublic();
    return bytes(out -> {
      out.write(new byte[16]);
      out.writeShort(credential.length);
      out.write(credential);
      out.write(new byte[] {(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21});
      string(out, coordinate(key.getW().getAffineX()));
      out.writeByte(0x22);
      string(out, coordinate(key.getW().getAffineY()));
    });
  }

  private byte[] sign(byte[] data, byte[] hash) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(data);
      signature.update(hash);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hash(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] coordinate(BigInteger number) {
    byte[] fixed = new byte[32];
    byte[] bytes = number.toByteArray();
    int length = Math.min(bytes.length, fixed.length);
    System.arraycopy(bytes, bytes.length - length, fixed, fixed.length - length, length);
    return fixed;
  }

  /** A CBOR text of fewer than 24 bytes. */
  private static void text(DataOutputStream out, String text) throws IOException {
    out.writeByte(0x60 + text.length());
    out.writeBytes(text);
  }

  /** A CBOR byte string. */
  private static void string(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeByte(0x59);
    out.writeShort(bytes.length);
    out.write(bytes);
  }

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private static byte[] bytes(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
