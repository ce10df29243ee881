package dochat.protocol;

import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;

/** Reads the fields of a body; what is missing or of the wrong type fails with {@code bad_request}. */
final class Fields {
  private static final Pattern ROOM_ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

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
