package dochat.session;

import static dochat.session.Client.register;
import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Change;
import dochat.model.Event;
import dochat.model.RoomKind;
import dochat.model.User;
import dochat.room.OneNode;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who listens to a room that is not public, when the bus brings nothing of what happens to its members elsewhere. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class ShutOutTest {
  private static final User OWNER = new User("u-owner", "Owner");

  private static SessionNode server;
  private static OneNode node;

  @BeforeAll
  static void start(Vertx vertx) {
    server = new SessionNode(new OneNode(vertx));
    node = server.node;
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aRemovalThatTheBusHasLostIsFoundByTheHeadCheck() {
    Client ben = server.newClient();
    String room = privateRoom();
    elsewhere(new Change.Invite(room, OWNER, newId(), user(ben)));
    ben.send(register(room, 0, null));
    eventually("they are told", () -> ben.seqs(room).equals(List.of(1L)));
    elsewhere(new Change.Post(room, OWNER, newId(), "heard"));
    eventually("they are told", () -> ben.seqs(room).equals(List.of(1L, 2L)));
    elsewhere(new Change.Remove(room, OWNER, newId(), user(ben)), new Change.Post(room, OWNER, newId(), "unheard"));
    eventually("they are told", () -> refusals(ben, room) == 1);
    elsewhere(new Change.Invite(room, OWNER, newId(), user(ben)));
    ben.send(register(room, 2, null));
    eventually("they are told", () -> ben.seqs(room).equals(List.of(1L, 2L, 3L, 4L, 5L)));
    assertEquals(1, refusals(ben, room));
  }

  /** Of a public room, which is not there for who is banned, and there again when that is over. */
  @Test
  void aBanThatTheBusHasLostIsFoundByTheHeadCheck() {
    Client ben = server.newClient();
    String room = newId();
    OneNode.await(node.store.createRoom(room, room, "", OWNER.id()));
    elsewhere(new Change.Post(room, OWNER, newId(), "heard"));
    ben.send(register(room, 0, null));
    eventually("they are told", () -> ben.seqs(room).equals(List.of(1L)));
    elsewhere(new Change.Ban(room, OWNER, newId(), user(ben), true), new Change.Post(room, OWNER, newId(), "unheard"));
    eventually("they are told", () -> refusals(ben, room, "banned") == 1);
    ben.send(register(room, 0, null));
    eventually("they are told", () -> refusals(ben, room, "banned") == 2);
    elsewhere(new Change.Ban(room, OWNER, newId(), user(ben), false));
    ben.send(register(room, 1, null));
    eventually("they are told", () -> ben.seqs(room).equals(List.of(1L, 2L, 3L, 4L)));
    assertEquals(0, refusals(ben, room));
  }

  /** It ends with the event, once, and what is still done there is heard by who listens anew; so it is each time. */
  @Test
  void archivingThatTheBusHasLostEndsWhatListensAndWhoListensAnewReadsOn() {
    Client ben = server.newClient();
    String room = privateRoom();
    elsewhere(new Change.Invite(room, OWNER, newId(), user(ben)), new Change.Post(room, OWNER, newId(), "said"));
    ben.send(register(room, 0, null));
    eventually("they are told", () -> ben.seqs(room).equals(List.of(1L, 2L)));
    elsewhere(settle(room, Event.ARCHIVE));
    eventually("they are told", () -> refusals(ben, room, "room_archived") == 1);
    assertEquals(List.of(1L, 2L, 3L), ben.seqs(room), "it has been told why");
    elsewhere(new Change.Delete(room, OWNER, newId(), 2));
    ben.send(register(room, 3, null));
    eventually("they are told", () -> ben.seqs(room).equals(List.of(1L, 2L, 3L, 4L)));
    elsewhere(settle(room, Event.UNARCHIVE), new Change.Post(room, OWNER, newId(), "open"));
    eventually("they are told", () -> ben.seqs(room).size() == 6);
    assertEquals(1, refusals(ben, room, "room_archived"), "who has listened anew is not ended again");
    elsewhere(settle(room, Event.ARCHIVE));
    eventually("they are told", () -> refusals(ben, room, "room_archived") == 2);
    ben.send(register(room, 0, null));
    eventually("they are told", () -> refusals(ben, room, "room_archived") == 3);
    assertEquals(7 + 7, ben.seqs(room).size(), "who begins before it is told of it, and ended, as before");
    ben.send(register(room, 7, null));
    elsewhere(settle(room, Event.UNARCHIVE));
    eventually("they are told", () -> ben.seqs(room).size() == 7 + 7 + 1);
    ben.send(register(room, 0, null));
    eventually("they are told", () -> ben.seqs(room).size() == 7 + 7 + 1 + 8);
    assertEquals(3, refusals(ben, room, "room_archived"), "what is read again of an open room ends nothing");
  }

  /** Who was told of it by a quicker node is not ended once more when this one hears of it; who has read it in the log here is, then. */
  @Test
  void whoKnowsOfAnArchivingBeforeTheirNodeDoesIsEndedOnce() {
    Client ben = server.newClient();
    Client cho = server.newClient();
    String room = privateRoom();
    elsewhere(new Change.Invite(room, OWNER, newId(), user(ben)), new Change.Invite(room, OWNER, newId(), user(cho)));
    cho.send(register(room, 0, null));
    eventually("they are told", () -> cho.seqs(room).equals(List.of(1L, 2L)));
    elsewhere(settle(room, Event.ARCHIVE));
    ben.send(register(room, 3, node.store.epoch()));
    eventually("they are told", () -> refusals(cho, room, "room_archived") == 1);
    assertEquals(List.of(1L, 2L, 3L), cho.seqs(room));
    cho.send(register(room, 3, null));
    elsewhere(new Change.Remove(room, OWNER, newId(), user(cho)));
    eventually("they are told", () -> ben.seqs(room).equals(List.of(4L)));
    assertEquals(0, refusals(ben, room, "room_archived"));
  }

  private static Change settle(String room, String type) {
    return new Change.Settle(room, OWNER, newId(), type, "");
  }

  /** A node that knows nothing of a room asks the store who may write there, and nothing overtakes what waits for that. */
  @Test
  void whatIsSaidInARoomThatTheNodeDoesNotKnowStaysInOrder() {
    for (int round = 0; round < 10; round++) {
      Client ben = server.newClient();
      String room = privateRoom();
      elsewhere(new Change.Invite(room, OWNER, newId(), user(ben)));
      ben.send(IntStream.range(0, 50).mapToObj(i -> Client.command("chat.post", new JsonObject().put("room", room).put("id", newId()).put("text", "text " + i), "post " + i)).toArray(JsonObject[]::new));
      IntStream.range(0, 50).forEach(i -> assertEquals(i + 2L, ben.frame("post " + i).getJsonObject("body").getLong("seq")));
    }
  }

  /** What they did there is told to nobody who was removed, though their client says again what it has not been answered. */
  @Test
  void whoWasRemovedAndSaysItAgainIsToldThatThereIsNoRoom() {
    Client ben = server.newClient();
    String room = privateRoom();
    elsewhere(new Change.Invite(room, OWNER, newId(), user(ben)));
    JsonObject post = new JsonObject().put("room", room).put("id", newId()).put("text", "said");
    ben.send(Client.command("chat.post", post, "first"));
    assertEquals(2, ben.frame("first").getJsonObject("body").getLong("seq"));
    elsewhere(new Change.Remove(room, OWNER, newId(), user(ben)));
    ben.send(Client.command("chat.post", post, "again"), Client.command("chat.post", post.copy().put("room", "nowhere"), "nowhere"));
    assertEquals(ben.frame("nowhere").put("address", "again"), ben.frame("again"));
    assertEquals("room_not_found", ben.frame("again").getString("code"));
  }

  /** The node listens to the room already, and has not heard of the invitation. */
  @Test
  void whoHasJustBeenInvitedElsewhereIsLetIn() {
    Client first = server.newClient();
    Client second = server.newClient();
    String room = privateRoom();
    elsewhere(new Change.Invite(room, OWNER, newId(), user(first)));
    first.send(register(room, null, null));
    eventually("they are told", () -> !first.deliveries(room).isEmpty());
    elsewhere(new Change.Invite(room, OWNER, newId(), user(second)));
    second.send(register(room, 0, null));
    eventually("they are told", () -> second.seqs(room).equals(List.of(1L, 2L)));
    assertEquals(0, refusals(second, room));
  }

  /** The next sign-in of a connection is the one that counts, also for what it listens to. */
  @Test
  void anotherPersonOnTheSameConnectionHearsNothing() {
    Client ben = server.newClient();
    String room = privateRoom();
    elsewhere(new Change.Invite(room, OWNER, newId(), user(ben)));
    ben.send(register(room, 0, null));
    eventually("they are told", () -> ben.seqs(room).equals(List.of(1L)));
    ben.send(Client.command("chat.session", new JsonObject().put("name", "Eve"), "eve"));
    ben.frame("eve");
    eventually("they are told", () -> refusals(ben, room) == 1);
    elsewhere(new Change.Post(room, OWNER, newId(), "unheard"));
    Client owner = server.newClient();
    elsewhere(new Change.Invite(room, OWNER, newId(), user(owner)));
    owner.send(register(room, 0, null));
    eventually("they are told", () -> owner.seqs(room).equals(List.of(1L, 2L, 3L)));
    assertEquals(List.of(1L), ben.seqs(room));
  }

  /** Its session has ended, and it has said so itself before anybody could. */
  @Test
  void whoBecomesNobodyHearsNothing() {
    Client ben = server.newClient();
    String room = privateRoom();
    elsewhere(new Change.Invite(room, OWNER, newId(), user(ben)));
    ben.send(register(room, 0, null));
    eventually("they are told", () -> ben.seqs(room).equals(List.of(1L)));
    ben.send(Client.command("chat.session", new JsonObject(), "nobody").put("headers", new JsonObject().put("Authorization", "Bearer " + "x".repeat(32))));
    assertEquals("unauthenticated", ben.frame("nobody").getString("code"));
    Client owner = server.newClient();
    elsewhere(new Change.Invite(room, OWNER, newId(), user(owner)), new Change.Post(room, OWNER, newId(), "unheard"));
    owner.send(register(room, 0, null));
    eventually("they are told", () -> owner.seqs(room).equals(List.of(1L, 2L, 3L)));
    assertEquals(List.of(1L), ben.seqs(room));
  }

  /** From the tail and from pages of the log: what becomes of earlier messages is a number and no more, and so the cursor is right at once. */
  @Test
  void whoSeesOnlyWhatIsSaidFromThenOnBeginsThere() {
    Client ben = server.newClient();
    Client cho = server.newClient();
    String room = privateRoom();
    elsewhere(new Change.Post(room, OWNER, newId(), "secret"));
    elsewhere(new Change.Settle(room, OWNER, newId(), Event.HISTORY, "joined"), new Change.Invite(room, OWNER, newId(), user(ben)),
        new Change.Edit(room, OWNER, newId(), 1, "secret, too"), new Change.Post(room, OWNER, newId(), 1, "answer"), new Change.Invite(room, OWNER, newId(), user(cho)));
    ben.send(register(room, 0, null));
    eventually("they are told", () -> ben.seqs(room).equals(List.of(3L, 4L, 5L, 6L)));
    assertEquals(List.of("invite", "hidden", "message", "invite"), types(ben, room));
    elsewhere(new Change.Leave(room, user(ben), newId()), new Change.Post(room, OWNER, newId(), "between"), new Change.Invite(room, OWNER, newId(), user(ben)),
        new Change.React(room, OWNER, newId(), 5, "👍", true));
    eventually("who comes again has lost what was before", () -> resets(ben, room) == 1);
    elsewhere(IntStream.range(0, 300).mapToObj(i -> i == 0 ? new Change.Delete(room, OWNER, newId(), 1) : new Change.Post(room, OWNER, newId(), "text")).toArray(Change[]::new));
    cho.send(register(room, 0, null));
    eventually("they are told", () -> cho.seqs(room).equals(LongStream.rangeClosed(6, 310).boxed().toList()));
    eventually("they are told", () -> ben.seqs(room).contains(310L));
    assertEquals(List.of(3L, 4L, 5L, 6L, 11L), ben.seqs(room).stream().filter(seq -> seq < 9 || seq == 11).toList());
    assertEquals("hidden", types(ben, room).get(ben.seqs(room).indexOf(11L)));
    assertEquals(List.of("invite", "leave", "message", "invite", "hidden", "hidden", "message"), types(cho, room).subList(0, 7));
    assertFalse((ben.frames() + "" + cho.frames()).contains("secret"));
    assertEquals(0, resets(cho, room));
  }

  /** They have heard what they may not know any more, and what follows would be no news of that. */
  @Test
  void whoHasHeardWhatWasBeforeBeginsAnew() {
    Client ben = server.newClient();
    String room = privateRoom();
    elsewhere(new Change.Post(room, OWNER, newId(), "one"), new Change.Post(room, OWNER, newId(), "two"), new Change.Settle(room, OWNER, newId(), Event.HISTORY, "joined"),
        new Change.Invite(room, OWNER, newId(), user(ben)), new Change.Post(room, OWNER, newId(), "five"));
    ben.send(register(room, 3, null));
    eventually("they are told", () -> ben.seqs(room).equals(List.of(4L, 5L)));
    assertEquals(0, resets(ben, room), "nothing of theirs is missing");
    ben.send(register(room, 2, null));
    eventually("they are told to begin anew", () -> resets(ben, room) == 1);
    elsewhere(new Change.Post(room, OWNER, newId(), "six"));
    eventually("and go on from where the room stands", () -> ben.seqs(room).equals(List.of(4L, 5L, 6L)));
  }

  private static long resets(Client client, String room) {
    return client.deliveries(room).stream().filter(body -> body.getBoolean("reset", false)).count();
  }

  private static List<String> types(Client client, String room) {
    return client.deliveries(room).stream().flatMap(body -> body.getJsonArray("events").stream()).map(event -> ((JsonObject) event).getString("type")).toList();
  }

  private static User user(Client client) {
    JsonObject user = client.frame("whoami").getJsonObject("body").getJsonObject("user");
    return new User(user.getString("id"), user.getString("name"));
  }

  private static String privateRoom() {
    String id = "r-" + newId();
    OneNode.await(node.store.signIn(OWNER, new byte[] {9}, ""));
    return OneNode.await(node.store.createRoom(id, id, "", RoomKind.PRIVATE, OWNER.id(), id)).orElseThrow().id();
  }

  /** At another node, and nothing of it comes by the bus. */
  private static void elsewhere(Change... changes) {
    OneNode.await(node.store.append(List.of(changes))).forEach(appended -> assertTrue(appended.event() != null, appended.toString()));
  }

  private static long refusals(Client client, String room) {
    return refusals(client, room, "room_not_found");
  }

  private static long refusals(Client client, String room, String code) {
    return client.frames("room." + room).stream().filter(frame -> code.equals(frame.getString("code"))).count();
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }
}
