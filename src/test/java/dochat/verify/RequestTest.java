package dochat.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.model.Role;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** The addresses of the HTTP API, as openapi.yaml has them. */
class RequestTest {
  @Test
  void namesMessagesEditsAndLeavingsByTheirClientIds() {
    assertEquals(new Request(HttpMethod.POST, "/api/rooms/room/messages", text("text")), Request.direct(Act.message("text"), "me", "room", "id"));
    assertEquals(new Request(HttpMethod.POST, "/api/rooms/room/messages", text("text").put("reply", 7L)), Request.direct(Act.reply(7, "text"), "me", "room", "id"));
    assertEquals(new Request(HttpMethod.PATCH, "/api/rooms/room/messages/7", text("other")), Request.direct(Act.edit(7, "other"), "me", "room", "id"));
    assertEquals(new Request(HttpMethod.DELETE, "/api/rooms/room/members/me?id=id", null), Request.direct(Act.leave(), "me", "room", "id"));
    assertEquals(new Request(HttpMethod.DELETE, "/api/rooms/room/members/ann?id=id", null), Request.direct(Act.remove("ann"), "me", "room", "id"));
  }

  @Test
  void doesWithoutAClientIdWhatNeedsNone() {
    assertEquals(new Request(HttpMethod.DELETE, "/api/rooms/room/messages/7", null), Request.direct(Act.delete(7), "me", "room", null));
    assertEquals(new Request(HttpMethod.PUT, "/api/rooms/room/messages/7/reactions/%F0%9F%91%8D", null), Request.direct(Act.react(7, "👍"), "me", "room", null));
    assertEquals(new Request(HttpMethod.DELETE, "/api/rooms/room/messages/7/reactions/%F0%9F%91%8D", null), Request.direct(Act.unreact(7, "👍"), "me", "room", null));
    assertEquals(new Request(HttpMethod.DELETE, "/api/rooms/room/members/me", null), Request.direct(Act.leave(), "me", "room", null));
    assertEquals(new Request(HttpMethod.PUT, "/api/rooms/room/messages/7/pin", null), Request.direct(Act.pin(7), "me", "room", null));
    assertEquals(new Request(HttpMethod.DELETE, "/api/rooms/room/messages/7/pin", null), Request.direct(Act.unpin(7), "me", "room", null));
    assertEquals(new Request(HttpMethod.PUT, "/api/rooms/room/members/ann", new JsonObject()), Request.direct(Act.invite("ann"), "me", "room", null));
    assertEquals(new Request(HttpMethod.DELETE, "/api/rooms/room/members/ann", null), Request.direct(Act.remove("ann"), "me", "room", null));
  }

  @Test
  void sendsTheCommandWhereNoAddressTakesTheClientId() {
    assertEquals(command("chat.delete", new JsonObject().put("seq", 7L)), Request.direct(Act.delete(7), "me", "room", "id"));
    assertEquals(command("chat.react", new JsonObject().put("seq", 7L).put("emoji", "👍").put("on", true)), Request.direct(Act.react(7, "👍"), "me", "room", "id"));
    assertEquals(command("chat.react", new JsonObject().put("seq", 7L).put("emoji", "👍").put("on", false)), Request.direct(Act.unreact(7, "👍"), "me", "room", "id"));
    assertEquals(command("chat.pin", new JsonObject().put("seq", 7L).put("on", false)), Request.direct(Act.unpin(7), "me", "room", "id"));
    assertEquals(command("chat.invite", new JsonObject().put("user", "ann")), Request.direct(Act.invite("ann"), "me", "room", "id"));
    assertEquals(command("chat.role", new JsonObject().put("user", "ann").put("role", "reader")), Request.direct(Act.assign("ann", Role.READER), "me", "room", "id"));
    assertEquals(command("chat.join", new JsonObject()), Request.direct(Act.join(), "me", "room", "id"));
    assertEquals(command("chat.post", new JsonObject().put("text", "text")), Request.command(Act.message("text"), "room", "id"));
    assertEquals(command("chat.post", new JsonObject().put("text", "text").put("reply", 7L)), Request.command(Act.reply(7, "text"), "room", "id"));
    assertEquals(command("chat.leave", new JsonObject()), Request.command(Act.leave(), "room", "id"));
  }

  private static JsonObject text(String text) {
    return new JsonObject().put("id", "id").put("text", text);
  }

  private static Request command(String address, JsonObject body) {
    return new Request(HttpMethod.POST, "/api/send", new JsonObject().put("address", address).put("body", body.put("room", "room").put("id", "id")));
  }
}
