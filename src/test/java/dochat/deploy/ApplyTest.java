package dochat.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the papers say is typed: kubectl sends the manifests to an {@link ApiServer}, in an order that can be, once. */
class ApplyTest {
  /** A command that a paper has in a line of its own, without what it says of it. */
  private static final Pattern COMMAND = Pattern.compile("(?m)^(?:#   | {4})(kubectl (?:create|-n \\S+ create|apply) .*?)(?: {2,}#.*)?$");
  private static final String APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  @TempDir
  Path home;

  private ApiServer server;
  private Kubectl kubectl;

  @BeforeEach
  void begin() throws IOException {
    server = new ApiServer();
    Path config = Files.writeString(home.resolve("config"), """
        apiVersion: v1
        kind: Config
        clusters: [{name: test, cluster: {server: %s}}]
        contexts: [{name: test, context: {cluster: test, user: test}}]
        users: [{name: test, user: {}}]
        current-context: test
        """.formatted(server.url()));
    kubectl = new Kubectl(Map.of("HOME", home.toString(), "KUBECONFIG", config.toString()));
  }

  @AfterEach
  void end() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"README.md,demo", "deploy/kubernetes/overlays/production/kustomization.yaml,production"})
  void whatThePapersSayCreatesWhatIsRenderedAndDoneAgainChangesNothing(Path paper, String overlay) throws IOException {
    List<String> commands = commands(paper);
    String apply = commands.get(commands.size() - 1);
    assertEquals("kubectl apply -k deploy/kubernetes/overlays/" + overlay, apply);
    commands.subList(0, commands.size() - 1).forEach(this::create);
    List<JsonObject> before = server.created();
    List<JsonObject> rendered = documents(done("kubectl kustomize deploy/kubernetes/overlays/" + overlay));
    assertEquals(rendered.stream().map(object -> named(object) + " created").toList(), done(apply).lines().toList());
    List<JsonObject> sent = server.created().subList(before.size(), server.created().size());
    assertEquals(rendered, sent.stream().map(ApplyTest::withoutMemory).toList());
    assertEquals(rendered.stream().map(object -> named(object) + " " + again(object)).toList(), done(apply).lines().toList());
    assertEquals(before.size() + rendered.size(), server.created().size());
    assertEquals(List.of(), server.changes());
  }

  /** What is refused shows that it can be. */
  @Test
  void whatTheApiDoesNotKnowOrHasNoPlaceForIsRefused() {
    String service = "{\"apiVersion\": \"v1\", \"kind\": \"Service\", \"metadata\": {\"name\": \"a\", \"namespace\": \"dochat\"}, \"spec\": {\"clusterIP\": \"None\"}}";
    assertNotEquals(0, apply(service).code(), "no such namespace");
    create("kubectl create namespace dochat");
    assertNotEquals(0, apply(service.replace("clusterIP", "clusterIp")).code());
    assertEquals("service/a created\n", apply(service).said());
    assertEquals("service/a configured\n", apply(service.replace("None", "")).said());
    assertEquals(1, server.changes().size());
  }

  private Kubectl.Answer apply(String manifest) {
    return kubectl.type("kubectl apply -f - <<'END'\n" + manifest + "\nEND");
  }

  /** It would be sent as Protocol Buffers, which {@link ApiServer} cannot read; what is sent is the same. */
  private void create(String command) {
    done(command + " --dry-run=client -o json | kubectl apply -f -");
  }

  private String done(String command) {
    Kubectl.Answer answer = kubectl.type(command);
    assertEquals(0, answer.code(), command);
    return answer.said();
  }

  /** What is to be put in there is a file of the reader's. */
  private List<String> commands(Path paper) throws IOException {
    Path certificate = Files.writeString(home.resolve("root.crt"), "a certificate\n");
    Matcher commands = COMMAND.matcher(Files.readString(paper));
    return commands.results().map(command -> command.group(1).replaceAll("<[^>]*>", Matcher.quoteReplacement(certificate.toString()))).toList();
  }

  private static List<JsonObject> documents(String yaml) throws IOException {
    List<JsonObject> documents = new ArrayList<>();
    try (MappingIterator<JsonNode> nodes = new YAMLMapper().readerFor(JsonNode.class).readValues(yaml)) {
      while (nodes.hasNext()) {
        documents.add(new JsonObject(nodes.next().toString()));
      }
    }
    return documents;
  }

  /** As kubectl says it. */
  private static String named(JsonObject object) {
    String group = object.getString("apiVersion").contains("/") ? "." + object.getString("apiVersion").split("/")[0] : "";
    return object.getString("kind").toLowerCase() + group + "/" + object.getJsonObject("metadata").getString("name");
  }

  /** The selector of a disruption budget is sent anew each time, and called a change whatever it is: it may be replaced as a whole only (policy/v1). */
  private static String again(JsonObject object) {
    return object.getString("kind").equals("PodDisruptionBudget") ? "configured" : "unchanged";
  }

  /** Without what kubectl writes down to know the next time what it has applied. */
  private static JsonObject withoutMemory(JsonObject sent) {
    JsonObject object = sent.copy();
    JsonObject annotations = object.getJsonObject("metadata").getJsonObject("annotations");
    annotations.remove(APPLIED);
    if (annotations.isEmpty()) {
      object.getJsonObject("metadata").remove("annotations");
    }
    return object;
  }
}
