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
 * @param ref  the number of the message that it is about, or that it answers, 0 for none
 * @param whom id of whose place in the room it changes, empty where it is nobody's but that of who does it
 * @param text what the event says: a text, an emoji or a role; empty where there is nothing to say
 */
record Act(String type, long ref, String whom, String text) {
  private static final long NO_REF = 0;
  private static final String NOBODY = "";

  static Act message(String text) {
    return new Act(Event.MESSAGE, NO_REF, NOBODY, text);
  }

  /** A message that answers that one. */
  static Act reply(long ref, String text) {
    return new Act(Event.MESSAGE, ref, NOBODY, text);
  }

  static Act edit(long ref, String text) {
    return new Act(Event.EDIT, ref, NOBODY, text);
  }

  static Act delete(long ref) {
    return new Act(Event.DELETE, ref, NOBODY, "");
  }

  static Act react(long ref, String emoji) {
    return new Act(Event.REACT, ref, NOBODY, emoji);
  }

  static Act unreact(long ref, String emoji) {
    return new Act(Event.UNREACT, ref, NOBODY, emoji);
  }

  static Act pin(long ref) {
    return new Act(Event.PIN, ref, NOBODY, "");
  }

  static Act unpin(long ref) {
    return new Act(Event.UNPIN, ref, NOBODY, "");
  }

  static Act join() {
    return new Act(Event.JOIN, NO_REF, NOBODY, Role.MEMBER.word());
  }

  static Act leave() {
    return new Act(Event.LEAVE, NO_REF, NOBODY, "");
  }

  static Act invite(String whom) {
    return new Act(Event.INVITE, NO_REF, whom, Role.MEMBER.word());
  }

  static Act remove(String whom) {
    return new Act(Event.REMOVE, NO_REF, whom, "");
  }

  static Act assign(String whom, Role role) {
    return new Act(Event.ROLE, NO_REF, whom, role.word());
  }

  static Act from(JsonObject event) {
    return new Act(event.getString("type"), event.getLong("ref", NO_REF),
        event.containsKey("whom") ? event.getJsonObject("whom").getString("id") : NOBODY, event.getString("text"));
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
    return saying("");
  }

  /** The same with another text. */
  Act saying(String other) {
    return new Act(type, ref, whom, other);
  }

  /** Of the command that asks for it. */
  String address() {
    return switch (type) {
      case Event.MESSAGE -> Address.POST;
      case Event.EDIT -> Address.EDIT;
      case Event.DELETE -> Address.DELETE;
      case Event.REACT, Event.UNREACT -> Address.REACT;
      case Event.PIN, Event.UNPIN -> Address.PIN;
      case Event.INVITE -> Address.INVITE;
      case Event.REMOVE -> Address.REMOVE;
      case Event.ROLE -> Address.ROLE;
      case Event.JOIN -> Address.JOIN;
      case Event.LEAVE -> Address.LEAVE;
      default -> throw new IllegalStateException("nobody does " + type);
    };
  }

  /** Of that command. Without a client id it has one that is used for nothing else. */
  JsonObject body(String room, String id) {
    JsonObject body = new JsonObject().put("room", room).put("id", id == null ? UUID.randomUUID().toString() : id);
    if (ref != NO_REF) {
      body.put(is(Event.MESSAGE) ? "reply" : "seq", ref);
    }
    if (!whom.equals(NOBODY)) {
      body.put("user", whom);
    }
    return switch (type) {
      case Event.MESSAGE, Event.EDIT -> body.put("text", text);
      case Event.REACT, Event.UNREACT -> body.put("emoji", text).put("on", is(Event.REACT));
      case Event.PIN, Event.UNPIN -> body.put("on", is(Event.PIN));
      case Event.ROLE -> body.put("role", text);
      default -> body;
    };
  }
}
