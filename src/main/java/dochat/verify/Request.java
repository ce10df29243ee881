package dochat.verify;

import dochat.model.Event;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * An act as a request of the HTTP API.
 *
 * @param body null for none
 */
record Request(HttpMethod method, String path, JsonObject body) {
  /** The command of the envelope. */
  static Request command(Act act, String room, String id) {
    return new Request(HttpMethod.POST, "/api/send", new JsonObject().put("address", act.address()).put("body", act.body(room, id)));
  }

  /**
   * To the address of what it is about; a command, where that has none or takes no client id, and there is one.
   *
   * @param me id of who asks
   * @param id client id, null for none
   */
  static Request direct(Act act, String me, String room, String id) {
    String messages = "/api/rooms/" + room + "/messages";
    String message = messages + "/" + act.ref();
    String member = "/api/rooms/" + room + "/members/" + (act.whom().isEmpty() ? me : act.whom());
    String reaction = message + "/reactions/" + URLEncoder.encode(act.text(), StandardCharsets.UTF_8);
    JsonObject body = new JsonObject().put("id", id).put("text", act.text());
    return switch (act.type()) {
      case Event.MESSAGE -> new Request(HttpMethod.POST, messages, act.ref() > 0 ? body.put("reply", act.ref()) : body);
      case Event.EDIT -> new Request(HttpMethod.PATCH, message, body);
      case Event.DELETE -> id == null ? new Request(HttpMethod.DELETE, message, null) : command(act, room, id);
      case Event.REACT -> id == null ? new Request(HttpMethod.PUT, reaction, null) : command(act, room, id);
      case Event.UNREACT -> id == null ? new Request(HttpMethod.DELETE, reaction, null) : command(act, room, id);
      case Event.PIN -> id == null ? new Request(HttpMethod.PUT, message + "/pin", null) : command(act, room, id);
      case Event.UNPIN -> id == null ? new Request(HttpMethod.DELETE, message + "/pin", null) : command(act, room, id);
      case Event.INVITE -> id == null ? new Request(HttpMethod.PUT, member, new JsonObject()) : command(act, room, id);
      case Event.LEAVE, Event.REMOVE -> new Request(HttpMethod.DELETE, member + (id == null ? "" : "?id=" + id), null);
      default -> command(act, room, id);
    };
  }
}
