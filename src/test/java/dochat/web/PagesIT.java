package dochat.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.Http;
import dochat.support.OnSharedNodes;
import dochat.support.SharedNodes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A page is one document, as small as a browser takes it, and is not sent again to whom it is known; so are the few files beside it. */
@OnSharedNodes
class PagesIT {
  private static final Pattern WORDS = Pattern.compile("/words/[a-z.0-9]+\\.js");

  private final Http nobody = new Http(SharedNodes.first());

  @ParameterizedTest
  @ValueSource(strings = {"/", "/index.html", "/lab", "/lab/index.html", "/cluster", "/cluster/index.html"})
  void loadsNothingBesideItself(String path) {
    HttpResponse<String> page = nobody.get(path);
    assertEquals(200, page.statusCode());
    assertEquals("text/html; charset=utf-8", header(page, "Content-Type"));
    assertEquals("no-cache", header(page, "Cache-Control"));
    assertEquals("cookie, accept-language, accept-encoding", String.join(", ", page.headers().allValues("Vary")).toLowerCase());
    assertEquals("same-origin", header(page, "Cross-Origin-Opener-Policy"));
    assertEquals("camera=(), geolocation=(), microphone=()", header(page, "Permissions-Policy"));
    assertTrue(header(page, "Content-Security-Policy").startsWith("default-src 'none'"));
    assertTrue(page.body().contains("<style>") && page.body().contains("<script type=\"module\">"), path);
    for (String sign : List.of("stylesheet", "<script src=", "@import", "url(\"/")) {
      assertFalse(page.body().contains(sign), path + " has " + sign);
    }
  }

  /** RFC 9110 section 12.5.4; what was chosen on a page comes before what the browser prefers, and English is for everybody else. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "''                | ko-KR,ko;q=0.9,en-US;q=0.8 | ko",
      "''                | en-US,en;q=0.9,ko;q=0.8    | en",
      "''                | KO, en;q=0.1               | ko",
      "''                | fr-FR, fr;q=0.9            | en",
      "''                | '*, ;q=x, =;,'             | en",
      "dochat-language=ko | en                        | ko",
      "dochat-language=en | ko                        | en",
      "dochat-language=xx | ko                        | ko",
      "dochat-language=.. | ''                        | en"})
  void speaksOneLanguageAndKnowsWhereTheOtherIs(String cookie, String languages, String language) {
    for (String path : List.of("/", "/lab", "/cluster")) {
      HttpRequest.Builder request = nobody.request(path).header("Accept-Language", languages).GET();
      String page = nobody.send(cookie.isEmpty() ? request : request.header("Cookie", cookie)).body();
      assertTrue(page.contains("<html lang=\"" + language + "\">"), path);
      assertEquals(language.equals("ko"), page.contains("메시지"), path);
      assertEquals(language.equals("en"), page.contains("Start chatting"), path);
      String other = WORDS.matcher(page).results().map(MatchResult::group).reduce((one, another) -> one + " " + another).orElseThrow();
      HttpResponse<String> words = nobody.get(other);
      assertEquals("200 text/javascript; charset=utf-8", words.statusCode() + " " + header(words, "Content-Type"), other);
      assertEquals(language.equals("en"), words.body().contains("메시지"), other);
      assertEquals(404, nobody.get(other.replaceFirst("\\.[0-9a-f]{16}\\.", ".0123456789abcdef.")).statusCode(), "of another release");
    }
  }

  @ParameterizedTest
  @CsvSource({"/favicon.svg, image/svg+xml", "/manifest.json, application/manifest+json", "/manifest.ko.json, application/manifest+json", "/vendor/sockjs-client/dist/sockjs.min.js, text/javascript; charset=utf-8",
      "/api/openapi.yaml, application/yaml", "/emoji/LICENSE, text/plain; charset=utf-8"})
  void hasAFewFilesBesideIt(String path, String type) {
    HttpResponse<String> file = nobody.get(path);
    assertEquals(200, file.statusCode());
    assertEquals(type, header(file, "Content-Type"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/app.js", "/lab/app.js", "/net/connection.js", "/css/tokens.css", "/vendor/lit-html/lit-html.js", "/vendor/lucide-static/icons/check.svg",
      "/vendor/sockjs-client/dist/sockjs.js", "/favicon.svg.br", "/pages/chat.html", "/../cluster.xml"})
  void isServedInNoParts(String path) {
    assertEquals(404, nobody.get(path).statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/lab", "/vendor/sockjs-client/dist/sockjs.min.js"})
  void isSmallerForWhoTakesIt(String path) throws IOException {
    byte[] plain = nobody.get(path).body().getBytes(StandardCharsets.UTF_8);
    HttpResponse<byte[]> gzip = as(path, "gzip");
    assertEquals("gzip", header(gzip, "Content-Encoding"));
    assertEquals(new String(plain, StandardCharsets.UTF_8), new String(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes(), StandardCharsets.UTF_8));
    HttpResponse<byte[]> brotli = as(path, "gzip, deflate, br");
    assertEquals("br", header(brotli, "Content-Encoding"));
    assertTrue(brotli.body().length < gzip.body().length && gzip.body().length < plain.length / 3, brotli.body().length + " < " + gzip.body().length);
    assertTrue(as(path, "deflate, br;q=0").headers().firstValue("Content-Encoding").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/lab", "/favicon.svg", "/api/openapi.yaml"})
  void isKnownByItsTag(String path) {
    String tag = header(nobody.get(path), "ETag");
    assertEquals(tag, header(new Http(SharedNodes.second()).get(path), "ETag"), "at each node");
    assertEquals("304 ", known(path, "\"other\", W/" + tag));
    assertEquals("304 ", known(path, "*"));
    assertNotEquals("304 ", known(path, "\"other\""));
    HttpResponse<byte[]> packed = as(path, "br");
    assertEquals(packed.headers().firstValue("Content-Encoding").isPresent(), !tag.equals(header(packed, "ETag")), "each coding has its own");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ko"})
  void keepsTheEmojiPickerForEver(String language) {
    Matcher address = Pattern.compile("/emoji/" + language + "\\.[0-9a-f]{16}\\.js").matcher(nobody.get("/").body());
    assertTrue(address.find());
    HttpResponse<String> picker = nobody.get(address.group());
    assertEquals("text/javascript; charset=utf-8", header(picker, "Content-Type"));
    assertEquals("public, max-age=31536000, immutable", header(picker, "Cache-Control"));
    assertTrue(picker.body().contains("Unicode-3.0"), "names its licence");
    assertTrue(as(address.group(), "br").body().length < 50_000);
    assertEquals(404, nobody.get("/emoji/" + language + ".0123456789abcdef.js").statusCode(), "that of another release");
  }

  private HttpResponse<byte[]> as(String path, String codings) {
    return nobody.bytes(nobody.request(path).header("Accept-Encoding", codings).GET());
  }

  private String known(String path, String tags) {
    HttpResponse<String> answer = nobody.send(nobody.request(path).header("If-None-Match", tags).GET());
    return answer.statusCode() + " " + answer.body();
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElseThrow();
  }
}
