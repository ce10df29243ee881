package dochat.web;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;

/** The pages, and the few files that a browser asks for besides, all from this node's own jar. */
final class PageRoutes {
  /** Where pages have the library of SockJS, and the frames that it makes for itself. */
  static final String SOCKJS = "/vendor/sockjs-client/dist/sockjs.min.js";
  private static final String MANIFEST = "application/manifest+json";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  /** Read once, for all event loops. */
  private static final List<Page> PAGES = List.of(Page.of("chat", "/", "/index.html"), Page.of("lab", "/lab", "/lab/index.html"),
      Page.of("cluster", "/cluster", "/cluster/index.html"));
  private static final Map<String, Document> FILES = Map.of(
      "/favicon.svg", new Document("pages/favicon.svg", "image/svg+xml"),
      "/manifest.json", new Document("pages/manifest.json", MANIFEST),
      "/manifest.ko.json", new Document("pages/manifest.ko.json", MANIFEST),
      SOCKJS, new Document("pages/sockjs.min.js", SCRIPT),
      "/emoji/LICENSE", new Document("pages/emoji-licences.txt", "text/plain; charset=utf-8"),
      "/api/openapi.yaml", new Document("openapi.yaml", "application/yaml"));

  /** The emoji picker in each language. A page asks for that of its own release: another one would not fit, and is not found. */
  private static final Map<String, Document> EMOJIS = Map.of("en", new Document("pages/emojis-en.js", SCRIPT), "ko", new Document("pages/emojis-ko.js", SCRIPT));

  private PageRoutes() {
  }

  static void install(Router router) {
    PAGES.forEach(page -> page.paths.forEach(path -> router.get(path).handler(page::answer)));
    FILES.forEach((path, file) -> router.get(path).handler(file::answer));
    EMOJIS.forEach((language, file) -> router.get("/emoji/" + language + "." + file.tag() + ".js").handler(file::answerForGood));
  }

  /** What browsers heed in documents alone (HTML Standard, section 7.1.3; Permissions Policy, section 5), so that it need not go with each answer of the API. */
  static void secure(HttpServerResponse response) {
    response.putHeader("Cross-Origin-Opener-Policy", "same-origin").putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  }

  private record Page(Document document, String policy, List<String> paths) {
    static Page of(String name, String... paths) {
      Document document = new Document("pages/" + name + ".html", "text/html; charset=utf-8");
      return new Page(document, ContentSecurityPolicy.of(document.text()), List.of(paths));
    }

    void answer(RoutingContext context) {
      secure(context.response().putHeader("Content-Security-Policy", policy));
      document.answer(context);
    }
  }
}
