package dochat.door;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.protocol.Address;
import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.Http;
import dochat.support.Refused;
import dochat.support.RoomCommands;
import dochat.support.RoomFeed;
import dochat.support.SharedNodes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every door does, whatever its transport: with a connection for both directions, or with requests. */
abstract class DoorContract extends Door {
  @Test
  void signsInAndTellsWhoIsWho() {
    ChatClient ann = connect(first());
    JsonObject signedIn = ann.signIn("  Ann ");
    assertEquals("Ann", signedIn.getJsonObject("user").getString("name"));
    assertServedBy(first(), signedIn.getString("node"));
    assertNotNull(signedIn.getString("token"));
    JsonObject asked = ann.ask("chat.session", new JsonObject());
    assertNull(asked.getString("token"));
    assertEquals(signedIn.getJsonObject("user"), asked.getJsonObject("user"));
    assertEquals(signedIn.getString("epoch"), asked.getString("epoch"));
    JsonObject elsewhere = connect(second()).use(ann.token()).ask("chat.session", new JsonObject());
    assertEquals(signedIn.getJsonObject("user"), elsewhere.getJsonObject("user"));
    assertServedBy(second(), elsewhere.getString("node"));
  }

  @Test
  void deliversEveryPostOnceAndInOrderAtBothNodes() {
    ChatClient ann = guest(first(), "Ann");
    ChatClient ben = guest(second(), "Ben");
    String room = newRoom();
    RoomFeed anns = ann.register(room);
    RoomFeed bens = ben.register(room);
    List<CompletableFuture<JsonObject>> posts = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      posts.add(ann.posting(room, "a" + i, "a\u0301 가나다 😀 \"quoted\" \\ </script> 100% %41\n" + i));
      posts.add(ben.posting(room, "b" + i, "text " + i));
    }
    posts.forEach(CompletableFuture::join);
    eventually(() -> assertEquals(LongStream.rangeClosed(1, 30).boxed().toList(), anns.numbers()));
    eventually(() -> assertEquals(anns.events(), bens.events()));
    List<String> own = anns.texts().stream().filter(text -> text.startsWith("text")).toList();
    assertEquals("text 0", own.get(0));
    assertEquals("text 14", own.get(14));
    assertTrue(anns.texts().contains("a\u0301 가나다 😀 \"quoted\" \\ </script> 100% %41\n7"));
  }

  @Test
  void deliversEveryChangeInOrderAtBothNodesAndNothingOfWhatWasDeletedToWhoComesThen() {
    ChatClient ann = guest(first(), "Ann");
    ChatClient ben = guest(second(), "Ben");
    Http bens = new Http(second(), ben.token());
    String room = newRoom();
    List<RoomFeed> feeds = List.of(ann.register(room), ben.register(room));
    ann.post(room, "a", "secret");
    ann.post(room, "b", "stays");
    JsonObject first = new JsonObject().put("room", room).put("seq", 1);
    assertEquals(3, ann.ask("chat.edit", first.copy().put("id", "c").put("text", "secret, too")).getLong("seq"));
    assertEquals(200, bens.put("/api/rooms/" + room + "/messages/1/reactions/%F0%9F%91%8D").statusCode());
    assertEquals(5, ann.ask("chat.react", first.copy().put("id", "d").put("emoji", "👩🏽‍❤️‍💋‍👨🏿").put("on", true)).getLong("seq"));
    assertEquals(200, bens.delete("/api/rooms/" + room + "/messages/1/reactions/%F0%9F%91%8D").statusCode());
    feeds.forEach(feed -> eventually(() -> assertEquals(List.of("secret", "stays", "secret, too", "👍", "👩🏽‍❤️‍💋‍👨🏿", "👍"), feed.texts())));
    assertEquals(7, ann.ask("chat.delete", first.copy().put("id", "e")).getLong("seq"));
    feeds.forEach(feed -> eventually(() -> assertEquals(List.of("message -", "message -", "edit 1", "react 1", "react 1", "unreact 1", "delete 1"),
        feed.events().stream().map(event -> event.getString("type") + " " + event.getValue("ref", "-")).toList())));

    whoIsAskedNextHasHeard(room, 7, ann);
    List<String> silent = List.of("", "stays", "", "👍", "👩🏽‍❤️‍💋‍👨🏿", "👍", "");
    for (ChatNode node : List.of(first(), second())) {
      ChatClient late = guest(node, "Late");
      RoomFeed feed = late.register(room, 0, late.epoch());
      eventually(() -> assertEquals(silent, feed.texts()));
      JsonObject page = late.ask("chat.messages", new JsonObject().put("room", room));
      assertEquals(List.of("", "stays"), page.getJsonArray("messages").stream().map(message -> ((JsonObject) message).getString("text")).toList());
      assertEquals("Ann", page.getJsonArray("messages").getJsonObject(0).getJsonObject("deleted").getJsonObject("user").getString("name"));
    }
  }

  /** Ben listens at the other node, so he is here; Cho has joined, and is not. */
  @Test
  void callsPeopleAtBothNodes() {
    ChatClient ann = guest(first(), "Ann");
    ChatClient ben = guest(second(), "Ben");
    ChatClient cho = guest(second(), "Cho");
    String room = newRoom();
    RoomFeed feed = ben.register(room);
    List.of(ben, cho).forEach(each -> each.ask("chat.join", new JsonObject().put("room", room)));
    SharedNodes.all().forEach(node -> knowsThatOneIsHere(node, room));
    JsonArray here = new JsonArray().add(new JsonObject().put("group", "here").put("from", 0).put("to", 5));
    long seq = ann.ask("chat.post", new JsonObject().put("room", room).put("id", "a").put("text", "@here").put("mentions", here)).getLong("seq");
    String chos = cho.ask("chat.session", new JsonObject()).getJsonObject("user").getString("id");
    JsonArray mention = new JsonArray().add(new JsonObject().put("user", chos).put("from", 3).put("to", 7));
    ann.ask("chat.edit", change(room, seq).put("text", "so @Cho").put("mentions", mention));
    ann.ask("chat.post", new JsonObject().put("room", room).put("id", "b").put("text", "@here").put("mentions", here));
    eventually(() -> assertEquals(List.of("here", "Cho", "here"), feed.events().stream().filter(event -> event.containsKey("mentions")).map(event -> event.getJsonArray("mentions").getJsonObject(0))
        .map(each -> each.getString("group", each.getJsonObject("user", new JsonObject()).getString("name"))).toList()));
    assertEquals(List.of(1, 1), List.of(mentions(ben, room), mentions(cho, room)));
    assertRefused("bad_request", () -> ann.ask("chat.post", new JsonObject().put("room", room).put("id", "c").put("text", "here").put("mentions", here)));
    JsonArray both = new JsonArray().add(here.getJsonObject(0).copy().put("user", chos));
    assertRefused("bad_request", () -> ann.ask("chat.post", new JsonObject().put("room", room).put("id", "d").put("text", "@here").put("mentions", both)));
  }

  /** The node that tells a client of something has heard of it; where the next request comes to another one, that is to have heard of it, too. */
  private void whoIsAskedNextHasHeard(String room, long seq, ChatClient member) {
    for (ChatNode node : asksAnyNode() ? SharedNodes.all() : List.<ChatNode>of()) {
      try (ChatClient watcher = ChatClient.connect(node).use(member.token())) {
        RoomFeed feed = watcher.register(room);
        eventually(() -> assertTrue(feed.head() >= seq));
      }
    }
  }

  /** A balancer may bring a request to any of them. */
  private static void knowsThatOneIsHere(ChatNode node, String room) {
    try (ChatClient watcher = ChatClient.guest(node, "watcher")) {
      eventually(() -> assertEquals(1, watcher.ask("chat.presence", new JsonObject().put("room", room)).getInteger("count")));
    }
  }

  private static int mentions(ChatClient person, String room) {
    return person.ask("chat.rooms", new JsonObject()).getJsonArray("rooms").stream().map(JsonObject.class::cast)
        .filter(each -> each.getString("id").equals(room)).findFirst().orElseThrow().getInteger("mentions");
  }

  @Test
  void refusesChangesThatCannotBe() {
    ChatClient ann = guest(first(), "Ann");
    ChatClient ben = guest(second(), "Ben");
    String room = newRoom();
    ann.post(room, "a", "Ann's");
    ann.post(room, "b", "gone");
    ann.ask("chat.delete", change(room, 2));
    assertEquals(new JsonObject(), ann.ask("chat.delete", change(room, 2)));
    for (String address : List.of("chat.edit", "chat.delete")) {
      assertRefused("not_author", () -> ben.ask(address, change(room, 1)));
    }
    for (String address : List.of("chat.edit", "chat.delete", "chat.react")) {
      assertRefused("message_not_found", () -> ann.ask(address, change(room, 9)));
      assertRefused("room_not_found", () -> ann.ask(address, change("nowhere", 1)));
      assertRefused("bad_cursor", () -> ann.ask(address, change(room, -1)));
    }
    assertRefused("message_not_found", () -> ann.ask("chat.edit", change(room, 2)));
    assertRefused("message_not_found", () -> ann.ask("chat.react", change(room, 2)));
    assertRefused("bad_emoji", () -> ben.ask("chat.react", change(room, 1).put("emoji", "<b>")));
    assertRefused("text_empty", () -> ann.ask("chat.edit", change(room, 1).put("text", " ")));
    assertEquals(3, new Http(first(), ann.token()).history(room, 0).getLong("head"));
  }

  /** Removed at one node while listening at the other, and told nothing of what was before that person came. For who was never in the room nothing of it is there, nor for who is banned, as for one that is not. */
  @Test
  void shutsOutWhoIsRemovedOrBannedAndWhoNeverCame() {
    ChatClient ann = guest(first(), "Ann");
    ChatClient ben = guest(second(), "Ben");
    ChatClient cho = guest(second(), "Cho");
    ChatClient eve = guest(second(), "Eve");
    String room = ann.ask("chat.create", new JsonObject().put("name", "Secret").put("kind", "private")).getJsonObject("room").getString("id");
    String bens = id(ben);
    assertRefused("room_not_found", () -> ben.post(room, "early", "not a member yet"));
    ann.post(room, "before", "before");
    ann.ask("chat.update", change(room, 0).put("history", "joined"));
    ann.ask("chat.invite", about(room, bens));
    RoomFeed feed = ben.register(room, 0, ann.ask("chat.session", new JsonObject()).getString("epoch"));
    ann.ask("chat.edit", change(room, 1));
    ann.post(room, "heard", "heard");
    assertEquals(6, ben.post(room, "said", "said"));
    eventually(() -> assertEquals(List.of("invite", "hidden", "message", "message"), feed.events().stream().map(event -> event.getString("type")).toList()));
    assertEquals(List.of(3L, 4L, 5L, 6L), feed.numbers());
    assertEquals(List.of("", "heard", "said"), ben.ask("chat.events", new JsonObject().put("room", room)).getJsonArray("events").stream().skip(1)
        .map(event -> ((JsonObject) event).getString("text")).toList());
    assertRefused("message_not_found", () -> ben.ask("chat.edits", change(room, 1)));
    ann.ask("chat.invite", about(room, id(cho)));
    RoomFeed chos = cho.register(room);
    ann.ask("chat.remove", about(room, bens));
    ann.ask("chat.ban", about(room, id(cho)));
    whoIsAskedNextHasHeard(room, ann.post(room, "unheard", "unheard"), ann);
    for (ChatClient other : List.of(ben, cho, eve)) {
      other.send(other.frame("register", "room." + room));
      eventually(() -> assertTrue(other.others().stream().anyMatch(frame -> ("room." + room).equals(frame.getString("address")) && "room_not_found".equals(frame.getString("code")))));
      RoomCommands.addresses().forEach(address -> assertEquals("room_not_found", answer(() -> other.ask(address, RoomCommands.body(room, bens))), address));
      assertFalse(other.ask("chat.rooms", new JsonObject()).encode().contains(room));
    }
    List.of(feed, chos).forEach(each -> assertFalse(each.texts().contains("unheard")));
    assertEquals(List.of(), eve.room(room).deliveries());
  }

  /** Banned at one node while listening at the other: of a public room, which says so, and tells of itself that it is there and that one is in it no more. It is open again when the ban is lifted. */
  @Test
  void shutsOutWhoIsBannedFromAPublicRoom() {
    ChatClient ann = guest(first(), "Ann");
    ChatClient ben = guest(second(), "Ben");
    String room = ann.ask("chat.create", new JsonObject().put("name", "Tea " + UUID.randomUUID())).getJsonObject("room").getString("id");
    String bens = id(ben);
    RoomFeed feed = ben.register(room);
    ben.post(room, "said", "said");
    eventually(() -> assertEquals(List.of("said"), feed.texts()));
    ann.ask("chat.ban", about(room, bens));
    long unheard = ann.post(room, "unheard", "unheard");
    eventually(() -> assertTrue(ben.others().stream().anyMatch(frame -> ("room." + room).equals(frame.getString("address")) && "banned".equals(frame.getString("code")))));
    whoIsAskedNextHasHeard(room, unheard, ann);
    List<String> telling = List.of(Address.ROOM, Address.LEAVE);
    String anns = id(ann);
    RoomCommands.addresses().stream().filter(address -> !telling.contains(address)).forEach(address -> assertEquals("banned", answer(() -> ben.ask(address, RoomCommands.body(room, anns))), address));
    telling.forEach(address -> {
      JsonObject seen = ben.ask(address, RoomCommands.body(room, anns)).getJsonObject("room");
      assertEquals(List.of(false, true), List.of(seen.getBoolean("joined"), seen.getBoolean("banned")));
    });
    assertEquals(List.of("said"), feed.texts());
    ann.ask("chat.unban", about(room, bens));
    RoomFeed again = ben.register(room, 1, ben.epoch());
    eventually(() -> assertEquals(List.of(2L, 3L, 4L), again.numbers().stream().filter(seq -> seq > 1).toList()));
  }

  /** Each command of who has never been in a public room, and then of who has left it, is answered as over HTTP, of which a table says how (AccessIT). */
  @Test
  void answersWhoIsNotInAPublicRoomAsHttpDoes() {
    List<String> placing = List.of(Address.JOIN, Address.LEAVE, Address.POST);
    List<String> others = RoomCommands.addresses().stream().filter(address -> !placing.contains(address)).toList();
    List<String> addresses = Stream.of(others, placing.subList(0, 2), others, placing).flatMap(List::stream).toList();
    ChatClient ann = guest(first(), "Ann");
    ChatClient eve = guest(second(), "Eve");
    Http fay = Http.guest(second(), "Fay");
    List<String> rooms = Stream.of("eve's", "fay's").map(name -> ann.ask("chat.create", new JsonObject().put("name", name + " " + UUID.randomUUID())).getJsonObject("room").getString("id")).toList();
    rooms.forEach(room -> ann.post(room, room, "first"));
    String anns = id(ann);
    for (String address : addresses) {
      HttpResponse<String> expected = fay.post("/api/send", new JsonObject().put("address", address).put("body", RoomCommands.body(rooms.get(1), anns)));
      assertEquals(expected.statusCode() / 100 == 2 ? "done" : Http.json(expected).getString("code"), answer(() -> eve.ask(address, RoomCommands.body(rooms.get(0), anns))), address);
    }
  }

  private static String answer(Runnable ask) {
    try {
      ask.run();
      return "done";
    } catch (Refused refused) {
      return refused.code();
    }
  }

  private static String id(ChatClient person) {
    return person.ask("chat.session", new JsonObject()).getJsonObject("user").getString("id");
  }

  /** What all changes have that are about a person. */
  private static JsonObject about(String room, String user) {
    return new JsonObject().put("room", room).put("user", user).put("id", UUID.randomUUID().toString());
  }

  @Test
  void answersTheSameIdAgainWithTheFirstNumber() {
    ChatClient ann = guest(first(), "Ann");
    String room = newRoom();
    JsonObject post = new JsonObject().put("room", room).put("id", "same").put("text", "once");
    JsonObject first = ann.ask("chat.post", post);
    assertEquals(first, ann.ask("chat.post", post.put("text", "twice")));
    assertEquals(first, connect(second()).use(ann.token()).ask("chat.post", post));
    assertEquals(1, new Http(first(), ann.token()).history(room, 0).getLong("head"));
  }

  @Test
  void resumesAtAnotherNodeWithoutLossOrDoubles() {
    ChatClient writer = guest(second(), "Writer");
    String room = newRoom();
    ChatClient reader = guest(first(), "Reader");
    RoomFeed before = reader.register(room);
    postTo(room, writer, 0, 5);
    eventually(() -> assertEquals(List.of(1L, 2L, 3L, 4L, 5L), before.numbers()));
    reader.close();
    postTo(room, writer, 5, 10);
    RoomFeed after = connect(second()).use(reader.token()).register(room, 5, reader.epoch());
    postTo(room, writer, 10, 12);
    eventually(() -> assertEquals(LongStream.rangeClosed(6, 12).boxed().toList(), after.numbers()));
    assertEquals(0, after.resets());
  }

  /** More than fits into one delivery, and more than the nodes keep in memory. */
  @Test
  void catchesUpFromFarBehindWithoutAHole() {
    ChatClient ann = guest(second(), "Ann");
    RoomFeed feed = ann.register(LongRoom.id(), 0, ann.epoch());
    eventually(() -> assertEquals(LongStream.rangeClosed(1, LongRoom.EVENTS).boxed().toList(), feed.numbers()));
    assertTrue(feed.deliveries().size() > 1);
  }

  /** A cursor may be further than the node knows: the acknowledgement was quicker than the bus. */
  @Test
  void deliversNothingAgainToWhoIsFurtherThanTheNode() {
    ChatClient ann = guest(first(), "Ann");
    ChatClient ben = guest(second(), "Ben");
    String room = newRoom();
    RoomFeed feed = ben.register(room);
    for (int i = 0; i < 10; i++) {
      ben.send(ben.frame("unregister", "room." + room));
      ben.ask("chat.session", new JsonObject());
      ben.register(room, ann.post(room, "seen-" + i, "seen"), ben.epoch());
    }
    ann.post(room, "new", "new");
    eventually(() -> assertEquals(List.of("new"), feed.texts()));
  }

  @Test
  void startsAgainFromTheHeadWhenTheCursorIsNotOfThisStore() {
    ChatClient ann = guest(first(), "Ann");
    String room = newRoom();
    ann.post(room, "one", "there before");
    RoomFeed feed = ann.register(room, 2, ann.epoch());
    assertEquals(1, feed.resets());
    assertEquals(1, feed.head());
    ann.register(room, 1, "another-epoch");
    eventually(() -> assertEquals(2, feed.resets()));
    assertEquals(List.of(), feed.numbers());
    ann.post(room, "two", "live again");
    eventually(() -> assertEquals(List.of(2L), feed.numbers()));
    ann.register(room, 0, ann.epoch());
    eventually(() -> assertEquals(List.of(2L, 1L, 2L), feed.numbers()));
    assertEquals(2, feed.resets());
  }

  @Test
  void listensNoLongerAfterUnregister() {
    ChatClient ann = guest(first(), "Ann");
    String room = newRoom();
    RoomFeed feed = ann.register(room);
    ann.send(ann.frame("unregister", "room." + room));
    long unheard = ann.post(room, "unheard", "unheard");
    ann.register(room, unheard, ann.epoch());
    ann.post(room, "heard", "heard");
    eventually(() -> assertEquals(List.of("heard"), feed.texts()));
  }

  @Test
  void remembersReadMarksAndMembership() {
    ChatClient ann = guest(first(), "Ann");
    String room = newRoom();
    postTo(room, ann, 0, 3);
    assertEquals(2, ann.ask("chat.read", new JsonObject().put("room", room).put("seq", 2)).getLong("seq"));
    assertEquals(2, ann.ask("chat.read", new JsonObject().put("room", room).put("seq", 1)).getLong("seq"));
    JsonObject joined = ann.ask("chat.join", new JsonObject().put("room", room)).getJsonObject("room");
    assertEquals(List.of(3, 2, true, 2),
        List.of(joined.getInteger("head"), joined.getInteger("members"), joined.getBoolean("joined"), joined.getInteger("read")));
    JsonObject left = ann.ask("chat.leave", new JsonObject().put("room", room)).getJsonObject("room");
    assertEquals(1, left.getInteger("members"));
    assertFalse(left.getBoolean("joined"));
  }

  /** Each once, under a number of its own, to whoever listens at whichever node. */
  @Test
  void tellsWhoJoinsAndLeaves() {
    ChatClient ann = guest(first(), "Ann");
    ChatClient ben = guest(second(), "Ben");
    String room = newRoom();
    RoomFeed feed = ben.register(room);
    List<String> done = List.of("chat.join in", "chat.join in", "chat.join other", "chat.leave out", "chat.leave out", "chat.join in", "chat.join again");
    List<Boolean> isIn = done.stream().map(each -> each.split(" ")).map(each -> ann.ask(each[0], new JsonObject().put("room", room).put("id", each[1])).getJsonObject("room").getBoolean("joined")).toList();
    assertEquals(List.of(true, true, true, false, false, false, true), isIn);
    eventually(() -> assertEquals(List.of("1 join in member", "2 leave out ", "3 join again member"),
        feed.events().stream().map(event -> event.getLong("seq") + " " + event.getString("type") + " " + event.getString("id") + " " + event.getString("text")).toList()));
    assertEquals(List.of(0, 0), List.of(unread(ann, room), unread(ben, room)));
    assertEquals(List.of("join", "leave", "join"), ben.ask("chat.messages", new JsonObject().put("room", room)).getJsonArray("notes").stream()
        .map(note -> ((JsonObject) note).getString("type")).toList());
  }

  private static int unread(ChatClient person, String room) {
    return person.ask("chat.room", new JsonObject().put("room", room)).getJsonObject("room").getInteger("unread");
  }

  @Test
  void pagesThroughHistory() {
    ChatClient ann = guest(first(), "Ann");
    String room = newRoom();
    postTo(room, ann, 0, 6);
    assertEquals(List.of(2, 3), page(ann, new JsonObject().put("room", room).put("after", 1).put("limit", 2)));
    assertEquals(List.of(3, 4), page(ann, new JsonObject().put("room", room).put("before", 5).put("limit", 2)));
    assertEquals(List.of(5, 6), page(ann, new JsonObject().put("room", room).put("limit", 2)));
    assertEquals(List.of(3, 4), page(ann, new JsonObject().put("room", room).put("after", 2).put("before", 5)));
    assertEquals(List.of(1, 2, 3, 4, 5, 6), page(ann, new JsonObject().put("room", room)));
  }

  @Test
  void endsWithTheSignOutAtAnotherNode() {
    ChatClient ann = guest(first(), "Ann");
    RoomFeed feed = ann.register(newRoom());
    if (isAnsweredByPresence()) {
      eventually(() -> assertEquals(List.of("Ann"), feed.here(), "the last news that there is"));
    }
    int open = staysOpen() ? 1 : 0;
    eventually(() -> assertEquals(open, counts().sessions()));
    double before = closes("signed_out");
    assertEquals(204, new Http(second(), ann.token()).delete("/api/session").statusCode());
    assertEquals(closeCode(4003), ann.closeCode());
    int least = staysOpen() ? 1 : 0; // a request that is just being answered may be the one
    int most = asksAnyNode() ? SharedNodes.all().size() : 1; // what is asked anew may come to a node that has not heard of it
    eventually(() -> {
      double ends = closes("signed_out") - before;
      assertTrue(least <= ends && ends <= most, ends + " ends");
    });
    if (asksAnyNode()) {
      SharedNodes.all().forEach(node -> eventually(() -> assertEquals(401, new Http(node, ann.token()).get("/api/session").statusCode())));
    }
    ChatClient again = connect(first()).use(ann.token());
    assertRefused("unauthenticated", () -> again.ask("chat.session", new JsonObject()));
  }

  private void assertServedBy(ChatNode asked, String node) {
    List<ChatNode> candidates = isServedWhereItAsks() ? List.of(asked) : SharedNodes.all();
    assertTrue(candidates.stream().anyMatch(candidate -> candidate.name().equals(node)), node);
  }

  private static void postTo(String room, ChatClient writer, int from, int to) {
    for (int i = from; i < to; i++) {
      writer.post(room, room + i, "text " + i);
    }
  }

  private static List<Integer> page(ChatClient client, JsonObject body) {
    JsonObject page = client.ask("chat.events", body);
    assertEquals(6, page.getLong("head"));
    return page.getJsonArray("events").stream().map(event -> ((JsonObject) event).getInteger("seq")).toList();
  }
}
