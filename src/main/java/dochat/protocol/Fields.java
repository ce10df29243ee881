package dochat.protocol;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the fields of a body; what is missing or of the wrong type fails with {@code bad_request}. */
final class Fields {
  private static final Pattern ROOM_ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final Pattern USER_ID = Pattern.compile("[A-Za-z0-9._:-]{1," + Limits.CLIENT_ID_CHARS + "}");

  private Fields() {
  }

  static String string(JsonObject body, String field) {
    if (body.getValue(field) instanceof String string) {
      return string;
    }
    throw Problem.of(ProblemCode.BAD_REQUEST, "The field " + field + " must be a string.");
  }

  static String string(JsonObject body, String field, String fallback) {
    return body.getValue(field) == null ? fallback : string(body, field);
  }

  static JsonObject object(JsonObject body, String field) {
    if (body.getValue(field) instanceof JsonObject object) {
      return object;
    }
    throw Problem.of(ProblemCode.BAD_REQUEST, "The field " + field + " must be an object.");
  }

  static boolean flag(JsonObject body, String field) {
    if (body.getValue(field) instanceof Boolean flag) {
      return flag;
    }
    throw Problem.of(ProblemCode.BAD_REQUEST, "The field " + field + " must be true or false.");
  }

  /** A whole number in this range, both ends included, or its digits in a string. */
  static int number(JsonObject body, String field, int least, int most) {
    OptionalLong number = Cursors.whole(body.getValue(field));
    if (number.isPresent() && number.getAsLong() >= least && number.getAsLong() <= most) {
      return (int) number.getAsLong();
    }
    throw Problem.of(ProblemCode.BAD_REQUEST, "The field " + field + " must be a whole number from " + least + " to " + most + ".");
  }

  /** One of these words; the fallback, unless it is null, where the field is missing. */
  static String word(JsonObject body, String field, String fallback, Set<String> words) {
    String word = body.getValue(field) == null && fallback != null ? fallback : string(body, field);
    if (words.contains(word)) {
      return word;
    }
    throw Problem.of(ProblemCode.BAD_REQUEST, "The field " + field + " must be one of " + String.join(", ", new TreeSet<>(words)) + ".");
  }

  /** An id that a person could have. */
  static String user(JsonObject body) {
    return user(string(body, "user"));
  }

  /** Ids of at most so many people, each once. */
  static Set<String> users(JsonObject body, String field, int most) {
    if (!(body.getValue(field) instanceof JsonArray array) || array.size() > most || !array.stream().allMatch(String.class::isInstance)) {
      throw Problem.of(ProblemCode.BAD_REQUEST, "The field " + field + " must be a list of at most " + most + " ids.");
    }
    return array.stream().map(id -> user((String) id)).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The id of the last person of the page before; empty for the first. Fails with {@code bad_cursor} where it could be nobody's. */
  static String afterUser(JsonObject body) {
    String id = string(body, "after", "");
    if (!id.isEmpty() && !USER_ID.matcher(id).matches()) {
      throw Problem.of(ProblemCode.BAD_CURSOR);
    }
    return id;
  }

  private static String user(String id) {
    if (!USER_ID.matcher(id).matches()) {
      throw Problem.of(ProblemCode.USER_NOT_FOUND);
    }
    return id;
  }

  /** An id that a room could have. What could not be one is not found, rather than looked for. */
  static String room(JsonObject body) {
    return room(string(body, "room"));
  }

  static String room(String id) {
    if (!ROOM_ID.matcher(id).matches()) {
      throw Problem.of(ProblemCode.ROOM_NOT_FOUND);
    }
    return id;
  }
}
