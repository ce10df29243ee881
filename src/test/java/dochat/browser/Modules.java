package dochat.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

/** The page's modules, one by one, for scripts that try them in a browser: a node serves whole pages only. */
final class Modules {
  private static final Predicate<String> ARE_THERE = url -> url.endsWith(".js") && Files.exists(file(url));

  private Modules() {}

  /** What a script answers that may import modules by their places in webroot, as {@code import('/net/ladder.js')}. */
  static Object evaluate(Page page, String script, Object argument) {
    page.route(ARE_THERE, route -> route.fulfill(new Route.FulfillOptions().setPath(file(route.request().url())).setContentType("text/javascript")));
    try {
      return page.evaluate(script, argument);
    } finally {
      page.unroute(ARE_THERE); // a browser that is watched keeps no file, and says so with every request
    }
  }

  private static Path file(String url) {
    return Path.of("webroot" + URI.create(url).getPath());
  }
}
