package dochat.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/** What an overlay of deploy/kubernetes comes to: rendered by kubectl, parsed as the API server would, without a cluster. */
record Manifests(String overlay, List<HasMetadata> objects) {
  private static final Path KUBERNETES = Path.of("deploy/kubernetes");
  /** A field that the model does not know is a mistake, not something to keep. */
  private static final JsonMapper STRICT = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .annotationIntrospector(new JacksonAnnotationIntrospector() {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(MapperConfig<?> config, Annotated annotated) {
          return Boolean.FALSE;
        }
      }).build();

  static Manifests of(String overlay) {
    return new Manifests(overlay, parse(render(KUBERNETES.resolve("overlays").resolve(overlay))));
  }

  /** This overlay with a component, as a house would put them together in a folder of its own. */
  Manifests with(String component) {
    Path folder = Path.of("target", "kustomize", overlay + "-" + component);
    String kustomization = "resources: [../../../deploy/kubernetes/overlays/%s]\ncomponents: [../../../deploy/kubernetes/components/%s]\n".formatted(overlay, component);
    try {
      Files.writeString(Files.createDirectories(folder).resolve("kustomization.yaml"), kustomization);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Manifests(folder.getFileName().toString(), parse(render(folder)));
  }

  /** Every document of a YAML text. */
  static List<HasMetadata> parse(String yaml) {
    List<HasMetadata> objects = new ArrayList<>();
    try (MappingIterator<JsonNode> documents = new YAMLMapper().readerFor(JsonNode.class).readValues(yaml)) {
      while (documents.hasNext()) {
        KubernetesResource resource = STRICT.readValue(documents.next().toString(), KubernetesResource.class);
        if (resource instanceof GenericKubernetesResource unknown) {
          throw new IllegalArgumentException("no such kind: " + unknown.getApiVersion() + " " + unknown.getKind());
        }
        objects.add((HasMetadata) resource);
      }
      return objects;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  <T extends HasMetadata> List<T> all(Class<T> kind) {
    return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  <T extends HasMetadata> T the(Class<T> kind, String name) {
    return all(kind).stream().filter(object -> object.getMetadata().getName().equals(name)).findFirst()
        .orElseThrow(() -> new AssertionError(overlay + " has no " + kind.getSimpleName() + " " + name));
  }

  /** What all pods are made of. */
  List<PodTemplateSpec> pods() {
    return Stream.concat(all(Deployment.class).stream().map(one -> one.getSpec().getTemplate()),
        all(StatefulSet.class).stream().map(one -> one.getSpec().getTemplate())).toList();
  }

  @Override
  public String toString() {
    return overlay;
  }

  private static String render(Path folder) {
    Kubectl.Answer rendered = new Kubectl(Map.of()).type("kubectl kustomize " + folder);
    assertEquals(0, rendered.code(), folder.toString());
    return rendered.said();
  }
}
