package dochat.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.Set;

/**
 * A token in which the provider says who somebody is, and whether it is to be believed (OpenID Connect Core 1.0 section 3.1.3.7). Only signatures by private
 * keys count, by algorithms of this list: a key that everybody can read proves nothing, nor does none. Pure; fails with {@link Fault}.
 */
final class IdToken {
  private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256, JWSAlgorithm.PS384,
      JWSAlgorithm.PS512, JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.ES512);
  /** By so much clocks may differ. */
  private static final Duration SKEW = Duration.ofMinutes(1);
  /** It was made for whoever brings the code, hence a moment ago. */
  private static final Duration AGE = Duration.ofMinutes(10);
  private static final int SUBJECT_CHARS = 255;

  private final SignedJWT token;

  IdToken(String text) {
    try {
      token = SignedJWT.parse(text);
    } catch (ParseException | IllegalArgumentException e) {
      throw new Fault("its token is not a signed one");
    }
    if (!ALGORITHMS.contains(token.getHeader().getAlgorithm())) {
      throw new Fault("its token is signed by an algorithm that does not count");
    }
  }

  /** What names the key with which it is signed. */
  JWSHeader header() {
    return token.getHeader();
  }

  /** What it says, if one of these keys has signed it, for this chat, now and for this visit. */
  JWTClaimsSet claims(Collection<JWK> keys, String issuer, String client, String nonce, Instant now) {
    check(keys.stream().anyMatch(this::isSignedWith), "is not signed by it");
    try {
      JWTClaimsSet claims = token.getJWTClaimsSet();
      check(issuer.equals(claims.getIssuer()), "is of another issuer");
      checkAudience(claims, client);
      checkTime(claims, now);
      check(nonce.equals(claims.getStringClaim("nonce")), "is for another visit");
      String subject = claims.getSubject();
      check(subject != null && !subject.isEmpty() && subject.length() <= SUBJECT_CHARS && subject.chars().noneMatch(each -> each < ' '), "names nobody");
      return claims;
    } catch (ParseException e) {
      throw new Fault("its token has claims of wrong types");
    }
  }

  /** Who else it is for could bring it here, hence the party for which it was made. */
  private static void checkAudience(JWTClaimsSet claims, String client) throws ParseException {
    String party = claims.getStringClaim("azp");
    check(claims.getAudience().contains(client), "is for somebody else");
    check(party == null ? claims.getAudience().size() == 1 : party.equals(client), "was made for somebody else");
  }

  private static void checkTime(JWTClaimsSet claims, Instant now) {
    Date end = claims.getExpirationTime();
    Date issue = claims.getIssueTime();
    check(end != null && end.toInstant().isAfter(now.minus(SKEW)), "has ended");
    check(issue != null && issue.toInstant().isBefore(now.plus(SKEW)) && issue.toInstant().isAfter(now.minus(AGE)), "was not made now");
  }

  private boolean isSignedWith(JWK key) {
    try {
      return key instanceof AsymmetricJWK pair && token.verify(new DefaultJWSVerifierFactory().createJWSVerifier(token.getHeader(), pair.toPublicKey()));
    } catch (JOSEException e) {
      return false;
    }
  }

  private static void check(boolean is, String fault) {
    if (!is) {
      throw new Fault("its token " + fault);
    }
  }
}
