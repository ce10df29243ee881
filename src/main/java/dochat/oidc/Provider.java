package dochat.oidc;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import dochat.config.OpenId;
import dochat.metrics.Seldom;
import dochat.model.Newcomer;
import dochat.model.ProviderVisit;
import dochat.model.Subject;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An OpenID Provider, by the authorization code flow (OpenID Connect Core 1.0 section 3.1) with PKCE (RFC 7636, S256). It is asked for the first time when
 * somebody wants in by it. Any context may call, and is called back on itself. Fails with {@code provider_away} or {@code provider_failed}, and says why in the
 * log, which has nothing of what the provider has said.
 */
public final class Provider {
  private static final Logger LOG = LoggerFactory.getLogger(Provider.class);
  private static final long ANSWER_MILLIS = TimeUnit.SECONDS.toMillis(5);
  private static final String ID_TOKEN = "id_token";

  private final OpenId settings;
  private final Exchange exchange;
  private final Cached<Endpoints> endpoints;
  private final Cached<JWKSet> keys;
  private final Seldom faults = new Seldom();

  public Provider(Vertx vertx, OpenId settings) {
    this(vertx, settings, ANSWER_MILLIS, System::nanoTime);
  }

  Provider(Vertx vertx, OpenId settings, long answerMillis, LongSupplier nanos) {
    this.settings = settings;
    this.exchange = new Exchange(vertx, answerMillis);
    this.endpoints = new Cached<>(() -> exchange.get(Endpoints.of(settings.issuer()), null).map(document -> Endpoints.from(document, settings.issuer())), nanos);
    this.keys = new Cached<>(() -> endpoints.get().compose(known -> exchange.get(known.keys(), null)).map(Provider::keySet), nanos);
  }

  /** Its name in what it says of people. */
  public String issuer() {
    return settings.issuer();
  }

  /** What people call it. */
  public String name() {
    return settings.name();
  }

  /**
   * Where somebody says who they are.
   *
   * @param state    what it gives back with them
   * @param redirect where it sends them then
   */
  public Future<String> authorization(ProviderVisit visit, String state, String redirect) {
    return endpoints.get().map(known -> new Form().put("response_type", "code").put("client_id", settings.client()).put("redirect_uri", redirect)
        .put("scope", settings.scopes()).put("state", state).put("nonce", visit.nonce())
        .put("code_challenge", challenge(visit.verifier())).put("code_challenge_method", "S256").behind(known.authorization())).recover(this::refuse);
  }

  /**
   * Who has come back from there.
   *
   * @param code     what it has given them
   * @param issuer   who has given it, as far as they say it; else null
   * @param redirect as before
   */
  public Future<Newcomer> redeem(ProviderVisit visit, String code, String issuer, String redirect) {
    return endpoints.get().compose(known -> {
      boolean isOurs = issuer == null ? !known.namesItself() : issuer.equals(settings.issuer());
      if (!isOurs) {
        throw new Fault("a code of another one was brought");
      }
      return token(known, visit, code, redirect).compose(answer -> claims(answer, visit).compose(claims -> person(known, answer, claims)));
    }).recover(this::refuse);
  }

  private Future<JsonObject> token(Endpoints known, ProviderVisit visit, String code, String redirect) {
    Form form = new Form().put("grant_type", "authorization_code").put("code", code).put("redirect_uri", redirect).put("code_verifier", visit.verifier());
    boolean isInHeader = settings.secret() != null && known.takesBasic();
    if (!isInHeader) {
      form.put("client_id", settings.client());
      if (settings.secret() != null) {
        form.put("client_secret", settings.secret());
      }
    }
    return exchange.post(known.token(), form.toString(), isInHeader ? basic() : null);
  }

  /** RFC 6749 section 2.3.1: both are encoded as in a form first. */
  private String basic() {
    String both = Form.encoded(settings.client()) + ":" + Form.encoded(settings.secret());
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  private Future<JWTClaimsSet> claims(JsonObject answer, ProviderVisit visit) {
    if (!(answer.getValue(ID_TOKEN) instanceof String text)) {
      throw new Fault("it gave no token");
    }
    IdToken token = new IdToken(text);
    return signers(token.header()).map(found -> token.claims(found, settings.issuer(), settings.client(), visit.nonce(), Instant.now()));
  }

  /** A key that is not known may be a new one. */
  private Future<List<JWK>> signers(JWSHeader header) {
    JWKSelector fitting = new JWKSelector(JWKMatcher.forJWSHeader(header));
    return keys.get().map(fitting::select).compose(found -> found.isEmpty() ? keys.renew().map(fitting::select) : Future.succeededFuture(found));
  }

  /** Some providers say there only who it is, and elsewhere what they are called; who it is does not depend on that. */
  private Future<Newcomer> person(Endpoints known, JsonObject answer, JWTClaimsSet claims) {
    Subject subject = new Subject(settings.issuer(), claims.getSubject());
    JsonObject said = new JsonObject();
    List<String> wanted = List.of(settings.nameClaim(), settings.handleClaim());
    wanted.stream().filter(claim -> claims.getClaim(claim) instanceof String).forEach(claim -> said.put(claim, claims.getClaim(claim)));
    boolean isEnough = wanted.stream().allMatch(said::containsKey);
    if (isEnough || known.userInfo() == null || !(answer.getValue("access_token") instanceof String access)) {
      return Future.succeededFuture(person(subject, said));
    }
    return exchange.get(known.userInfo(), access).map(more -> subject.id().equals(more.getValue("sub")) ? more.mergeIn(said) : said)
        .otherwise(said).map(all -> person(subject, all));
  }

  private Newcomer person(Subject subject, JsonObject said) {
    String handle = said.getValue(settings.handleClaim()) instanceof String text ? text : "";
    List<String> handles = Names.handles(handle);
    return new Newcomer(subject, Names.name(said.getValue(settings.nameClaim()) instanceof String text ? text : handle, handles.get(0)), handles);
  }

  private static JWKSet keySet(JsonObject document) {
    try {
      return JWKSet.parse(document.encode());
    } catch (ParseException e) {
      throw new Fault("its keys are none");
    }
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder().withoutPadding().encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private <T> Future<T> refuse(Throwable failure) {
    if (!(failure instanceof Fault) && !(failure instanceof Away)) {
      return Future.failedFuture(failure);
    }
    faults.now(() -> LOG.warn("the OpenID Provider is of no use issuer={} reason=\"{}\"", settings.issuer(), failure.getMessage()));
    return Future.failedFuture(Problem.of(failure instanceof Away ? ProblemCode.PROVIDER_AWAY : ProblemCode.PROVIDER_FAILED));
  }
}
