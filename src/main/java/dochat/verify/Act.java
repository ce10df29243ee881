package dochat.verify;

import dochat.model.Event;
import dochat.model.Role;
import dochat.protocol.Address;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/**
 * What somebody does in a room, or what an event says that they have done.
 *
 * @param type that of the event
 * @param ref  the number of the message that it is about, 0 for none
 * @param text what the event says: a text, an emoji or a role; empty where there is nothing to say
 */
record Act(String type, long ref, String text) {
  private static final long NO_REF = 0;

  static Act message(String text) {
    return new Act(Event.MESSAGE, NO_REF, text);
  }

  static Act edit(long ref, String text) {
    return new Act(Event.EDIT, ref, text);
  }

  static Act delete(long ref) {
    return new Act(Event.DELETE, ref, "");
  }

  static Act react(long ref, String emoji) {
    return new Act(Event.REACT, ref, emoji);
  }

  static Act unreact(long ref, String emoji) {
    return new Act(Event.UNREACT, ref, emoji);
  }

  static Act join() {
    return new Act(Event.JOIN, NO_REF, Role.MEMBER.word());
  }

  static Act leave() {
    return new Act(Event.LEAVE, NO_REF, "");
  }

  static Act from(JsonObject event) {
    return new Act(event.getString("type"), event.getLong("ref", NO_REF), event.getString("text"));
  }

  boolean is(String other) {
    return type.equals(other);
  }

  /** Whether who asks for it again finds it done, so that it can do without a client id. */
  boolean isIdempotent() {
    return !is(Event.MESSAGE) && !is(Event.EDIT);
  }

  /** Whether every acknowledgement has the number of the event, if there is one: that of who joins or leaves shows the room instead. */
  boolean isNumbered() {
    return !is(Event.JOIN) && !is(Event.LEAVE);
  }

  /** The same after its message was deleted. */
  Act silent() {
    return new Act(type, ref, "");
  }

  /** Of the command that asks for it. */
  String address() {
    return switch (type) {
      case Event.MESSAGE -> Address.POST;
      case Event.EDIT -> Address.EDIT;
      case Event.DELETE -> Address.DELETE;
      case Event.REACT, Event.UNREACT -> Address.REACT;
      case Event.JOIN -> Address.JOIN;
      case Event.LEAVE -> Address.LEAVE;
      default -> throw new IllegalStateException("nobody does " + type);
    };
  }

  /** Of that command. Without a client id it has one that is used for nothing else. */
  JsonObject body(String room, String id) {
    JsonObject body = new JsonObject().put("room", room).put("id", id == null ? UUID.randomUUID().toString() : id);
    if (ref != NO_REF) {
      body.put("seq", ref);
    }
    return switch (type) {
      case Event.MESSAGE, Event.EDIT -> body.put("text", text);
      case Event.REACT, Event.UNREACT -> body.put("emoji", text).put("on", is(Event.REACT));
      default -> body;
    };
  }
}
