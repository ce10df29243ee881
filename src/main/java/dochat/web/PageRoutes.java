package dochat.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pages, and the few files that a browser asks for besides, all from this node's own jar. */
final class PageRoutes {
  /** Where pages have the library of SockJS, and the frames that it makes for itself. */
  static final String SOCKJS = "/vendor/sockjs-client/dist/sockjs.min.js";
  /** By this a page says what somebody has chosen; before, it is what the browser prefers. */
  private static final String LANGUAGE_COOKIE = "dochat-language";
  /** The first is that of who reads none of them. */
  private static final List<String> LANGUAGES = List.of("en", "ko");
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  /** Read once, for all event loops. */
  private static final List<Page> PAGES = List.of(Page.of("chat", "/", "/index.html"), Page.of("lab", "/lab", "/lab/index.html"),
      Page.of("cluster", "/cluster", "/cluster/index.html"));
  private static final Map<String, Document> FILES = Map.of(
      "/favicon.svg", new Document("pages/favicon.svg", "image/svg+xml"),
      SOCKJS, new Document("pages/sockjs.min.js", SCRIPT),
      "/emoji/LICENSE", new Document("pages/emoji-licences.txt", "text/plain; charset=utf-8"),
      "/api/openapi.yaml", new Document("openapi.yaml", "application/yaml"));

  /** The emoji picker in each language. A page asks for that of its own release: another one would not fit, and is not found. */
  private static final Map<String, Document> EMOJIS = Map.of("en", new Document("pages/emojis-en.js", SCRIPT), "ko", new Document("pages/emojis-ko.js", SCRIPT));

  private PageRoutes() {
  }

  static void install(Router router) {
    PAGES.forEach(page -> page.install(router));
    FILES.forEach((path, file) -> router.get(path).handler(file::answer));
    EMOJIS.forEach((language, file) -> router.get("/emoji/" + language + "." + file.tag() + ".js").handler(file::answerForGood));
  }

  /** What browsers heed in documents alone (HTML Standard, section 7.1.3; Permissions Policy, section 5), so that it need not go with each answer of the API. */
  static void secure(HttpServerResponse response) {
    response.putHeader("Cross-Origin-Opener-Policy", "same-origin").putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  }

  /** A page in all languages, and their words, for who wants to change the language. */
  private record Page(Map<String, Translation> translations, List<String> paths) {
    static Page of(String name, String... paths) {
      return new Page(LANGUAGES.stream().collect(Collectors.toMap(Function.identity(), language -> Translation.of(name, language))), List.of(paths));
    }

    void install(Router router) {
      paths.forEach(path -> router.get(path).handler(this::answer));
      translations.values().forEach(each -> router.get(each.wordsPath).handler(each.words::answerForGood));
    }

    private void answer(RoutingContext context) {
      Translation translation = translations.get(language(context));
      secure(context.response().putHeader("Content-Security-Policy", translation.policy));
      context.response().headers().add(HttpHeaders.VARY, HttpHeaders.COOKIE).add(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
      translation.document.answer(context);
    }

    private static String language(RoutingContext context) {
      Cookie chosen = context.request().getCookie(LANGUAGE_COOKIE);
      Stream<String> preferred = preferred(context.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
      return Stream.concat(Stream.ofNullable(chosen).map(Cookie::getValue), preferred).filter(LANGUAGES::contains).findFirst().orElse(LANGUAGES.get(0));
    }
  }

  /** Of the languages that a browser lists (RFC 9110 section 12.5.4) the names without what follows them, in its order: all of them list the best first. */
  private static Stream<String> preferred(String listed) {
    return listed == null ? Stream.empty() : Stream.of(listed.toLowerCase(Locale.ROOT).split(",")).map(each -> each.strip().split("[-;]", 2)[0]);
  }

  /** A page in one language. */
  private record Translation(Document document, String policy, Document words, String wordsPath) {
    static Translation of(String name, String language) {
      String page = "pages/" + name + "." + language + ".html";
      Document words = new Document("pages/" + name + ".words." + language + ".js", SCRIPT);
      return new Translation(new Document(page, "text/html; charset=utf-8"), Document.text(page + ".csp"), words, "/words/" + name + "." + language + "." + words.tag() + ".js");
    }
  }
}
