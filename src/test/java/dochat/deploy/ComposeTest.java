package dochat.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** compose.yaml and what goes with it, the image among it. */
class ComposeTest {
  private static final List<String> NODES = List.of("one", "two", "three");

  @Test
  void nodesFindEachOtherAndMayDoLittle() throws IOException {
    JsonNode compose = new YAMLMapper().readTree(Path.of("compose.yaml").toFile());
    for (String name : NODES) {
      JsonNode service = compose.at("/services/" + name);
      JsonNode node = merged(compose, service);
      assertEquals(name, service.at("/environment/DOCHAT_NAME").asText());
      assertEquals("dns:" + node.at("/networks/default/aliases/0").asText(), merged(compose, service.get("environment")).get("DOCHAT_CLUSTER").asText());
      assertTrue(node.get("read_only").asBoolean() && node.at("/cap_drop/0").asText().equals("ALL") && node.has("mem_limit"));
      assertEquals("45s", node.get("stop_grace_period").asText(), "as in the manifests");
    }
    compose.get("services").forEach(service -> assertTrue(merged(compose, service).get("image").asText().matches("[^@]+:[0-9][A-Za-z0-9._-]*"), service.toString()));
  }

  /** Compose builds at the same moment what is to be built, and the second one finds that the tag exists. Nobody looks for it in a registry. */
  @Test
  void theImageIsBuiltOnceAndNeverPulled() throws IOException {
    JsonNode compose = new YAMLMapper().readTree(Path.of("compose.yaml").toFile());
    List<JsonNode> nodes = NODES.stream().map(name -> compose.at("/services/" + name)).toList();
    assertEquals(1, nodes.stream().filter(node -> node.has("build") || merged(compose, node).has("build")).count());
    assertTrue(nodes.stream().allMatch(node -> node.has("build") || node.path("pull_policy").asText().equals("never")));
  }

  /** The tests run the nginx of docs/proxies.md; the one here is the same but for addresses: it asks for those of the nodes' name, again and again. */
  @Test
  void nginxIsAsDocumented() throws IOException {
    String here = Files.readString(Path.of("deploy/compose/nginx.conf"));
    assertEquals(location(Files.readString(Path.of("docs/proxies.md"))), location(here).replace("http://$nodes", "http://dochat"));
    JsonNode compose = new YAMLMapper().readTree(Path.of("compose.yaml").toFile());
    assertTrue(here.contains("set $nodes " + compose.at("/x-node/networks/default/aliases/0").asText() + ":8080;"), here);
    assertTrue(here.contains("resolver ${NGINX_LOCAL_RESOLVERS} ") && compose.at("/services/nginx/environment").has("NGINX_ENTRYPOINT_LOCAL_RESOLVERS"), here);
  }

  /** A variable of the container is for this JVM, too; what comes last counts, and both ends have to be said. */
  @Test
  void theHealthCheckHasAHeapOfItsOwn() throws IOException {
    String check = Files.readString(Path.of("Dockerfile")).lines().filter(line -> line.contains("dochat.Probe")).findFirst().orElseThrow();
    assertTrue(check.contains("\"-Xms4m\", \"-Xmx16m\""), check);
  }

  private static String location(String text) {
    return text.substring(text.indexOf("location / {"), text.indexOf("proxy_read_timeout 75s;")).replaceAll("\\s+", " ");
  }

  /** Jackson reads an alias as its name; what has it is called after it. */
  private static JsonNode merged(JsonNode compose, JsonNode node) {
    return node.has("<<") ? compose.get("x-" + node.get("<<").asText()) : node;
  }
}
