package dochat.security;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import com.webauthn4j.verifier.exception.VerificationException;
import dochat.model.Passkey;
import dochat.model.User;
import dochat.protocol.PasskeyAnswer;
import dochat.protocol.PasskeyViews;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * The two ceremonies of WebAuthn Level 3 (sections 7.1 and 7.2), as webauthn4j checks them: origin, id of the page, challenge, the user's presence and verification,
 * the signature, the counter. Who makes an authenticator is nobody's business here (attestation {@code none}). Blocks its caller for some milliseconds, and for about
 * a second when it is the first: nothing of the library is loaded before. What is no answer is refused with {@code bad_passkey}, what is a wrong one with
 * {@code wrong_passkey}. Any thread may call.
 */
final class Ceremonies {
  private static final Logger LOG = LoggerFactory.getLogger(Ceremonies.class);
  private static final ObjectConverter CONVERTER = new ObjectConverter();
  private static final WebAuthnManager MANAGER = WebAuthnManager.createNonStrictWebAuthnManager(CONVERTER);
  private static final AttestedCredentialDataConverter KEYS = new AttestedCredentialDataConverter(CONVERTER);
  private static final List<PublicKeyCredentialParameters> ALGORITHMS = PasskeyViews.ALGORITHMS.stream()
      .map(number -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.create(number))).toList();

  private Ceremonies() {
  }

  /** The passkey that was made. */
  static Passkey created(PasskeyAnswer answer, Site site, User user, String name) {
    return checked(() -> {
      RegistrationData data = MANAGER.verifyRegistrationResponseJSON(answer.json(), new RegistrationParameters(server(answer, site), ALGORITHMS, true, true));
      var made = data.getAttestationObject().getAuthenticatorData();
      String credential = Base64.getUrlEncoder().withoutPadding().encodeToString(made.getAttestedCredentialData().getCredentialId());
      require(credential.equals(answer.credential()));
      return new Passkey(Tokens.newId(), user, credential, KEYS.convert(made.getAttestedCredentialData()), made.getSignCount(), name, Instant.now(), null);
    });
  }

  /**
   * The counter that this passkey has come with.
   *
   * @param names whether the authenticator has to say whose it is, because nobody else has; it may in any case
   */
  static long used(PasskeyAnswer answer, Site site, Passkey passkey, boolean names) {
    return checked(() -> {
      var record = new CredentialRecordImpl(new NoneAttestationStatement(), null, null, null, passkey.counter(), KEYS.convert(passkey.publicKey()), null, null, null, null);
      AuthenticationData data = MANAGER.verifyAuthenticationResponseJSON(answer.json(), new AuthenticationParameters(server(answer, site), record, null, true, true));
      byte[] owner = data.getUserHandle();
      require(owner == null ? !names : Arrays.equals(owner, passkey.user().id().getBytes(StandardCharsets.UTF_8)));
      return data.getAuthenticatorData().getSignCount();
    });
  }

  private static ServerProperty server(PasskeyAnswer answer, Site site) {
    return new ServerProperty(new Origin(site.origin()), site.id(), new DefaultChallenge(answer.challenge()));
  }

  private static void require(boolean is) {
    if (!is) {
      throw Problem.of(ProblemCode.WRONG_PASSKEY);
    }
  }

  private static <T> T checked(Callable<T> ceremony) {
    try {
      return ceremony.call();
    } catch (Problem problem) {
      throw problem;
    } catch (MaliciousCounterValueException e) {
      LOG.warn("a passkey was refused, because its counter went back: it may have been copied");
      throw Problem.of(ProblemCode.WRONG_PASSKEY);
    } catch (VerificationException e) {
      throw Problem.of(ProblemCode.WRONG_PASSKEY);
    } catch (WebAuthnException | JacksonException | IllegalArgumentException e) {
      throw Problem.of(ProblemCode.BAD_PASSKEY);
    } catch (Exception e) {
      throw new IllegalStateException("a passkey could not be checked", e);
    }
  }
}
