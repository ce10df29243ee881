package dochat.talk;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatNode;
import dochat.support.Http;
import dochat.support.OnSharedNodes;
import dochat.support.SharedNodes;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dochat talk} as a person and as a script use it, with real nodes. */
@OnSharedNodes
class TalkIT {
  private final List<Talking> talks = new ArrayList<>();
  private Http ann;
  private String room;

  @BeforeEach
  void room() {
    ann = Http.guest(node(), "Ann");
    room = Http.json(ann.post("/api/rooms", new JsonObject().put("name", "Room " + UUID.randomUUID()))).getJsonObject("room").getString("id");
  }

  @AfterEach
  void end() {
    talks.forEach(Talking::close);
  }

  @Test
  void postsTheLinesOfAPipeInTheirOrderAndSaysNothing() {
    Talking bot = piped("--node", Talking.at(node()), "--name", "bot", "--room", room);
    List<String> lines = IntStream.range(0, 30).mapToObj(i -> "줄 " + i + " 😀").toList(); // more than may be posted at once
    assertEquals(0, bot.type(String.join("\n", lines) + "\n\n  \n\u3164\u2065\nlast without a line break").end(), bot::err);
    assertEquals("", bot.out() + bot.err());
    assertEquals(List.of(), bot.files(), "it keeps no log");
    List<String> expected = new ArrayList<>(lines);
    expected.add("last without a line break");
    assertEquals(expected, texts());
    assertEquals("bot", events().get(0).getJsonObject("user").getString("name"));
  }

  @Test
  void stopsAtALineThatCannotBePosted() {
    Talking bot = piped("--node", Talking.at(node()), "--room", room);
    assertEquals(1, bot.type("one\n" + "x".repeat(4001) + "\nthree\n").end());
    assertEquals("dochat: Line 2 of standard input and what follows it were not posted: A message has at most 4,000 characters.\n", bot.err());
    assertEquals(List.of("one"), texts());
  }

  @Test
  void saysInOneSentenceThatThereIsNoSuchRoomOrNode() {
    Talking lost = piped("--node", Talking.at(node()), "--room", "no-such-room");
    assertEquals(1, lost.type("one\n").exitCode());
    assertEquals("dochat: --room must be the id or name of a room, but there is no room \"no-such-room\".\n", lost.err());
    Talking alone = piped("--node", "127.0.0.1:1");
    assertEquals(1, alone.exitCode());
    assertEquals("dochat: No node answers at 127.0.0.1:1; start one with ./dochat, or say where one is with --node.\n", alone.err());
    Talking wrong = piped("--node", "nonsense");
    assertEquals(2, wrong.exitCode());
    assertEquals("dochat: --node must be host:port, several separated by commas, but was \"nonsense\".\n", wrong.err());
  }

  @Test
  void showsTheNewestMessagesAndThenWhatComes() {
    for (int i = 1; i <= 15; i++) {
      post("early " + i + ".");
    }
    Talking mina = terminal("--node", Talking.at(node()), "--name", "Mina", "--room", room).shows("early 15.");
    assertTrue(mina.out().contains("early 1.") && mina.out().contains("Welcome to doChat."), mina::out);
    post("안녕하세요 민아");
    mina.shows("안녕하세요 민아").type("hello!! \\ \"Ann\r").shows("Mina");
    eventually(() -> assertTrue(texts().contains("hello!! \\ \"Ann")));
    mina.type("/who\r").shows(" here: ").type("/rooms\r").shows(room).type("/join no-such-room\r").shows("There is no room \"no-such-room\"");
    mina.type("/nonsense\r").shows("There is no command /nonsense").type("/help\r").shows("/join <room>");
    mina.type("/join gen\t\r").shows("# General").type("/quit\r");
    assertEquals(0, mina.exitCode());
  }

  @Test
  void saysHowManyMessagesAreUnreadAndReadsThem() {
    Talking mina = terminal("--node", Talking.at(node()), "--name", "Mina", "--room", room).shows("# Room").type("I am here\r").shows("I am here");
    mina.type("/join general\r").shows("# General");
    IntStream.rangeClosed(1, 3).forEach(i -> post("meanwhile " + i));
    mina.type("/rooms\r").shows("unread: 3").type("/join " + room + "\r").shows("Unread messages here: 3").shows("meanwhile 3");
    long last = events().get(events().size() - 1).getLong("seq");
    eventually(() -> assertTrue(ann.get("/api/rooms/" + room + "/messages/" + last + "/readers").body().contains("Mina")));
    post("said while she is there");
    mina.shows("said while she is there").type("/rooms\r");
    eventually(() -> assertTrue(ann.get("/api/rooms/" + room + "/messages/" + (last + 1) + "/readers").body().contains("Mina")));
  }

  @Test
  void changesMessagesAndShowsWhatBecomesOfThem() {
    post("from Ann");
    Talking mina = terminal("--node", Talking.at(node()), "--name", "Mina", "--room", room).shows("from Ann");
    mina.type("/edit nothing\r").shows("There is no such message here").type("/react 👍\r").shows("👍 to: from Ann").type("/react thumb\r").shows("A reaction is one emoji.");
    mina.type("mine\r");
    eventually("said, which is more than typed", () -> Pattern.compile("Mina[^\\r\\n]*mine").matcher(mina.out()).find());
    mina.type("/edit  ＠Ann, better\r").shows("edited: @Ann, better").type("/delete that one\r").shows("Nothing was done: /delete stands alone")
        .type("/delete\r").shows("deleted a message");
    eventually(() -> assertEquals(List.of("from Ann", "👍", "", "", ""), texts()));
    JsonObject first = events().get(0);
    ann.put("/api/rooms/" + room + "/messages/" + first.getLong("seq") + "/reactions/%F0%9F%8E%89");
    mina.shows("🎉 to: from Ann");
    ann.delete("/api/rooms/" + room + "/messages/" + first.getLong("seq"));
    eventually(() -> assertEquals(2, mina.out().split("deleted a message", -1).length - 1));
    mina.type("/reply\r").shows("What is the answer?").type("/reply so?\r");
    eventually(() -> assertEquals(2, mina.out().split("There is no such message here", -1).length - 1));
    post("anybody?");
    mina.shows("anybody?").type("/reply  here \r").shows("> anybody?");
    JsonObject reply = events().get(8);
    assertEquals(List.of(8L, 8L, "here"), List.of(reply.getLong("ref"), reply.getLong("thread"), reply.getString("text")));
    mina.type("/edit\r").shows("What is it to say?").type("/quit\r");
    assertEquals(0, mina.exitCode());
    Talking late = terminal("--node", Talking.at(node()), "--name", "Late", "--room", room).shows("deleted message").type("/quit\r");
    assertEquals(0, late.exitCode());
    assertFalse(late.out().contains("from Ann"), late::out);
  }

  @Test
  void settlesARoomAndKeepsMessagesAtHand() {
    String name = "Tea " + room.substring(5, 13);
    Talking mina = terminal("--node", Talking.at(node()), "--name", "Mina", "--room", room).shows("> ").type("tea?\r");
    eventually(() -> assertEquals(List.of("tea?"), texts()));
    mina.type("/topic Leaves\r").shows("Your role in this room").type("/pins\r").shows("keeps no message at hand").type("/rename\r").shows("What is its name to be?");
    String minas = "/api/rooms/" + room + "/members/" + events().get(0).getJsonObject("user").getString("id");
    assertEquals(200, ann.send(ann.request(minas).header("Content-Type", "application/json").PUT(BodyPublishers.ofString("{\"role\":\"owner\"}"))).statusCode());
    mina.type("/topic Leaves\r").shows("set the topic: Leaves").type("/rename " + name + "\r").shows("renamed the room: " + name).shows(name + "> ").type("/rename General\r").shows("A room of this name exists.");
    mina.type("/unfollow\r").shows("call you no longer, but by name").type("/follow\r").shows("Replies in this thread call you.").type("/pin\r").shows("pinned: tea?").type("/pins\r").shows("Mina: tea?").type("/unpin\r").shows("unpinned: tea?").type("/react 👍\r").shows("👍 to: tea?").type("/unreact 👍\r").shows("took 👍 back from: tea?").type("/archive\r").shows("archived the room").type("more\r").shows("it can be read only.");
    mina.type("/unarchive\r").shows("opened the room again").type("/mute\r").shows(name + " is muted").type("/unmute\r").shows("notifies you again").type("/quit\r");
    assertEquals(0, mina.exitCode());
  }

  @Test
  void talksInPrivateAndSaysWhoComes() {
    String name = "Zoë " + room;
    Http zoe = Http.guest(node(), name.substring(0, 20));
    String secret = Http.json(ann.post("/api/rooms", new JsonObject().put("name", "Secret").put("kind", "private"))).getJsonObject("room").getString("id");
    Talking mina = terminal("--node", Talking.at(node()), "--name", "Mina " + room.substring(5, 13), "--room", room).shows("> ");
    mina.type("/dm\r").shows("With whom?").type("/dm nobody at all\r").shows("There is nobody named").type("/join " + secret + "\r").shows("There is no room");
    mina.type("/dm " + Normalizer.normalize(name.substring(0, 20).toUpperCase(Locale.ROOT), Normalizer.Form.NFD) + "\r").type("only for you\r");
    eventually(() -> assertEquals(1, Http.json(zoe.get("/api/rooms")).getJsonArray("rooms").stream().map(JsonObject.class::cast)
        .filter(each -> "direct".equals(each.getString("kind")) && each.getInteger("unread") == 1).count()));
    mina.type("/invite " + name.substring(0, 20) + "\r").shows("Your role in this room, or the kind of the room").type("/status 🍚 noodles\r").shows("Your status: 🍚 noodles").type("/members\r").shows(name.substring(0, 20) + "  member").type("/who\r").shows(room.substring(5, 13) + " 🍚 noodles");
    String minas = Http.json(zoe.get("/api/people?search=Mina%20" + room.substring(5, 13))).getJsonArray("users").getJsonObject(0).getString("id");
    ann.post("/api/send", new JsonObject().put("address", "chat.invite")
        .put("body", new JsonObject().put("room", secret).put("user", minas).put("id", UUID.randomUUID().toString())));
    mina.type("/join " + secret + "\r").shows("added Mina").type("/invite " + name.substring(0, 20) + "\r").shows("added " + name.substring(0, 20));
    mina.type("/remove " + name.substring(0, 20) + "\r").shows("Your role in this room").type("/remove nobody\r").shows("There is nobody named \"nobody\"");
    ann.post("/api/send", new JsonObject().put("address", "chat.role")
        .put("body", new JsonObject().put("room", secret).put("user", minas).put("id", UUID.randomUUID().toString()).put("role", "moderator")));
    mina.shows("made Mina " + room.substring(5, 13) + ": moderator").type("/ban\r").shows("keeps somebody out").type("/ban " + name.substring(0, 20) + "\r").shows("banned " + name.substring(0, 20));
    mina.type("/invite " + name.substring(0, 20) + "\r").shows("This person is banned from this room.").type("/unban nobody\r").shows("There is nobody named \"nobody\"");
    mina.type("/unban " + name.substring(0, 20) + "\r").shows("lifted the ban on " + name.substring(0, 20));
    ann.delete("/api/rooms/" + secret + "/members/" + minas);
    mina.shows("Secret cannot be followed: There is no such room.");
    ann.post("/api/send", new JsonObject().put("address", "chat.invite")
        .put("body", new JsonObject().put("room", secret).put("user", minas).put("id", UUID.randomUUID().toString())));
    ann.post("/api/rooms/" + secret + "/messages", new JsonObject().put("id", "again").put("text", "are you back?"));
    mina.shows("are you back?").type("/reply yes\r").shows("> are you back?").type("/quit\r");
    assertEquals(0, mina.exitCode());
  }

  @Test
  void keepsTheLineThatIsBeingTyped() {
    Talking mina = terminal("--node", Talking.at(node()), "--name", "Mina", "--room", room).shows("> ");
    mina.type("first half, ").shows("first half");
    post("from Ann");
    mina.shows("from Ann").type("second half\r");
    eventually(() -> assertEquals(List.of("from Ann", "first half, second half"), texts()));
  }

  @Test
  void leavesWithControlD() {
    Talking mina = terminal("--node", Talking.at(node()), "--name", "Mina", "--room", room).shows("> ");
    assertEquals(0, mina.type("\u0004").exitCode());
  }

  /** A node may be anybody's. */
  @Test
  void letsNothingThatWasWrittenElsewhereControlTheTerminal() {
    String hostile = "\u001b]0;owned\u0007\u001b[2J\u009b5n\u001bP\r\u0008%{x%}";
    JsonObject event = new JsonObject().put("seq", 1).put("type", "message").put("id", "i").put("text", "text" + hostile + "end")
        .put("user", new JsonObject().put("id", "u").put("name", "Eve" + hostile)).put("at", "2026-01-31T09:30:00.123Z");
    List<String> types = List.of("message", "edit", "react", "unreact");
    List<JsonObject> events = types.stream().map(type -> event.copy().put("seq", 1 + types.indexOf(type)).put("type", type).put("ref", 1)).toList();
    JsonObject all = new JsonObject().put("name", "Chat" + hostile).put("rooms", List.of(new JsonObject().put("id", "general").put("name", "Room" + hostile)))
        .put("epoch", "e").put("events", events).put("count", 1).put("users", List.of(event.getJsonObject("user")));
    try (FakeNode eve = new FakeNode((frame, client) -> {
      if ("chat.session".equals(frame.getString("address"))) {
        client.welcome(frame, "t");
      } else if (frame.getString("replyAddress") != null && frame.getString("address").equals("chat.post")) {
        client.send(new JsonObject().put("type", "err").put("address", frame.getString("replyAddress")).put("code", "new" + hostile)
            .put("message", "refused" + hostile));
      } else if (frame.getString("replyAddress") != null) {
        client.reply(frame, all);
      }
    })) {
      Talking mina = terminal("--node", eve.address().toString(), "--name", "Mina").shows("end");
      mina.type("/who\r").shows("1 here").type("/rooms\r").shows("members").type("post\r").shows("Not sent").type("/quit\r");
      assertEquals(0, mina.exitCode());
      for (String sequence : List.of("\u001b]0;owned", "\u001b[2J", "\u009b", "\u001bP", "\u0007")) {
        assertFalse(mina.out().contains(sequence), mina::out);
      }
    }
  }

  private void post(String text) {
    assertEquals(201, ann.post("/api/rooms/" + room + "/messages", new JsonObject().put("id", UUID.randomUUID().toString()).put("text", text)).statusCode());
  }

  private List<JsonObject> events() {
    return ann.history(room, 0).getJsonArray("events").stream().map(JsonObject.class::cast).toList();
  }

  private List<String> texts() {
    return events().stream().map(event -> event.getString("text")).toList();
  }

  @Test
  void signsInWithAHandleAndAsksForThePasswordWithoutShowingIt(@TempDir Path folder) throws IOException {
    String handle = "ann-" + UUID.randomUUID().toString().substring(0, 8);
    assertEquals(201, ann.post("/api/accounts", new JsonObject().put("handle", handle).put("password", "correct horse")).statusCode());
    Talking talk = terminal("--node", Talking.at(node()), "--handle", handle, "--room", room).shows("Password of " + handle).type("correct horse\r")
        .shows("Connected to").type("it is me\r");
    eventually(() -> assertEquals(List.of("it is me"), texts()));
    assertFalse(talk.out().contains("correct horse"), talk::out);
    assertEquals("Ann", events().get(0).getJsonObject("user").getString("name"));

    Path wrong = Files.writeString(folder.resolve("password"), "wrong horse\n");
    Talking stranger = piped("--node", Talking.at(node()), "--handle", handle, "--password-file", wrong.toString());
    assertEquals(1, stranger.exitCode());
    assertEquals("dochat: The handle or the password is not right.\n", stranger.err());
  }

  private Talking terminal(String... options) {
    return kept(Talking.inATerminal(options));
  }

  private Talking piped(String... options) {
    return kept(Talking.inAPipe(options));
  }

  private Talking kept(Talking talk) {
    talks.add(talk);
    return talk;
  }

  private static ChatNode node() {
    return SharedNodes.first();
  }
}
