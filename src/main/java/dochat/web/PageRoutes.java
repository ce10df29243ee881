package dochat.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;

/** The page and what it is made of, all from this node's own jar files. */
final class PageRoutes {
  /** The WebJars that the page may load, under /vendor without their versions. */
  private static final List<String> VENDORS = List.of("lit", "lit-html", "lit-element", "lit__reactive-element", "sockjs-client");
  private static final String ICONS = "lucide-static";
  private static final String INDEX = "webroot/index.html";
  private static final String CLUSTER = "webroot/cluster/index.html";
  private static final String LAB = "webroot/lab/index.html";

  private PageRoutes() {
  }

  static void install(Router router) {
    String openApi = resource("openapi.yaml");
    page(router, resource(INDEX), "/", "/index.html");
    page(router, resource(LAB), "/lab", "/lab/index.html");
    page(router, resource(CLUSTER), "/cluster", "/cluster/index.html");
    router.get("/api/openapi.yaml").handler(context -> send(context, "application/yaml", openApi));
    VENDORS.forEach(vendor -> router.get("/vendor/" + vendor + "/*").handler(files(folder(vendor))));
    IconRoutes.install(router, folder(ICONS), version(ICONS));
    router.get("/*").handler(files("webroot"));
  }

  private static void page(Router router, String page, String... paths) {
    String policy = ContentSecurityPolicy.of(page);
    List.of(paths).forEach(path -> router.get(path).handler(context -> {
      context.response().putHeader("Content-Security-Policy", policy);
      send(context, "text/html; charset=utf-8", page);
    }));
  }

  private static void send(RoutingContext context, String type, String text) {
    context.response().putHeader(HttpHeaders.CONTENT_TYPE, type).putHeader(HttpHeaders.CACHE_CONTROL, "no-cache").end(text);
  }

  /** Files are asked for again at each load and answered with 304 as long as they are the same: a new version is seen at once. */
  private static StaticHandler files(String folder) {
    return StaticHandler.create(folder).setDirectoryListing(false).setIndexPage("index.html")
        .setMaxAgeSeconds(0).setDefaultContentEncoding("UTF-8");
  }

  private static String folder(String vendor) {
    return "META-INF/resources/webjars/" + vendor + "/" + version(vendor);
  }

  private static String version(String vendor) {
    Properties properties = new Properties();
    try (InputStream stream = stream("META-INF/maven/org.webjars.npm/" + vendor + "/pom.properties")) {
      properties.load(stream);
    } catch (IOException e) {
      throw new IllegalStateException("the WebJar " + vendor + " cannot be read", e);
    }
    return properties.getProperty("version");
  }

  private static String resource(String path) {
    try (InputStream stream = stream(path)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(path + " cannot be read", e);
    }
  }

  private static InputStream stream(String path) throws IOException {
    InputStream stream = PageRoutes.class.getClassLoader().getResourceAsStream(path);
    if (stream == null) {
      throw new IOException("not in the class path: " + path);
    }
    return stream;
  }
}
