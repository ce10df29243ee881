package dochat.web;

import dochat.session.Services;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.util.Map;

/** What a browser asks for when somebody installs the page, in each language, with the name that the chat has by then (W3C Web Application Manifest, {@code name} and {@code short_name}). */
final class ManifestRoutes {
  private static final String TYPE = "application/manifest+json";
  private static final int OK = 200;
  /** Read once, for all event loops, which only copy them. */
  private static final Map<String, JsonObject> MANIFESTS = Map.of("/manifest.json", manifest("manifest.json"), "/manifest.ko.json", manifest("manifest.ko.json"));

  private final Services services;
  private final Requests requests;

  ManifestRoutes(Services services, Requests requests) {
    this.services = services;
    this.requests = requests;
  }

  void install(Router router) {
    MANIFESTS.forEach((path, manifest) -> router.get(path).handler(context -> requests.answer(context, OK, TYPE,
        services.administration().settings().map(settings -> manifest.copy().put("name", settings.name()).put("short_name", settings.name())))));
  }

  private static JsonObject manifest(String file) {
    return new JsonObject(Document.text("pages/" + file));
  }
}
