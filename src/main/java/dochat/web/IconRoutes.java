package dochat.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The icons that the page's style sheets name, read from the library's archive when the node starts. A static handler would unpack all 4,660 files of
 * the archive when the first one is asked for, and the first visitor of a node would wait some seconds. Immutable.
 */
final class IconRoutes {
  private static final String PATH = "/vendor/lucide-static/icons/";
  private static final Pattern NAMED = Pattern.compile(Pattern.quote(PATH) + "([a-z0-9-]+\\.svg)");
  private static final List<String> SHEETS = List.of("webroot/css/icons.css", "webroot/css/lab.css", "webroot/css/cluster.css");
  private static final int NOT_FOUND = 404;
  private static final int NOT_MODIFIED = 304;

  private final Map<String, Buffer> icons;
  private final String tag;

  private IconRoutes(Map<String, Buffer> icons, String version) {
    this.icons = icons;
    this.tag = "\"" + version + "\"";
  }

  /**
   * Serves them.
   *
   * @param folder  of the library in the class path
   * @param version of the library; another one has another tag
   */
  static void install(Router router, String folder, String version) {
    router.get(PATH + ":file").handler(new IconRoutes(named(folder + "/icons/"), version)::answer);
  }

  /** As the other files of the page: asked for again at each load, and known by the tag. */
  private void answer(RoutingContext context) {
    Buffer icon = icons.get(context.pathParam("file"));
    if (icon == null) {
      context.fail(NOT_FOUND);
      return;
    }
    context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache").putHeader(HttpHeaders.ETAG, tag);
    if (tag.equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
      context.response().setStatusCode(NOT_MODIFIED).end();
    } else {
      context.response().putHeader(HttpHeaders.CONTENT_TYPE, "image/svg+xml").end(icon);
    }
  }

  private static Map<String, Buffer> named(String folder) {
    Map<String, Buffer> icons = new HashMap<>();
    SHEETS.forEach(sheet -> NAMED.matcher(read(sheet).toString(StandardCharsets.UTF_8)).results()
        .forEach(name -> icons.computeIfAbsent(name.group(1), file -> read(folder + file))));
    return Map.copyOf(icons);
  }

  private static Buffer read(String path) {
    try (InputStream stream = IconRoutes.class.getClassLoader().getResourceAsStream(path)) {
      if (stream == null) {
        throw new IOException("not in the class path");
      }
      return Buffer.buffer(stream.readAllBytes());
    } catch (IOException e) {
      throw new IllegalStateException(path + " cannot be read", e);
    }
  }
}
