package dochat.admin;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.Admin;
import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.Http;
import dochat.support.OnSharedNodes;
import dochat.support.SharedNodes;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an administrator sees of all nodes at any of them. */
@OnSharedNodes
class OverviewIT {
  private static ChatNode first;
  private static ChatNode second;
  private static Admin admin;

  @BeforeAll
  static void signIn() {
    first = SharedNodes.first();
    second = SharedNodes.second();
    admin = Admin.at(first);
  }

  @Test
  void everyNodeShowsAllNodes() {
    for (Admin somewhere : List.of(admin, admin.at(second, first))) {
      somewhere.answered(first);
      JsonObject facts = somewhere.answered(second).getJsonObject("answer");
      assertTrue(facts.getLong("uptimeSeconds") >= 0 && !facts.getString("version").isEmpty(), facts::encode);
      eventually(() -> assertEquals("ready", somewhere.answered(second).getJsonObject("answer").getString("status")));
      eventually("its event loops are watched", () -> somewhere.answered(second).getJsonObject("answer").getJsonObject("totals").getLong("looks") > 0);
    }
  }

  @Test
  void aMessageIsFollowedFromItsNodeToTheClientsOfAll() {
    Http ann = Http.guest(first, "Ann");
    String room = room(ann);
    try (ChatClient here = listen(first, room); ChatClient there = listen(second, room); ChatClient thereToo = listen(second, room)) {
      Admin asked = admin.at(second, first);
      long seq = 1 + asked.untilTheBusBrings(room, second, () -> post(ann, room, UUID.randomUUID().toString()));
      String id = UUID.randomUUID().toString();
      assertEquals(201, post(ann, room, id).statusCode());
      eventually("all were handed it, and it is noted", () -> asked.stages(room, seq, first).getInteger("clients") == 1
          && asked.stages(room, seq, second).getInteger("clients") == 2 && asked.stages(room, seq, first).containsKey("postedMicros"));
      JsonObject message = Http.json(asked.get("/cluster/message?room=" + room + "&seq=" + seq));
      assertEquals(id, message.getString("id"));
      JsonObject poster = asked.stages(room, seq, first);
      assertTrue(poster.getLong("postedMicros") <= poster.getLong("committedMicros") && poster.getLong("committedMicros") <= poster.getLong("publishedMicros"),
          poster::encode);
      JsonObject other = asked.stages(room, seq, second);
      assertEquals("bus", other.getString("source"));
      assertFalse((message.encode() + poster.encode() + other.encode()).contains("secret"), "no text");
      assertFalse(other.containsKey("postedMicros"));
      assertTrue(other.getLong("receivedMicros") >= poster.getLong("postedMicros") && other.getLong("firstMicros") >= other.getLong("receivedMicros")
          && other.getLong("lastMicros") >= other.getLong("firstMicros"), () -> poster.encode() + other.encode());
      eventually(() -> assertEquals(seq, Http.json(asked.get("/cluster/message?id=" + id)).getLong("seq"), "by its id, at a node that did not take it"));
    }
  }

  @Test
  void whereNobodyListensNothingIsReceived() {
    Http ann = Http.guest(first, "Ann");
    String room = room(ann);
    post(ann, room, "one");
    eventually("it is noted", () -> admin.stages(room, 1, first).containsKey("postedMicros"));
    JsonObject there = admin.stages(room, 1, second);
    assertEquals(false, there.getBoolean("live"));
    assertFalse(there.containsKey("receivedMicros"));
    assertEquals(0, there.getInteger("clients"));
  }

  /** Whoever opens a room long after a message has not missed it. */
  @Test
  void aRoomThatIsOpenedLaterHasReachedTheMessage() {
    Http ann = Http.guest(first, "Ann");
    String room = room(ann);
    post(ann, room, "one");
    assertEquals(false, admin.stages(room, 1, second).getBoolean("reached"));
    try (ChatClient late = listen(second, room)) {
      eventually("it is open there", () -> admin.stages(room, 1, second).getBoolean("live"));
      assertEquals(true, admin.stages(room, 1, second).getBoolean("reached"));
    }
  }

  /** Two people may have chosen the same one. */
  @Test
  void anIdThatSeveralMessagesHaveLeadsToTheNewestAndNamesTheOthers() {
    String id = UUID.randomUUID().toString();
    Http ann = Http.guest(first, "Ann");
    Http ben = Http.guest(second, "Ben");
    String old = room(ann);
    String fresh = room(ann);
    assertEquals(201, post(ann, old, id).statusCode());
    assertEquals(201, post(ben, fresh, id).statusCode());
    assertFound(id, fresh, old);
    String again = UUID.randomUUID().toString();
    assertEquals(201, post(ben, old, again).statusCode());
    assertEquals(201, post(ann, fresh, again).statusCode());
    assertFound(again, fresh, old);
  }

  private static void assertFound(String id, String newest, String other) {
    eventually(() -> {
      JsonObject message = Http.json(admin.get("/cluster/message?id=" + id));
      assertEquals(newest, message.getString("room"));
      assertEquals(List.of(other), message.getJsonArray("others").stream().map(each -> ((JsonObject) each).getString("room")).toList());
    });
  }

  @Test
  void whatIsNotKnownIsSaid() {
    Http ann = Http.guest(first, "Ann");
    String room = room(ann);
    assertEquals("room_not_found", code(admin.get("/cluster/message?room=no-such-room&seq=1")));
    assertEquals("not_found", code(admin.get("/cluster/message?room=" + room + "&seq=1")));
    assertEquals("not_found", code(admin.get("/cluster/message?id=" + UUID.randomUUID())));
    for (String query : List.of("", "?room=" + room, "?seq=1", "?room=" + room + "&seq=0", "?room=" + room + "&seq=x", "?room=..%2F&seq=1", "?id=%3Cscript%3E",
        "?id=" + "x".repeat(65))) {
      assertEquals("bad_request", code(admin.get("/cluster/message" + query)), query);
    }
  }

  /** One that does not answer is shown as that, and one that is told to leave from another node leaves. */
  @Test
  void aFrozenNodeIsShownAsOneAndAnyNodeDrainsAnyOther() {
    int before = SharedNodes.all().size();
    try (ChatNode third = SharedNodes.another()) {
      String id = admin.answered(third).getString("node");
      third.freeze();
      JsonObject silent = admin.nodes().stream().map(JsonObject.class::cast).filter(row -> id.equals(row.getString("node"))).findFirst().orElseThrow();
      third.thaw();
      assertEquals("late", silent.getString("silence"));
      admin.answered(third);
      eventually("it is told, however late it answers", () -> admin.drain(id).statusCode() == 202 || !third.isAlive());
      assertEquals(0, third.exitCode());
      assertTrue(third.log().contains("told to leave by=bus from=" + admin.answered(first).getString("node")), third::log);
      eventually("it is gone", () -> admin.nodes().size() == before);
      assertEquals("not_found", code(admin.drain(id)));
    }
    assertTrue(first.isAlive() && second.isAlive());
  }

  private static ChatClient listen(ChatNode node, String room) {
    ChatClient client = ChatClient.guest(node, "Listener");
    client.register(room);
    return client;
  }

  private static String room(Http person) {
    return Http.json(person.post("/api/rooms", new JsonObject().put("name", "r " + UUID.randomUUID()))).getJsonObject("room").getString("id");
  }

  private static java.net.http.HttpResponse<String> post(Http person, String room, String id) {
    return person.post("/api/rooms/" + room + "/messages", new JsonObject().put("id", id).put("text", "a secret"));
  }

  private static String code(java.net.http.HttpResponse<String> answer) {
    return Http.json(answer).getString("code");
  }
}
