package dochat.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dochat.model.Event;
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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** docs/dochat.d.ts says what docs/protocol.md, openapi.yaml and the code say, name by name and in both directions. */
class TypesTest {
  private static final Pattern NAME = Pattern.compile("\"(\\w+)\"(\\??)");
  private static Typed types;
  private static List<String> paper;
  private static JsonNode schemas;

  @BeforeAll
  static void read() throws Exception {
    types = new Typed();
    paper = Files.readAllLines(Path.of("docs/protocol.md"));
    schemas = new YAMLMapper().readTree(Files.readString(Path.of("openapi.yaml"))).at("/components/schemas");
  }

  @Test
  void everyWordOfTheCodeIsThere() throws Exception {
    Set<String> events = new TreeSet<>();
    for (Field field : constants(Event.class, String.class)) {
      events.add((String) field.get(null));
    }
    assertEquals(events, types.words("EventType"));
    assertEquals(Arrays.stream(ProblemCode.values()).map(ProblemCode::code).collect(Collectors.toSet()), types.words("ProblemCode"));
    assertEquals(Arrays.stream(CloseReason.values()).map(CloseReason::code).collect(Collectors.toSet()), types.words("CloseReason"));
  }

  @Test
  void everyLimitHasItsValue() throws Exception {
    Map<String, String> limits = new TreeMap<>();
    for (Field field : constants(Limits.class, int.class)) {
      limits.put(field.getName(), Integer.toString(field.getInt(null)));
    }
    assertEquals(limits, new TreeMap<>(types.fields("Limits")));
  }

  @Test
  void everyFrameHasItsFields() {
    rows("Frames").forEach(row -> {
      String type = name(row.get(1));
      Set<String> fields = new TreeSet<>(Set.of("type"));
      Arrays.stream(row.get(2).split(", ")).filter(field -> !field.equals("–")).map(field -> field.replace("`", "")).forEach(fields::add);
      Map<String, String> typed = types.fields(type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1));
      assertEquals(fields, new TreeSet<>(typed.keySet()), type);
      assertEquals("'" + type + "'", typed.get("type"));
    });
  }

  @Test
  void everyAddressIsThere() {
    assertEquals(rows("Addresses").stream().filter(row -> row.get(1).equals("`send`")).map(row -> name(row.get(0))).collect(Collectors.toSet()),
        types.fields("Commands").keySet());
    assertEquals(rows("Addresses").stream().filter(row -> row.get(1).equals("`register`")).map(row -> name(row.get(0))).collect(Collectors.toSet()),
        types.fields("Registrations").keySet().stream().map(address -> address.startsWith("[") ? "room.<id>" : address).collect(Collectors.toSet()));
  }

  /** What may be left out is said by the question marks of a body that is one object; where several are told, by their names alone. */
  @Test
  void everyCommandHasItsFields() {
    rows("Addresses").stream().filter(row -> row.get(1).equals("`send`")).forEach(row -> {
      String address = name(row.get(0));
      Map<String, String> command = types.fieldsOf(types.fields("Commands").get(address));
      boolean isOne = row.get(2).matches("`\\{[^`]*}`(, at most .*)?");
      assertEquals(told(row.get(2), isOne), written(types.fieldsOf(command.get("body")), isOne), address);
      String reply = object(row.get(3));
      if (!reply.isEmpty()) {
        assertEquals(told(reply, true), written(types.fieldsOf(command.get("reply")), true), "the reply of " + address);
      }
    });
  }

  @Test
  void everyHeaderIsThere() {
    rows("Addresses").stream().filter(row -> row.get(1).equals("`register`")).forEach(row -> {
      String registration = types.fields("Registrations").entrySet().stream().filter(each -> each.getKey().equals(name(row.get(0))) || each.getKey().startsWith("[") && row.get(0).contains("<id>"))
          .findFirst().orElseThrow().getValue();
      Set<String> headers = Pattern.compile("`(\\w+)`\\?").matcher(row.get(2)).results().map(header -> header.group(1) + "?").collect(Collectors.toSet());
      assertEquals(headers, types.fieldsOf(types.fieldsOf(registration).get("headers")).keySet(), row.get(0));
    });
  }

  /** Name of the type, and where the same stands in openapi.yaml. */
  @ParameterizedTest
  @CsvSource({"User, User", "Room, Room", "Last, Room/properties/last", "Event, Event", "Message, Message", "Reaction, Message/properties/reactions/items", "Reply, Message/properties/reply",
      "Replies, Message/properties/replies", "Mention, Mentions/items", "NewMention, NewMentions/items", "Edit, Edits/properties/edits/items", "Member, Members/properties/members/items", "Status, Status",
      "Card, Card", "Presence, Presence", "Posted, Posted", "Delivery, Delivery/properties/body", "OwnRooms, OwnRooms", "Part, OwnRooms/properties/parts/items",
      "CardsChanged, CardsChanged/properties/body", "Preferences, Preferences", "Err, Refusal", "Problem, Problem"})
  void everySchemaHasItsFields(String type, String place) {
    JsonNode schema = schemas.at("/" + place);
    assertTrue(schema.has("properties"), place);
    Set<String> required = new TreeSet<>();
    schema.path("required").forEach(field -> required.add(field.asText()));
    Set<String> fields = new TreeSet<>();
    schema.get("properties").fieldNames().forEachRemaining(field -> fields.add(required.contains(field) ? field : field + "?"));
    assertEquals(fields, new TreeSet<>(types.fields(type).keySet()));
  }

  @Test
  void everyFieldOfARoomAndAMessageOfThePaperIsThere() {
    String all = String.join("\n", paper);
    assertEquals(plus(told(object(all.substring(all.indexOf("a room being"))), true), "last?"), written(types.fields("Room"), true));
    assertEquals(told(object(all.substring(all.indexOf("An **event** is"))), true), written(types.fields("Event"), true));
    assertEquals(told(object(all.substring(all.indexOf("A **message** is"))), true), written(types.fields("Message"), true));
    assertEquals(told(object(all.substring(all.indexOf("\"body\":{\"epoch\"") + 7)), true), written(types.fields("Delivery"), true));
  }

  private static Set<String> plus(Set<String> fields, String more) {
    Set<String> all = new TreeSet<>(fields);
    all.add(more);
    return all;
  }

  /** The names of the fields at the top of an object, or of all that is named in a sentence. */
  private static Set<String> told(String cell, boolean isOne) {
    String flat = isOne ? object(cell).substring(1).replaceAll("\\[[^\\[\\]]*\\]", "[]").replaceAll("\\{[^{}]*\\}", "{}").replaceAll("\\[[^\\[\\]]*\\]", "[]").replaceAll(":\"[^\"]*\"", "") : cell;
    return NAME.matcher(flat).results().map(name -> name.group(1) + (isOne ? name.group(2) : "")).collect(Collectors.toSet());
  }

  private static Set<String> written(Map<String, String> fields, boolean isOne) {
    return fields.keySet().stream().map(field -> isOne ? field : field.replace("?", "")).collect(Collectors.toSet());
  }

  /** The first object that is written there, with both braces; empty where there is none. */
  private static String object(String text) {
    int begin = text.indexOf('{');
    int depth = 0;
    for (int i = begin; i >= 0; i++) {
      depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
      if (depth == 0) {
        return text.substring(begin, i + 1);
      }
    }
    return "";
  }

  private static List<Field> constants(Class<?> type, Class<?> of) {
    return Stream.of(type.getDeclaredFields()).filter(field -> Modifier.isPublic(field.getModifiers()) && field.getType() == of).toList();
  }

  private static String name(String cell) {
    return cell.replace("`", "");
  }

  private static List<List<String>> rows(String heading) {
    List<List<String>> rows = new ArrayList<>();
    int line = 0;
    while (!paper.get(line).matches("#+ " + heading)) {
      line++;
    }
    while (!paper.get(line).startsWith("|")) {
      line++;
    }
    for (int i = line + 2; paper.get(i).startsWith("|"); i++) {
      rows.add(List.of(paper.get(i).replaceAll("^\\| *| *\\|$", "").split(" *\\| *", -1)));
    }
    return rows;
  }
}
