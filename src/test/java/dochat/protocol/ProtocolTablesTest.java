package dochat.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.api.OpenApi;
import dochat.model.Event;
import dochat.protocol.Envelope.Malformed;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docs/protocol.md and the code say the same, row by row and in both directions. */
class ProtocolTablesTest {
  private static List<String> paper;

  @BeforeAll
  static void read() throws Exception {
    paper = Files.readAllLines(Path.of("docs/protocol.md"));
  }

  @Test
  void everyFrameOfAClientIsRead() {
    Set<String> read = new TreeSet<>();
    for (Class<?> frame : Envelope.class.getPermittedSubclasses()) {
      read.add(frame.getSimpleName().toLowerCase(Locale.ROOT));
    }
    read.remove("malformed");
    assertEquals(frames("in").keySet(), read);
    frames("in").forEach((type, fields) -> assertEquals(type,
        Codec.decode(frame(type, fields).encode()).getClass().getSimpleName().toLowerCase(Locale.ROOT)));
  }

  @Test
  void whatAFrameMustHaveIsAsked() {
    frames("in").forEach((type, fields) -> required(fields).forEach(field -> {
      JsonObject without = frame(type, fields);
      without.remove(field);
      assertInstanceOf(Malformed.class, Codec.decode(without.encode()), type + " without " + field);
    }));
  }

  @Test
  void whatAFrameMayHaveIsNotAsked() {
    frames("in").forEach((type, fields) -> assertFalse(Codec.decode(frame(type, required(fields)).encode()) instanceof Malformed, type));
  }

  @Test
  void everyFrameToAClientHasTheFieldsOfTheTable() {
    Problem busy = Problem.of(ProblemCode.BUSY);
    Map<String, JsonObject> written = Map.of("rec", new JsonObject(Frames.rec("a", new JsonObject())),
        "err", new JsonObject(Frames.err("a", busy)), "pong", new JsonObject(Frames.PONG));
    assertEquals(frames("out").keySet(), new TreeSet<>(written.keySet()));
    written.forEach((type, frame) -> {
      Set<String> names = frames("out").get(type).stream().map(ProtocolTablesTest::withoutMark).collect(Collectors.toCollection(TreeSet::new));
      names.add("type");
      assertEquals(names, new TreeSet<>(frame.fieldNames()), type);
      assertEquals(type, frame.getString("type"));
    });
    Set<String> least = new TreeSet<>(new JsonObject(Frames.err(null, Problem.of(ProblemCode.BAD_JSON))).fieldNames());
    least.remove("type");
    assertEquals(new TreeSet<>(required(frames("out").get("err"))), least);
  }

  @Test
  void everyAddressIsInTheCode() throws Exception {
    Set<String> code = new TreeSet<>(Set.of(Address.ofRoom("<id>")));
    for (Field field : constants(Address.class, String.class)) {
      code.add((String) field.get(null));
    }
    assertEquals(names("Addresses"), code);
    Set<String> commands = rows("Addresses").stream().filter(row -> row.get(1).equals("`send`")).map(row -> name(row.get(0)))
        .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(commands.size(), Command.class.getPermittedSubclasses().length, "a command each");
  }

  /** But for what only the pages of the cluster and of the lab ask. */
  @Test
  void everyRouteIsInTheDescriptionOfTheApi() throws Exception {
    Set<String> described = new OpenApi(Files.readString(Path.of("openapi.yaml"))).operations().stream()
        .filter(operation -> !operation.matches("\\S+ (/cluster/|/api/lab/|/api/openapi).*")).collect(Collectors.toCollection(TreeSet::new));
    assertEquals(described, rows("HTTP").stream().flatMap(row -> routes(row.get(0))).collect(Collectors.toCollection(TreeSet::new)));
  }

  /** Of {@code `GET`, `PUT /api/one?b=&a=`}: {@code GET /api/one?a=&b=} and {@code PUT /api/one?a=&b=}. */
  private static Stream<String> routes(String cell) {
    List<String> parts = List.of(name(cell).split(", "));
    return parts.stream().map(part -> {
      String path = part.contains(" ") ? part : part + parts.get(parts.size() - 1).replaceFirst("\\S+", "");
      String[] query = path.split("\\?");
      return query.length == 1 ? path : query[0] + "?" + Stream.of(query[1].split("&")).sorted().collect(Collectors.joining("&"));
    });
  }

  @Test
  void everyTypeOfEventHasItsRow() throws Exception {
    Set<String> code = new TreeSet<>();
    for (Field field : constants(Event.class, String.class)) {
      code.add((String) field.get(null));
    }
    assertEquals(names("Events and messages"), code);
  }

  @Test
  void everyProblemHasItsStatusAndItsRetry() {
    Map<String, String> table = table("Problems", row -> row.get(1) + " retry " + row.get(2));
    Map<String, String> code = new TreeMap<>();
    for (ProblemCode problem : ProblemCode.values()) {
      code.put(problem.code(), problem.status() + " retry " + (problem.isRetry() ? "yes" : "no"));
      assertEquals(problem.isRetry(), Problem.of(problem).retryAfterSeconds() >= 1, problem + " names a time exactly when a retry helps");
    }
    assertEquals(table, code);
  }

  @Test
  void everyCloseReasonHasItsCode() {
    Map<String, String> code = new TreeMap<>();
    for (CloseReason reason : CloseReason.values()) {
      code.put(reason.code(), Integer.toString(reason.webSocketCode()));
    }
    assertEquals(table("Close reasons", row -> row.get(1)), code);
  }

  @Test
  void everyLimitHasItsValue() throws Exception {
    Map<String, String> code = new TreeMap<>();
    for (Field field : constants(Limits.class, int.class)) {
      code.put(field.getName(), Integer.toString(field.getInt(null)));
    }
    assertEquals(table("Limits", row -> row.get(1)), code);
  }

  @Test
  void theSentencesOfProblemsNameTheLimits() {
    assertNames(ProblemCode.BAD_NAME, Limits.NAME_CHARS);
    for (int limit : new int[] {Limits.HANDLE_LEAST_CHARS, Limits.HANDLE_CHARS}) {
      assertNames(ProblemCode.BAD_HANDLE, limit);
    }
    for (int limit : new int[] {Limits.PASSWORD_LEAST_CHARS, Limits.PASSWORD_CHARS}) {
      assertNames(ProblemCode.BAD_PASSWORD, limit);
    }
    assertNames(ProblemCode.BAD_ROOM_NAME, Limits.ROOM_NAME_CHARS);
    assertNames(ProblemCode.BAD_ROOM_NAME, Limits.TOPIC_CHARS);
    assertNames(ProblemCode.BAD_ID, Limits.CLIENT_ID_CHARS);
    assertNames(ProblemCode.TEXT_TOO_LONG, Limits.TEXT_CHARS);
    assertNames(ProblemCode.FRAME_TOO_LARGE, Limits.FRAME_BYTES);
    assertNames(ProblemCode.TOO_MANY_ROOMS, Limits.ROOMS_PER_CLIENT);
    assertNames(ProblemCode.ROOMS_FULL, Limits.ROOMS);
    assertNames(ProblemCode.TOO_MANY_REACTIONS, Limits.REACTIONS_PER_MESSAGE);
  }

  private static void assertNames(ProblemCode problem, int limit) {
    assertTrue(List.of(problem.text().split("\\D+")).contains(Integer.toString(limit)), problem.text());
  }

  /** The frames of one direction with their fields, an optional one with its question mark. */
  private static Map<String, List<String>> frames(String direction) {
    return rows("Frames").stream().filter(row -> row.get(0).equals(direction)).collect(Collectors.toMap(row -> name(row.get(1)),
        row -> Arrays.stream(row.get(2).split(", ")).filter(Predicate.not("–"::equals)).map(field -> field.replace("`", "")).toList(),
        (one, two) -> one, TreeMap::new));
  }

  private static JsonObject frame(String type, List<String> fields) {
    JsonObject frame = new JsonObject().put("type", type);
    for (String field : fields) {
      String name = withoutMark(field);
      frame.put(name, Set.of("headers", "body").contains(name) ? new JsonObject() : "x");
    }
    return frame;
  }

  private static List<String> required(List<String> fields) {
    return fields.stream().filter(field -> !field.endsWith("?")).toList();
  }

  private static String withoutMark(String field) {
    return field.replace("?", "");
  }

  private static List<Field> constants(Class<?> type, Class<?> of) {
    return Stream.of(type.getDeclaredFields()).filter(field -> Modifier.isPublic(field.getModifiers()) && field.getType() == of).toList();
  }

  private static Map<String, String> table(String heading, Function<List<String>, String> value) {
    return rows(heading).stream().collect(Collectors.toMap(row -> name(row.get(0)), value, (one, two) -> one + " and " + two, TreeMap::new));
  }

  private static Set<String> names(String heading) {
    return rows(heading).stream().map(row -> name(row.get(0))).collect(Collectors.toCollection(TreeSet::new));
  }

  private static String name(String cell) {
    return cell.replace("`", "");
  }

  /** The rows of the first table below a heading, without the two lines of its head. */
  private static List<List<String>> rows(String heading) {
    List<List<String>> rows = new ArrayList<>();
    int line = headingOf(heading);
    while (!paper.get(line).startsWith("|")) {
      line++;
    }
    for (int i = line + 2; i < paper.size() && paper.get(i).startsWith("|"); i++) {
      String[] cells = paper.get(i).replaceAll("^\\| *| *\\|$", "").split(" *\\| *", -1);
      rows.add(List.of(cells));
    }
    assertFalse(rows.isEmpty(), heading + " has rows");
    return rows;
  }

  private static int headingOf(String heading) {
    for (int i = 0; i < paper.size(); i++) {
      if (paper.get(i).matches("#+ " + heading)) {
        return i;
      }
    }
    throw new AssertionError("docs/protocol.md has no heading " + heading);
  }
}
