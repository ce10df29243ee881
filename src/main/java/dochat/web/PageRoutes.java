package dochat.web;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Properties;

/** The page and what it is made of, all from this node's own jar files. */
final class PageRoutes {
  /** The WebJars that pages may load, under /vendor without their versions. */
  private static final List<String> VENDORS = List.of("lit", "lit-html", "lit-element", "lit__reactive-element", "sockjs-client");
  private static final String ICONS = "lucide-static";
  /** Read once, for all event loops. */
  private static final List<Page> PAGES = List.of(Page.of("chat", "/", "/index.html"), Page.of("lab", "/lab", "/lab/index.html"),
      Page.of("cluster", "/cluster", "/cluster/index.html"));
  private static final Document OPEN_API = new Document("openapi.yaml", "application/yaml");

  private PageRoutes() {
  }

  static void install(Router router) {
    PAGES.forEach(page -> page.paths.forEach(path -> router.get(path).handler(page::answer)));
    router.get("/api/openapi.yaml").handler(OPEN_API::answer);
    VENDORS.forEach(vendor -> router.get("/vendor/" + vendor + "/*").handler(files(folder(vendor))));
    IconRoutes.install(router, folder(ICONS), version(ICONS));
    router.get("/*").handler(files("webroot"));
  }

  /** Modules and style sheets one by one, as the pages of the release before this one load them while nodes of both serve. */
  private static StaticHandler files(String folder) {
    return StaticHandler.create(folder).setDirectoryListing(false).setIndexPage("index.html")
        .setMaxAgeSeconds(0).setDefaultContentEncoding("UTF-8");
  }

  private static String folder(String vendor) {
    return "META-INF/resources/webjars/" + vendor + "/" + version(vendor);
  }

  private static String version(String vendor) {
    Properties properties = new Properties();
    String path = "META-INF/maven/org.webjars.npm/" + vendor + "/pom.properties";
    try (InputStream stream = PageRoutes.class.getClassLoader().getResourceAsStream(path)) {
      properties.load(stream);
    } catch (IOException e) {
      throw new IllegalStateException("the WebJar " + vendor + " cannot be read", e);
    }
    return properties.getProperty("version");
  }

  private record Page(Document document, String policy, List<String> paths) {
    static Page of(String name, String... paths) {
      Document document = new Document("pages/" + name + ".html", "text/html; charset=utf-8");
      return new Page(document, ContentSecurityPolicy.of(document.text()), List.of(paths));
    }

    void answer(RoutingContext context) {
      context.response().putHeader("Content-Security-Policy", policy);
      document.answer(context);
    }
  }
}
