package dochat.oidc;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dochat.config.OpenId;
import dochat.model.Newcomer;
import dochat.model.ProviderVisit;
import dochat.model.Subject;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real provider is asked as it wants to be asked, and one that misbehaves costs a short time and little memory. */
class ProviderTest {
  private static final String REDIRECT = "http://127.0.0.1:8080/api/oidc/callback";
  private static final String CLIENT = "dochat";
  private static final long SHORT_MILLIS = 300;
  private static final long LONG_MILLIS = 20_000;
  private static final ProviderVisit VISIT = new ProviderVisit("nonce-1", "verifier-of-forty-three-characters-or-more-1234", null, null);

  private static Vertx vertx;
  private static MockOAuth2Server server;

  @BeforeAll
  static void start() throws Exception {
    vertx = Vertx.vertx();
    server = new MockOAuth2Server();
    server.start(InetAddress.getLoopbackAddress(), 0);
  }

  @AfterAll
  static void stop() {
    server.shutdown();
    await(vertx.close());
  }

  @Test
  void tellsWhoComesBack() throws Exception {
    Provider provider = provider(issuer("people"), "s:ecret");
    Map<String, String> asked = query(await(provider.authorization(VISIT, "state-1", REDIRECT)));
    assertEquals(Map.of("response_type", "code", "client_id", CLIENT, "redirect_uri", REDIRECT, "scope", "openid profile", "state", "state-1", "nonce", "nonce-1",
        "code_challenge", "cFdDjFoMuxEFQYBSe3WyNq9V4U_XG6_oHpjWGqvPPH8", "code_challenge_method", "S256").keySet(), asked.keySet());
    assertEquals("S256", asked.get("code_challenge_method"));
    assertEquals("nonce-1", asked.get("nonce"));
    says("people", Map.of("name", "김민지", "preferred_username", "Minji.Kim@example.org"));
    Newcomer minji = await(provider.redeem(VISIT, code(provider, VISIT), null, REDIRECT));
    assertEquals(new Subject(issuer("people"), "sub-1"), minji.subject());
    assertEquals("김민지", minji.name());
    assertEquals(List.of("minji.kim", "minji.kim-2"), minji.handles().subList(0, 2));
    RecordedRequest exchange = last("/people/token");
    assertEquals("Basic ZG9jaGF0OnMlM0FlY3JldA==", exchange.getHeader("Authorization"));
  }

  @Test
  void asksWhereMoreIsSaid() throws Exception {
    Provider provider = provider(issuer("silent"), null);
    says("silent", Map.of());
    Newcomer somebody = await(provider.redeem(VISIT, code(provider, VISIT), issuer("silent"), REDIRECT));
    assertTrue(somebody.handles().get(0).startsWith("user-"), somebody.toString());
    assertEquals(somebody.handles().get(0), somebody.name());
    assertTrue(last("/silent/token").getBody().readUtf8().contains("client_id=" + CLIENT), "who has no secret says who they are in the form");
    assertTrue(last("/silent/userinfo").getHeader("Authorization").startsWith("Bearer "));
  }

  @Test
  void takesNoCodeThatIsNotForThisVisit() throws Exception {
    Provider provider = provider(issuer("codes"), null);
    refused(ProblemCode.PROVIDER_FAILED, provider.redeem(VISIT, "another", null, REDIRECT));
    ProviderVisit other = new ProviderVisit("nonce-2", "another-verifier-of-forty-three-characters-1234", null, null);
    refused(ProblemCode.PROVIDER_FAILED, provider.redeem(other, code(provider, VISIT), null, REDIRECT));
    ProviderVisit replayed = new ProviderVisit("nonce-2", VISIT.verifier(), null, null);
    refused(ProblemCode.PROVIDER_FAILED, provider.redeem(replayed, code(provider, VISIT), null, REDIRECT));
    refused(ProblemCode.PROVIDER_FAILED, provider.redeem(VISIT, code(provider, VISIT), "https://evil.example", REDIRECT));
  }

  @Test
  void finishesWithOneThatMisbehaves() {
    AtomicBoolean isEnough = new AtomicBoolean();
    refused(ProblemCode.PROVIDER_AWAY, asked(SHORT_MILLIS, answer -> { }));
    refused(ProblemCode.PROVIDER_AWAY, asked(SHORT_MILLIS, answer -> answer.setChunked(true).write("{")));
    refused(ProblemCode.PROVIDER_FAILED, asked(answer -> flood(answer.setChunked(true), isEnough)));
    eventually(() -> assertTrue(isEnough.get(), "it was told that nobody listens"));
    refused(ProblemCode.PROVIDER_FAILED, asked(answer -> answer.end("<!doctype html><title>Welcome</title>")));
    refused(ProblemCode.PROVIDER_FAILED, asked(answer -> answer.end("[]")));
    refused(ProblemCode.PROVIDER_FAILED, asked(answer -> answer.end("{\"issuer\":\"https://evil.example\"}")));
    refused(ProblemCode.PROVIDER_FAILED, asked(answer -> answer.setStatusCode(302).putHeader("Location", server.wellKnownUrl("people").toString()).end()));
    refused(ProblemCode.PROVIDER_FAILED, asked(answer -> answer.setStatusCode(404).end()));
    refused(ProblemCode.PROVIDER_AWAY, asked(answer -> answer.setStatusCode(503).end()));
    refused(ProblemCode.PROVIDER_AWAY, provider("http://127.0.0.1:1", null).authorization(VISIT, "state", REDIRECT));
  }

  /** As after a provider has changed its key. */
  @Test
  void asksForAKeyThatIsNotKnownButNotAgainAndAgain() throws Exception {
    AtomicLong seconds = new AtomicLong();
    AtomicReference<ECKey> key = new AtomicReference<>(new ECKeyGenerator(Curve.P_256).keyID("1").generate());
    AtomicInteger asked = new AtomicInteger();
    HttpServer changing = await(vertx.createHttpServer().requestHandler(request -> request.response().end(said(request, key.get(), asked))).listen(0, "127.0.0.1"));
    Provider provider = new Provider(vertx, new OpenId("http://127.0.0.1:" + changing.actualPort(), CLIENT, null, "Mock", "openid", "name", "name"), LONG_MILLIS,
        () -> TimeUnit.SECONDS.toNanos(seconds.get()));
    await(provider.redeem(VISIT, "code", null, REDIRECT));
    await(provider.redeem(VISIT, "code", null, REDIRECT));
    assertEquals(1, asked.get());
    key.set(new ECKeyGenerator(Curve.P_256).keyID("2").generate());
    refused(ProblemCode.PROVIDER_FAILED, provider.redeem(VISIT, "code", null, REDIRECT));
    assertEquals(1, asked.get(), "it has just been asked");
    seconds.set(31);
    await(provider.redeem(VISIT, "code", null, REDIRECT));
    assertEquals(2, asked.get());
    seconds.set(31 + 3_600);
    await(provider.redeem(VISIT, "code", null, REDIRECT));
    assertEquals(3, asked.get(), "a key that was taken back is not believed for ever");
  }

  private static String said(HttpServerRequest request, ECKey key, AtomicInteger asked) {
    String here = "http://" + request.authority();
    if (request.path().equals("/keys")) {
      asked.incrementAndGet();
      return new JWKSet(key.toPublicJWK()).toString();
    }
    return (request.path().equals("/token") ? new JsonObject().put("id_token", token(here, key))
        : new JsonObject().put("issuer", here).put("authorization_endpoint", here + "/a").put("token_endpoint", here + "/token").put("jwks_uri", here + "/keys")).encode();
  }

  private static String token(String issuer, ECKey key) {
    try {
      SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), new JWTClaimsSet.Builder().issuer(issuer).subject("sub-1")
          .audience(CLIENT).issueTime(new Date()).expirationTime(new Date(System.currentTimeMillis() + 60_000)).claim("nonce", VISIT.nonce()).build());
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void leadsNowhereInTheClear() {
    JsonObject document = new JsonObject().put("issuer", "https://id.example").put("authorization_endpoint", "https://id.example/a").put("token_endpoint", "https://id.example/t")
        .put("jwks_uri", "https://id.example/k");
    assertEquals("https://id.example/a", Endpoints.from(document, "https://id.example").authorization());
    for (String url : List.of("http://id.example/a", "javascript:alert(1)", "https://user@id.example/a", "/a", "https://id.example/a#b", "not a url")) {
      assertThrows(Fault.class, () -> Endpoints.from(document.copy().put("authorization_endpoint", url), "https://id.example"), url);
    }
    assertThrows(Fault.class, () -> Endpoints.from(document, "https://id.example/"), "the issuer is compared exactly");
  }

  @Test
  void callsPeopleWhatTheyMayBeCalled() {
    assertEquals("minji", Names.handles("Minji@EXAMPLE.org").get(0));
    assertEquals("kim-minji", Names.handles("  Kim Minji! ").get(0));
    assertEquals("a".repeat(30) + "-9", Names.handles("a".repeat(99)).get(8));
    assertTrue(Names.handles("김민지").get(0).startsWith("user-"));
    assertEquals("x", Names.name("\u202Eevil", "x"));
    assertEquals("x", Names.name("deleted account", "x"));
    assertEquals("김".repeat(32), Names.name("김".repeat(40), "x"));
  }

  private static void flood(HttpServerResponse answer, AtomicBoolean isEnough) {
    answer.exceptionHandler(gone -> isEnough.set(true)).closeHandler(gone -> isEnough.set(true));
    more(answer);
  }

  private static void more(HttpServerResponse answer) {
    if (!answer.closed()) {
      answer.write(Buffer.buffer(" ".repeat(65_536))).onSuccess(written -> more(answer));
    }
  }

  private static Future<String> asked(Handler<HttpServerResponse> answering) {
    return asked(LONG_MILLIS, answering);
  }

  /** How it ends when a provider answers so. */
  private static Future<String> asked(long millis, Handler<HttpServerResponse> answering) {
    HttpServer strange = await(vertx.createHttpServer().requestHandler(request -> answering.handle(request.response())).listen(0, "127.0.0.1"));
    return provider("http://127.0.0.1:" + strange.actualPort(), null, millis).authorization(VISIT, "state", REDIRECT);
  }

  private static Provider provider(String issuer, String secret) {
    return provider(issuer, secret, LONG_MILLIS);
  }

  private static Provider provider(String issuer, String secret, long millis) {
    return new Provider(vertx, new OpenId(issuer, CLIENT, secret, "Mock", "openid profile", "name", "preferred_username"), millis, System::nanoTime);
  }

  private static String issuer(String id) {
    return server.issuerUrl(id).toString();
  }

  private static void says(String issuer, Map<String, Object> claims) {
    server.enqueueCallback(new DefaultOAuth2TokenCallback(issuer, "sub-1", "JWT", List.of(CLIENT), claims));
  }

  /** What a browser brings back from there. */
  private static String code(Provider provider, ProviderVisit visit) throws Exception {
    HttpResponse<Void> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(await(provider.authorization(visit, "state-1", REDIRECT)))).build(),
        HttpResponse.BodyHandlers.discarding());
    return query(answer.headers().firstValue("Location").orElseThrow()).get("code");
  }

  private static RecordedRequest last(String path) {
    RecordedRequest request = server.takeRequest(5, TimeUnit.SECONDS);
    return path.equals(request.getPath()) ? request : last(path);
  }

  private static Map<String, String> query(String url) {
    return Arrays.stream(URI.create(url).getRawQuery().split("&")).map(each -> each.split("=", 2))
        .collect(Collectors.toMap(each -> each[0], each -> URLDecoder.decode(each[1], StandardCharsets.UTF_8)));
  }

  private static void refused(ProblemCode code, Future<?> asked) {
    assertEquals(code, assertThrows(Problem.class, () -> await(asked)).code());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
