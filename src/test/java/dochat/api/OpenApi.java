package dochat.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The description of the API, held against real requests and answers: it finds what is not documented, and remembers what it has seen. Any thread. */
public final class OpenApi {
  private static final String PROBLEM = "application/problem+json";
  private static final String CODES = "/content/application~1problem+json/schema/allOf/1/properties/code/enum";
  /** Every operation may answer it; a test that breaks the store produces it once. */
  private static final String BUSY = "#/components/responses/Busy";

  private final ObjectMapper json = new ObjectMapper();
  private final JsonNode document;
  private final Map<String, JsonSchema> schemas = new HashMap<>();
  private final Set<String> seen = new TreeSet<>();

  public OpenApi(String yaml) throws JsonProcessingException {
    document = new YAMLMapper().readTree(yaml);
  }

  /** Fails when this answer, or what was asked for with success, is not documented, or is not as documented. */
  public synchronized void check(HttpResponse<String> answer) {
    String operation = operation(answer.request().method(), answer.uri().getPath());
    if (operation == null) {
      assertTrue(answer.statusCode() == 404 || answer.statusCode() == 405, answer + " is not documented");
      checkBody("#/components/schemas/Problem", PROBLEM, answer.body());
      return;
    }
    String pointer = operation + "/responses/" + answer.statusCode();
    assertTrue(!document.at(pointer).isMissingNode(), pointer + " is not documented, but was answered: " + answer.body());
    JsonNode response = resolved(document.at(pointer));
    seen.add(pointer);
    checkHeaders(response, answer.headers());
    checkContent(pointer, response, answer);
    if (answer.statusCode() < 300) {
      checkRequest(operation, answer.request());
    }
  }

  /** Fails when something was done that the description does not let one ask for. A body where none is described is not read. */
  private void checkRequest(String operation, HttpRequest request) {
    Set<String> asked = Stream.of(Objects.requireNonNullElse(request.uri().getRawQuery(), "").split("&")).filter(each -> !each.isEmpty())
        .map(each -> each.split("=")[0]).collect(Collectors.toCollection(TreeSet::new));
    asked.removeAll(queries(document.at(operation)).collect(Collectors.toSet()));
    assertEquals(Set.of(), asked, operation);
    JsonNode described = resolved(document.at(operation + "/requestBody"));
    String body = described.isMissingNode() ? "" : request.bodyPublisher().map(Sent::body).orElse("");
    if (body.isEmpty()) {
      assertTrue(!described.path("required").asBoolean(), operation + " was done without its body");
      return;
    }
    String type = request.headers().firstValue("Content-Type").orElse("none").split(";")[0];
    assertTrue(described.path("content").has(type), operation + " does not document a body of " + type);
    if (type.endsWith("json")) {
      checkBody("#" + operation + "/requestBody/content/" + escaped(type) + "/schema", operation, body);
      Set<String> sent = new TreeSet<>();
      tree(body).fieldNames().forEachRemaining(field -> sent.add(operation + " takes " + field));
      assertTrue(fields(operation).containsAll(sent), sent + ", of which are described " + fields(operation));
      seen.addAll(sent);
    }
  }

  /** What the body of this operation may have. */
  private Set<String> fields(String operation) {
    Set<String> fields = new TreeSet<>();
    resolved(document.at(operation + "/requestBody/content/application~1json/schema")).path("properties").fields().forEachRemaining(field -> {
      if (!field.getValue().path("readOnly").asBoolean()) {
        fields.add(operation + " takes " + field.getKey());
      }
    });
    return fields;
  }

  /** Fails when an answer that begins like this, or what was asked for with success, is not documented. */
  synchronized void checkBegin(HttpRequest request, HttpResponse<?> answer) {
    String pointer = operation(request.method(), request.uri().getPath()) + "/responses/" + answer.statusCode();
    seen.add(pointer);
    checkHeaders(resolved(document.at(pointer)), answer.headers());
    contentType(pointer, answer);
    if (answer.statusCode() < 300) {
      checkRequest(operation(request.method(), request.uri().getPath()), request);
    }
  }

  /** Fails when this line of a stream is not as documented. */
  synchronized void checkLine(String schema, String line) {
    checkBody("#/components/schemas/" + schema, line, line);
  }

  /** Whether only a node answers so that has an OpenID Provider. */
  public static boolean isOfProvider(String pointer) {
    boolean isOfPath = pointer.contains("~1oidc~1") || pointer.contains("~1provider~1");
    return isOfPath && !pointer.matches(".*/404( not_found| application/.*)?") || pointer.matches(".* (passwords_refused|sign_in_again)");
  }

  /** What can be asked for, with what a query may have: {@code GET /api/sessions}, {@code GET /api/directory?after=&limit=&q=}. */
  public Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    document.get("paths").fields().forEachRemaining(path -> path.getValue().fields().forEachRemaining(method -> {
      String query = queries(method.getValue()).map(name -> name + "=").sorted().collect(Collectors.joining("&"));
      operations.add(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey() + (query.isEmpty() ? "" : "?" + query));
    }));
    return operations;
  }

  private Stream<String> queries(JsonNode operation) {
    return StreamSupport.stream(operation.path("parameters").spliterator(), false).map(this::resolved).filter(parameter -> parameter.get("in").asText().equals("query"))
        .map(parameter -> parameter.get("name").asText());
  }

  /** What is documented and has not been seen. */
  public Set<String> unseen() {
    Set<String> unseen = new TreeSet<>();
    document.get("paths").fields().forEachRemaining(path -> path.getValue().fields().forEachRemaining(method -> {
      String operation = "/paths/" + escaped(path.getKey()) + "/" + method.getKey();
      unseen.addAll(fields(operation));
      method.getValue().get("responses").fields().forEachRemaining(response -> {
        String pointer = operation + "/responses/" + response.getKey();
        unseen.add(pointer);
        contents(pointer).forEachRemaining(content -> unseen.add(pointer + " " + content.getKey()));
        codes(pointer).forEachRemaining(code -> unseen.add(pointer + " " + code.asText()));
      });
    }));
    unseen.removeAll(seen);
    boolean wasBusy = seen.stream().anyMatch(each -> each.endsWith("/503 busy"));
    unseen.removeIf(each -> wasBusy && isBusy(each));
    return unseen;
  }

  private boolean isBusy(String each) {
    return BUSY.equals(document.at(each.split(" ")[0]).path("$ref").asText());
  }

  private void checkHeaders(JsonNode response, HttpHeaders headers) {
    response.path("headers").fields().forEachRemaining(header -> {
      JsonNode definition = resolved(header.getValue());
      headers.firstValue(header.getKey()).ifPresentOrElse(
          value -> assertTrue(value.matches(definition.at("/schema/pattern").asText("(?s).*")), header.getKey() + ": " + value),
          () -> assertTrue(!definition.path("required").asBoolean(), header.getKey() + " is missing"));
    });
  }

  private void checkContent(String pointer, JsonNode response, HttpResponse<String> answer) {
    if (response.path("content").isEmpty()) {
      assertEquals("", answer.body());
      return;
    }
    String type = contentType(pointer, answer);
    if (type.endsWith("json")) {
      String schema = document.at(pointer).has("$ref") ? document.at(pointer).get("$ref").asText() : "#" + pointer;
      checkBody(schema + "/content/" + escaped(type) + "/schema", pointer, answer.body());
    }
    if (type.equals(PROBLEM)) {
      checkProblem(pointer, answer);
    }
  }

  private String contentType(String pointer, HttpResponse<?> answer) {
    String type = answer.headers().firstValue("Content-Type").orElse("none").split(";")[0];
    assertTrue(resolved(document.at(pointer)).path("content").has(type), pointer + " does not document " + type);
    seen.add(pointer + " " + type);
    return type;
  }

  private void checkProblem(String pointer, HttpResponse<String> answer) {
    JsonNode problem = tree(answer.body());
    assertEquals(answer.statusCode(), problem.get("status").asInt());
    seen.add(pointer + " " + problem.get("code").asText());
  }

  private void checkBody(String schema, String what, String body) {
    var faults = schemas.computeIfAbsent(schema, this::schema).validate(tree(body));
    assertTrue(faults.isEmpty(), what + " " + faults + " in " + body);
  }

  private JsonSchema schema(String pointer) {
    ObjectNode root = document.deepCopy();
    root.put("$ref", pointer);
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(root);
  }

  private JsonNode tree(String body) {
    try {
      return json.readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError(body, e);
    }
  }

  /** The pointer to the operation of this request; null if there is none. */
  private String operation(String method, String path) {
    for (Iterator<String> templates = document.get("paths").fieldNames(); templates.hasNext();) {
      String template = templates.next();
      if (path.matches(template.replaceAll("\\{[a-z]+}", "[^/]+")) && document.get("paths").get(template).has(method.toLowerCase())) {
        return "/paths/" + escaped(template) + "/" + method.toLowerCase();
      }
    }
    return null;
  }

  private Iterator<JsonNode> codes(String pointer) {
    return resolved(document.at(pointer)).at(CODES).elements();
  }

  private Iterator<Map.Entry<String, JsonNode>> contents(String pointer) {
    return resolved(document.at(pointer)).path("content").fields();
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
  }

  private static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }
}
