package dochat.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A token is believed only as it should be: everything else about it is somebody's attempt. */
class IdTokenTest {
  private static final String ISSUER = "https://id.example/realm";
  private static final String CLIENT = "dochat";
  private static final String NONCE = "the-nonce";
  private static final Instant NOW = Instant.parse("2026-01-31T09:30:00Z");
  private static final ECKey KEY = key();
  private static final ECKey OTHER = key();

  @Test
  void believesWhatIsForThisVisit() throws Exception {
    assertEquals("minji", claims(signed(KEY, each -> each)).getSubject());
    assertEquals("minji", claims(signed(KEY, each -> each.audience(List.of(CLIENT, "other")).claim("azp", CLIENT))).getSubject());
  }

  @TestFactory
  Stream<DynamicTest> believesNothingElse() {
    return Stream.of(
        refused("is signed by another key", "its token is not signed by it", () -> signed(OTHER, each -> each)),
        refused("was changed", "its token is not signed by it", () -> changed(signed(KEY, each -> each))),
        refused("is not signed", "its token is not a signed one", () -> new PlainJWT(good().build()).serialize()),
        refused("is signed with what everybody knows", "its token is signed by an algorithm that does not count", IdTokenTest::signedWithThePublicKey),
        refused("is no token", "its token is not a signed one", () -> "a.b"),
        refused("is of another issuer", "its token is of another issuer", () -> signed(KEY, each -> each.issuer("https://evil.example"))),
        refused("is for another client", "its token is for somebody else", () -> signed(KEY, each -> each.audience("other"))),
        refused("is for nobody", "its token is for somebody else", () -> signed(KEY, each -> each.audience((String) null))),
        refused("was made for another client", "its token was made for somebody else", () -> signed(KEY, each -> each.claim("azp", "other"))),
        refused("is for several and says not for whom it was made", "its token was made for somebody else", () -> signed(KEY, each -> each.audience(List.of(CLIENT, "other")))),
        refused("has ended", "its token has ended", () -> signed(KEY, each -> each.expirationTime(at(-61)))),
        refused("never ends", "its token has ended", () -> signed(KEY, each -> each.expirationTime(null))),
        refused("is of tomorrow", "its token was not made now", () -> signed(KEY, each -> each.issueTime(at(61)))),
        refused("is old", "its token was not made now", () -> signed(KEY, each -> each.issueTime(at(-601)))),
        refused("was made at no time", "its token was not made now", () -> signed(KEY, each -> each.issueTime(null))),
        refused("is for another visit", "its token is for another visit", () -> signed(KEY, each -> each.claim("nonce", "another"))),
        refused("is for any visit", "its token is for another visit", () -> signed(KEY, each -> each.claim("nonce", null))),
        refused("has a nonce that is no text", "its token has claims of wrong types", () -> signed(KEY, each -> each.claim("nonce", 1))),
        refused("names nobody", "its token names nobody", () -> signed(KEY, each -> each.subject(null))),
        refused("names somebody who is too long", "its token names nobody", () -> signed(KEY, each -> each.subject("x".repeat(256)))));
  }

  private interface Token {
    String make() throws JOSEException;
  }

  private static DynamicTest refused(String how, String why, Token token) {
    return DynamicTest.dynamicTest(how, () -> {
      String text = token.make();
      assertEquals(why, assertThrows(Fault.class, () -> claims(text)).getMessage());
    });
  }

  private static JWTClaimsSet claims(String token) {
    List<JWK> keys = List.of(KEY.toPublicJWK());
    return new IdToken(token).claims(keys, ISSUER, CLIENT, NONCE, NOW);
  }

  private static String signed(ECKey key, UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
    return signed(JWSAlgorithm.ES256, new ECDSASigner(key), change.apply(good()).build());
  }

  private static String signed(JWSAlgorithm algorithm, JWSSigner signer, JWTClaimsSet claims) throws JOSEException {
    SignedJWT token = new SignedJWT(new JWSHeader(algorithm), claims);
    token.sign(signer);
    return token.serialize();
  }

  private static String signedWithThePublicKey() throws JOSEException {
    return signed(JWSAlgorithm.HS256, new MACSigner(KEY.toECPublicKey().getEncoded()), good().build());
  }

  private static String changed(String token) {
    String[] parts = token.split("\\.");
    return parts[0] + "." + new PlainJWT(good().subject("evil").build()).serialize().split("\\.")[1] + "." + parts[2];
  }

  private static JWTClaimsSet.Builder good() {
    return new JWTClaimsSet.Builder().issuer(ISSUER).subject("minji").audience(CLIENT).expirationTime(at(300)).issueTime(at(0)).claim("nonce", NONCE);
  }

  private static Date at(long seconds) {
    return Date.from(NOW.plus(Duration.ofSeconds(seconds)));
  }

  private static ECKey key() {
    try {
      return new ECKeyGenerator(Curve.P_256).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }
}
