package dochat.deploy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** What an {@link ApiServer} says of itself: the kinds of objects that the manifests use, in the forms in which kubectl asks for them. */
final class Discovery {
  private static final String OPEN_API = "/openapi/v3";
  private static final List<Kind> KINDS = List.of(new Kind("", "v1", "Namespace", "namespaces"), new Kind("", "v1", "ConfigMap", "configmaps"),
      new Kind("", "v1", "Secret", "secrets"), new Kind("", "v1", "Service", "services"), new Kind("", "v1", "ServiceAccount", "serviceaccounts"),
      new Kind("apps", "v1", "Deployment", "deployments"), new Kind("apps", "v1", "StatefulSet", "statefulsets"),
      new Kind("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers"), new Kind("networking.k8s.io", "v1", "Ingress", "ingresses"),
      new Kind("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies"), new Kind("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets"));

  /** One kind, and the group of the API that it is in. */
  record Kind(String group, String version, String name, String plural) {
    String groupVersion() {
      return group.isEmpty() ? version : group + "/" + version;
    }

    /** Before the path of each of its objects. */
    String root() {
      return (group.isEmpty() ? "/api/" : "/apis/") + groupVersion();
    }

    private JsonObject resource() {
      return new JsonObject().put("name", plural).put("singularName", name.toLowerCase()).put("namespaced", !name.equals("Namespace")).put("kind", name)
          .put("verbs", new JsonArray().add("create").add("get").add("patch"));
    }

    /** That the server looks at the fields of one strictly where it is asked to; without that, kubectl would want to look at them itself. */
    private JsonObject schema() {
      JsonObject self = new JsonObject().put("group", group).put("version", version).put("kind", name);
      JsonObject parameter = new JsonObject().put("name", "fieldValidation").put("in", "query").put("schema", new JsonObject().put("type", "string"));
      return new JsonObject().put("patch", new JsonObject().put("x-kubernetes-group-version-kind", self).put("parameters", new JsonArray().add(parameter)));
    }
  }

  private Discovery() {
  }

  /** The kind whose objects are in this collection; empty where there is none. */
  static Optional<Kind> kind(String root, String plural) {
    return KINDS.stream().filter(kind -> kind.root().equals(root) && kind.plural.equals(plural)).findFirst();
  }

  /** What stands at this path; empty where it is none of these. */
  static Optional<JsonObject> at(String path) {
    return switch (path) {
      case "/version" -> Optional.of(new JsonObject().put("major", "1").put("minor", "32").put("gitVersion", "v1.32.0"));
      case "/api" -> Optional.of(new JsonObject().put("kind", "APIVersions").put("versions", new JsonArray().add("v1")));
      case "/apis" -> Optional.of(new JsonObject().put("kind", "APIGroupList").put("apiVersion", "v1").put("groups", groups()));
      case OPEN_API -> Optional.of(new JsonObject().put("paths", schemas()));
      default -> path.startsWith(OPEN_API) ? Optional.of(schema(path.substring(OPEN_API.length()))) : resources(path);
    };
  }

  private static JsonArray groups() {
    JsonArray groups = new JsonArray();
    KINDS.stream().filter(kind -> !kind.group.isEmpty()).map(Kind::groupVersion).distinct().forEach(groupVersion -> {
      JsonObject version = new JsonObject().put("groupVersion", groupVersion).put("version", groupVersion.split("/")[1]);
      groups.add(new JsonObject().put("name", groupVersion.split("/")[0]).put("versions", new JsonArray().add(version)).put("preferredVersion", version));
    });
    return groups;
  }

  private static JsonObject schemas() {
    JsonObject schemas = new JsonObject();
    KINDS.forEach(kind -> schemas.put(kind.root().substring(1), new JsonObject().put("serverRelativeURL", OPEN_API + kind.root())));
    return schemas;
  }

  private static JsonObject schema(String root) {
    JsonObject paths = new JsonObject();
    KINDS.stream().filter(kind -> kind.root().equals(root)).forEach(kind -> paths.put(root + "/" + kind.plural + "/{name}", kind.schema()));
    return new JsonObject().put("openapi", "3.0.0").put("info", new JsonObject().put("title", "Kubernetes").put("version", "v1.32.0")).put("paths", paths);
  }

  private static Optional<JsonObject> resources(String root) {
    List<Kind> kinds = KINDS.stream().filter(kind -> kind.root().equals(root)).toList();
    JsonArray resources = new JsonArray();
    kinds.forEach(kind -> resources.add(kind.resource()));
    return kinds.stream().findFirst().map(first ->
        new JsonObject().put("kind", "APIResourceList").put("apiVersion", "v1").put("groupVersion", first.groupVersion()).put("resources", resources));
  }
}
