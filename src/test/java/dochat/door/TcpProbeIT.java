package dochat.door;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.Http;
import dochat.support.OnSharedNodes;
import dochat.support.SharedNodes;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The lab's talk through the TCP door. */
@OnSharedNodes
@Timeout(60)
class TcpProbeIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Http mina;
  private String room;

  @BeforeEach
  void openARoom() {
    eventually("no probe is left of before", () -> tcpSessions() == 0);
    mina = Http.guest(SharedNodes.first(), "Mina");
    room = Http.json(mina.post("/api/lab/room", "")).getJsonObject("room").getString("id");
  }

  @Test
  void saysSomethingAfterEverySoManyMessagesAndTellsWhatItCost() throws Exception {
    try (Stream<String> stream = probe(room, 2)) {
      Iterator<String> lines = stream.iterator();
      JsonObject sum = new JsonObject();
      untilAtLeast(lines, sum, "down", 1);
      for (int i = 0; i < 4; i++) {
        mina.post("/api/rooms/" + room + "/messages", new JsonObject().put("id", UUID.randomUUID().toString()).put("text", "eins"));
      }
      untilAtLeast(lines, sum, "delivered", 6);
      assertEquals(2, sum.getInteger("posted"));
      assertEquals(2, sum.getInteger("latencies"));
      assertEquals(0, sum.getInteger("refused"));
      assertTrue(sum.getInteger("up") > 100 && sum.getInteger("down") > 600, sum.encode());
    }
  }

  @Test
  void endsWithItsClient() throws Exception {
    Stream<String> stream = probe(room, 2);
    eventually("it is connected", () -> tcpSessions() == 1);
    stream.close();
    eventually("it has gone", () -> tcpSessions() == 0);
  }

  @Test
  void endsWhenItsUserBeginsAnotherOne() throws Exception {
    Stream<String> earlier = probe(room, 2);
    Stream<String> later = probe(room, 2);
    assertTrue(earlier.count() >= 1, "the earlier stream has an end");
    eventually("one is left", () -> tcpSessions() == 1);
    later.close();
  }

  @Test
  void saysWhyItCannotTalk() throws Exception {
    try (Stream<String> stream = probe("nowhere", 2)) {
      assertTrue(stream.anyMatch(line -> line.contains("room_not_found")));
    }
    for (String body : new String[] {"{}", "{\"room\":\"general\"}", "{\"room\":\"general\",\"every\":1}", "{\"room\":\"general\",\"every\":\"two\"}"}) {
      assertEquals(400, mina.post("/api/lab/tcp", body).statusCode(), body);
    }
    assertEquals(401, new Http(SharedNodes.first()).post("/api/lab/tcp", "{\"room\":\"general\",\"every\":2}").statusCode());
  }

  @Test
  void tellsHowLargeTheHeadOfARequestWas() {
    int small = Http.json(mina.get("/api/lab/head")).getInteger("bytes");
    int large = Http.json(mina.send(mina.request("/api/lab/head").header("X-More", "12345").GET())).getInteger("bytes");
    assertEquals("X-More: 12345\r\n".length(), large - small);
    assertFalse(small < "GET /api/lab/head HTTP/1.1\r\n\r\n".length());
  }

  private Stream<String> probe(String where, int every) throws IOException, InterruptedException {
    String body = new JsonObject().put("room", where).put("every", every).encode();
    return CLIENT.send(mina.request("/api/lab/tcp").header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofLines()).body();
  }

  private static void untilAtLeast(Iterator<String> lines, JsonObject sum, String field, int least) {
    while (sum.getInteger(field, 0) < least) {
      JsonObject report = new JsonObject(lines.next());
      report.put("latencies", report.getJsonArray("latencies").size());
      report.forEach(each -> sum.put(each.getKey(), sum.getInteger(each.getKey(), 0) + (Integer) each.getValue()));
    }
  }

  private static double tcpSessions() {
    return SharedNodes.first().metrics().sum("dochat_sessions", "transport=\"tcp\"");
  }
}
