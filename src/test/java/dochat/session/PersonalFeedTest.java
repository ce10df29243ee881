package dochat.session;

import static dochat.room.OneNode.await;
import static dochat.session.Client.command;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Change;
import dochat.model.RoomKind;
import dochat.model.User;
import dochat.protocol.Address;
import dochat.protocol.CloseReason;
import dochat.protocol.FeedState;
import dochat.protocol.Limits;
import dochat.room.OneNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One's own feed, at two nodes of one store that never hear of each other: it needs no bus. */
@Timeout(60)
class PersonalFeedTest {
  private final NodesApart nodes = new NodesApart();
  private final SessionNode here = nodes.here;
  private final SessionNode there = nodes.there;

  @AfterEach
  void close() {
    nodes.close();
  }

  @Test
  void tellsOfWhatIsSaidInARoomThatNobodyLooksAt() {
    Client ben = here.newClient();
    String room = room(ben, "Talk");
    JsonObject first = register(ben, null);
    assertEquals(FeedState.PARTS, first.getJsonArray("parts").size());
    assertEquals(Map.of("general", "0 -", room, "0 -"), rooms(ben));
    there.node.append(room, 2);
    ben.until(client -> "2 text".equals(rooms(client).get(room)));
    assertEquals("0 -", rooms(ben).get("general"));
    int told = ben.frames(Address.ME).size();
    assertTrue(told <= 3, () -> ben.frames(Address.ME).toString());
  }

  /** Also while others of these rooms come, whose places a node asks for at once. Counted from a frame on, which may be late, so that the next one may come sooner. */
  @Test
  void tellsWhatManyMessagesHaveMadeInOneFrameASecond() {
    Client ben = here.newClient();
    register(ben, null);
    long began = System.nanoTime();
    there.node.append("general", 1);
    ben.until(client -> "1 text".equals(rooms(client).get("general")));
    int told = ben.frames(Address.ME).size();
    int said = 1;
    while (said <= 20 || System.nanoTime() - began < 2_500_000_000L) {
      there.node.append("general", 1);
      said++;
      register(here.newClient(), null);
    }
    String all = "\"head\":" + said + ",";
    ben.until(client -> client.frames(Address.ME).toString().contains(all));
    int frames = ben.frames(Address.ME).size() - told;
    long seconds = 1 + (System.nanoTime() - began) / 1_000_000_000;
    assertTrue(frames <= seconds, said + " messages, " + frames + " frames in less than " + seconds + " s");
  }

  @Test
  void tellsWhatIsReadAndJoinedAndLeftElsewhere() {
    Client ben = here.newClient();
    register(ben, null);
    String id = user(ben);
    String room = there.node.newRoom(3);
    User joining = new User(id, "Ben");
    await(there.node.store.append(List.of(new Change.Join(room, joining, "in"))));
    ben.until(client -> rooms(client).containsKey(room));
    there.node.append(room, 1);
    ben.until(client -> "1 text".equals(rooms(client).get(room)));
    await(there.node.store.markRead(room, id, 5));
    ben.until(client -> "0 text".equals(rooms(client).get(room)));
    await(there.node.store.append(List.of(new Change.Leave(room, joining, "out"))));
    ben.until(client -> !rooms(client).containsKey(room));
  }

  @Test
  void tellsWhoIsRemovedNothingMore() {
    Client ben = here.newClient();
    register(ben, null);
    User user = new User(user(ben), "Ben");
    await(there.node.store.createRoom("secret", "Secret", "", RoomKind.PRIVATE, OneNode.ANNA.id(), "c"));
    await(there.node.store.append(List.of(new Change.Invite("secret", OneNode.ANNA, "i", user))));
    there.node.append("secret", 1);
    ben.until(client -> "1 text".equals(rooms(client).get("secret")));
    int known = ben.frames(Address.ME).size();
    await(there.node.store.append(List.of(new Change.Remove("secret", OneNode.ANNA, "r", user), new Change.Post("secret", OneNode.ANNA, "x", "hush"))));
    ben.until(client -> !rooms(client).containsKey("secret"));
    assertFalse(ben.frames(Address.ME).subList(known, ben.frames(Address.ME).size()).toString().contains("hush"));
  }

  @Test
  void whoComesBackElsewhereIsToldWhatDiffers() {
    String token = here.newIdentity("Ben").token();
    Client before = signedIn(here, token);
    String one = room(before, "One");
    String other = room(before, "Other");
    String state = register(before, null).getString("state");
    before.run(() -> before.session.close(CloseReason.CLIENT));
    there.node.append(one, 1);
    Client after = signedIn(there, token);
    JsonObject told = register(after, state);
    assertEquals(1, told.getJsonArray("parts").size());
    assertEquals("1 text", rooms(after).get(one));
    assertEquals(FeedState.part(one) == FeedState.part(other), rooms(after).containsKey(other));
    Client again = signedIn(there, token);
    again.send(registration(told.getString("state")), command(Address.SESSION, new JsonObject(), "who"));
    again.frame("who");
    here.node.append(other, 1);
    again.until(client -> "1 text".equals(rooms(client).get(other)));
    assertEquals(1, again.frames(Address.ME).size(), "nothing differed before");
  }

  @Test
  void aStateThatIsNoneIsAnsweredWithTheWhole() {
    Client ben = here.newClient();
    assertEquals(FeedState.PARTS, register(ben, "rubbish").getJsonArray("parts").size());
    assertTrue(rooms(ben).containsKey("general"));
  }

  @Test
  void whoDoesNotReadIsToldTheLatestOnce() {
    Client ben = here.newClient();
    register(ben, null);
    ben.run(() -> ben.wire.isReading = false);
    here.node.append("general", 1);
    ben.until(client -> "1 text".equals(rooms(client).get("general")));
    int known = ben.frames(Address.ME).size();
    Client other = here.newClient();
    register(other, null);
    here.node.append("general", 1);
    other.until(client -> "1 text".equals(rooms(client).get("general")));
    here.node.append("general", 1);
    other.until(client -> "2 text".equals(rooms(client).get("general")));
    assertEquals(known, ben.frames(Address.ME).size());
    ben.run(ben.wire::readAll);
    ben.until(client -> "3 text".equals(rooms(client).get("general")));
    assertEquals(known + 1, ben.frames(Address.ME).size());
  }

  @Test
  void saysNothingMoreOnceNobodyWantsToHearIt() {
    Client ben = here.newClient();
    Client other = here.newClient();
    register(ben, null);
    register(other, null);
    ben.send(new JsonObject().put("type", "unregister").put("address", Address.ME));
    int known = ben.frames(Address.ME).size();
    here.node.append("general", 1);
    other.until(client -> "1 text".equals(rooms(client).get("general")));
    assertEquals(known, ben.frames(Address.ME).size());
  }

  @Test
  void answersWhoOnlyLooks() {
    Client ben = here.newClient();
    ben.send(command(Address.ME, new JsonObject(), "whole"));
    JsonObject whole = ben.frame("whole").getJsonObject("body");
    assertEquals(FeedState.PARTS, whole.getJsonArray("parts").size());
    ben.send(command(Address.ME, new JsonObject().put("state", whole.getString("state")), "same"));
    assertEquals(new JsonObject().put("state", whole.getString("state")).put("parts", new JsonArray()), ben.frame("same").getJsonObject("body"));
  }

  /** As many frames as it takes, and none of them is without end. */
  @Test
  void tellsManyRoomsInSeveralFrames() {
    Client ben = here.newClient();
    String id = user(ben);
    for (int i = 0; i < Limits.FEED_ROOMS + 1; i++) {
      await(there.node.store.createRoom("many-" + i, "Many " + i, "", RoomKind.PUBLIC, id, "c-" + i));
    }
    register(ben, null);
    ben.until(client -> rooms(client).size() == Limits.FEED_ROOMS + 2);
    assertEquals(2, ben.frames(Address.ME).size());
  }

  private static JsonObject registration(String state) {
    JsonObject register = new JsonObject().put("type", "register").put("address", Address.ME);
    return state == null ? register : register.put("headers", new JsonObject().put("state", state));
  }

  /** The body of the first frame. */
  private static JsonObject register(Client client, String state) {
    client.send(registration(state));
    return client.frame(Address.ME).getJsonObject("body");
  }

  /** How much is unread and what was said last in each room that the client has been told of, put together as a client does it. */
  private static Map<String, String> rooms(Client client) {
    Map<Integer, JsonArray> parts = new HashMap<>();
    for (JsonObject frame : client.frames(Address.ME)) {
      frame.getJsonObject("body").getJsonArray("parts").forEach(part -> parts.put(((JsonObject) part).getInteger("part"), ((JsonObject) part).getJsonArray("rooms")));
    }
    Map<String, String> rooms = new TreeMap<>();
    parts.values().forEach(part -> part.forEach(each -> {
      JsonObject room = (JsonObject) each;
      rooms.put(room.getString("id"), room.getInteger("unread") + " " + room.getJsonObject("last", new JsonObject()).getString("text", "-"));
    }));
    return rooms;
  }

  private static Client signedIn(SessionNode node, String token) {
    Client client = node.connect();
    client.run(() -> client.session.authenticate(token));
    client.send(command(Address.SESSION, new JsonObject(), "whoami"));
    client.frame("whoami");
    return client;
  }

  private static String user(Client client) {
    return client.frame("whoami").getJsonObject("body").getJsonObject("user").getString("id");
  }

  private static String room(Client client, String name) {
    client.send(command(Address.CREATE, new JsonObject().put("name", name), "made-" + name));
    return client.frame("made-" + name).getJsonObject("body").getJsonObject("room").getString("id");
  }
}
