package dochat.door;

import static dochat.support.Eventually.eventually;
import static dochat.support.Eventually.slowly;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatNode;
import dochat.support.Heap;
import dochat.support.Http;
import dochat.support.RawHttp;
import dochat.support.RawHttp.Answer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What polls cost: an idle one next to nothing, one that waits nothing after its end. */
class PollsIT {
  private static final String POLL = "/api/rooms/general/events?after=0";
  private static final int IDLE_POLLS = 500;

  private static ChatNode node;
  private static Http ann;

  private RawHttp connection;

  @BeforeAll
  static void start(@TempDir Path data) {
    node = ChatNode.start(data);
    ann = Http.guest(node, "Ann");
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @BeforeEach
  void connect() throws IOException {
    connection = new RawHttp(node);
  }

  @AfterEach
  void nothingStays() throws IOException {
    connection.close();
    eventually(() -> assertEquals(0, node.metrics().sessions()));
  }

  /** The next answer begins where a body would, so that there is none. The reads are those of the head check and of the memory of tokens. */
  @Test
  void idlePollsHaveNoBodyAskNoStoreAndShareAConnection() throws IOException {
    String tag = poll("").headers().get("etag");
    long beganNanos = System.nanoTime();
    double before = node.metrics().sum("dochat_store_reads_total");
    for (int i = 0; i < IDLE_POLLS; i++) {
      Answer idle = poll("If-None-Match: " + tag);
      assertEquals(304, idle.status());
      assertEquals(tag, idle.headers().get("etag"));
      assertFalse(idle.headers().containsKey("content-type"));
    }
    double reads = node.metrics().sum("dochat_store_reads_total") - before;
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - beganNanos);
    assertTrue(before > 0 && reads <= 4 * seconds + 8, reads + " reads in " + seconds + " s");
  }

  @Test
  void knowsATagThatAProxyMadeWeakAndOneOfSeveral() throws IOException {
    String tag = poll("").headers().get("etag");
    assertEquals(304, poll("If-None-Match: W/" + tag).status());
    assertEquals(304, poll("If-None-Match: \"other\", " + tag).status());
    assertEquals(200, poll("If-None-Match: \"other\"").status());
  }

  @Test
  void waitsNoLongerThanAskedAndNotAtAllForARefusal() throws IOException {
    for (String wait : List.of("61", "-1", "1.5", "x", "99999999999")) {
      connection.request("GET", POLL + "&wait=" + wait, ann.token());
      Answer refusal = connection.answer();
      assertEquals("400 bad_cursor", refusal.status() + " " + new JsonObject(refusal.body()).getString("code"), wait);
    }
    long beganNanos = System.nanoTime();
    assertEquals(200, connection.request("GET", POLL + "&wait=1", ann.token()).answer().status());
    assertTrue(System.nanoTime() - beganNanos >= TimeUnit.SECONDS.toNanos(1));
  }

  @Test
  void answersManyLongPollsOnOneConnection() throws IOException {
    String room = newRoom("many polls");
    for (int seq = 1; seq <= 5; seq++) {
      connection.request("GET", "/api/rooms/" + room + "/events?wait=60&after=" + (seq - 1), ann.token());
      eventually(() -> assertEquals(1, waiting()));
      post("/api/rooms/" + room + "/");
      assertEquals(seq, new JsonObject(connection.answer().body()).getJsonArray("events").getJsonObject(0).getInteger("seq"));
    }
  }

  /** Who asks again from an earlier cursor misses nothing of what comes meanwhile: it is answered at once, and the next time with all. */
  @Test
  void answersALongPollWhoseTagIsKnownAtOnceAndWithoutAHole() throws IOException {
    String path = "/api/rooms/" + newRoom("known tag") + "/";
    post(path);
    String poll = path + "events?wait=60&after=0";
    String tag = connection.request("GET", poll, ann.token()).answer().headers().get("etag");
    long beganNanos = System.nanoTime();
    assertEquals(304, connection.request("GET", poll, ann.token(), "If-None-Match: " + tag).answer().status());
    assertTrue(System.nanoTime() - beganNanos < TimeUnit.SECONDS.toNanos(50));
    post(path);
    Answer all = connection.request("GET", poll, ann.token(), "If-None-Match: " + tag).answer();
    assertEquals(List.of(1, 2), new JsonObject(all.body()).getJsonArray("events").stream()
        .map(event -> ((JsonObject) event).getInteger("seq")).toList());
  }

  @Test
  void leavesNothingBehindWhenTheClientOfALongPollGoesAway() throws IOException {
    leavesNothing(PollDoor.class.getName() + "$Waiting", "GET", POLL + "&wait=60", "");
  }

  @Test
  void leavesNothingBehindWhenTheClientOfAFeedGoesAway() throws IOException {
    String body = "{\"after\":{},\"wait\":60}";
    leavesNothing(FeedDoor.class.getName() + "$Gathering", "POST", "/api/feed", body);
  }

  /** Its connection stays open, as connections do. */
  @Test
  void leavesNothingBehindWhenTheServerFailsAFeed(@TempDir Path data) throws Exception {
    String body = "{\"after\":{\"general\":null},\"wait\":60}";
    try (ChatNode faulty = ChatNode.start(data); RawHttp client = new RawHttp(faulty)) {
      String token = Http.guest(faulty, "Ann").token();
      try (Connection store = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("dochat.db")); Statement change = store.createStatement()) {
        change.execute("ALTER TABLE event RENAME TO lost");
      }
      client.request("POST", "/api/feed", token, "Content-Type: application/json", "Content-Length: " + body.length()).write(body);
      assertEquals(500, client.answer().status());
      eventually(() -> assertEquals(0, faulty.metrics().sessions()));
    }
  }

  /** A node that does not know the token yet must ask the store; the client does not wait for that. */
  @Test
  void leavesNothingBehindWhenTheClientGoesBeforeItIsKnown() throws IOException {
    Heap before = node.heap();
    for (int i = 0; i < 20; i++) {
      String token = Http.guest(node, "Hasty").token();
      for (int j = 0; j < 10; j++) {
        try (RawHttp hasty = new RawHttp(node)) {
          hasty.request("GET", POLL + "&wait=60", token);
        }
      }
    }
    eventually(() -> assertEquals(0, node.metrics().sessions()));
    slowly(() -> assertTrue(node.heap().timers() <= before.timers()));
  }

  private static void leavesNothing(String type, String method, String path, String body) throws IOException {
    eventually(() -> assertEquals(0, node.metrics().sessions()));
    Heap before = node.heap();
    assertEquals(0, before.count(type));
    List<RawHttp> clients = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      RawHttp client = new RawHttp(node);
      client.request(method, path, ann.token(), "Content-Type: application/json", "Content-Length: " + body.length()).write(body);
      clients.add(client);
    }
    eventually(() -> assertEquals(20, waiting()));
    Heap during = node.heap();
    assertEquals(20, during.count(type));
    for (RawHttp client : clients) {
      client.close();
    }
    eventually(() -> assertEquals(0, waiting()));
    // One timer each, and none stays; a call of the store that was under way while they were counted has one, too.
    int calm = Math.min(before.timers(), during.timers() - clients.size());
    slowly(() -> {
      Heap after = node.heap();
      assertEquals(0, after.count(type));
      assertTrue(after.timers() <= calm, after.timers() + " timers, before " + before.timers() + ", meanwhile " + during.timers());
    });
  }

  private static String newRoom(String name) {
    return Http.json(ann.post("/api/rooms", new JsonObject().put("name", name))).getJsonObject("room").getString("id");
  }

  private static void post(String path) {
    ann.post(path + "messages", new JsonObject().put("id", "id-" + UUID.randomUUID()).put("text", "text"));
  }

  private Answer poll(String header) throws IOException {
    connection.request("GET", POLL, ann.token(), header.isEmpty() ? "X-None: 0" : header);
    return connection.answer();
  }

  private static int waiting() {
    return (int) node.metrics().sum("dochat_sessions", "transport=\"long-polling\"");
  }
}
