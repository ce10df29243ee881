package dochat.door;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatNode;
import dochat.support.Http;
import dochat.support.OnSharedNodes;
import dochat.support.SharedNodes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the TCP door does with bytes that no proper client sends, and with a client that does not read. Nobody else notices any of it. */
@OnSharedNodes
class TcpFramesIT {
  private static final int PATIENCE_MILLIS = 60_000;
  private static final int END = -1;

  private Socket socket;
  private DataInputStream in;
  private DataOutputStream out;
  private double faultsBefore;

  @BeforeEach
  void connect() throws IOException {
    faultsBefore = node().metrics().refusals("internal");
    socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(new InetSocketAddress("127.0.0.1", node().tcpPort()));
    in = new DataInputStream(socket.getInputStream());
    out = new DataOutputStream(socket.getOutputStream());
  }

  @AfterEach
  void nothingFailed() throws IOException {
    socket.close();
    assertEquals(faultsBefore, node().metrics().refusals("internal"));
  }

  @Test
  void refusesALengthThatNoFrameHasAndEndsTheConnection() throws IOException {
    for (int length : new int[] {Integer.MAX_VALUE, 65_537, -1, Integer.MIN_VALUE}) {
      connect();
      out.writeInt(length);
      out.write("{\"type\":\"ping\"}".getBytes(StandardCharsets.US_ASCII));
      assertEquals("frame_too_large", receive().getString("code"), "" + length);
      assertEquals(END, in.read(), "" + length);
      socket.close();
    }
  }

  @Test
  void putsFramesTogetherHoweverTheyAreCut() throws IOException {
    byte[] ping = "{\"type\":\"ping\"}".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 2; i++) {
      out.writeInt(ping.length);
      for (byte one : ping) {
        out.write(one);
        out.flush();
      }
    }
    assertEquals("pong", receive().getString("type"));
    assertEquals("pong", receive().getString("type"));
  }

  @Test
  void refusesWhatIsNoJsonObjectAndGoesOn() throws IOException {
    for (String text : new String[] {"", "[]", "null", "{", "GET / HTTP/1.1", "\u0000"}) {
      send(text.getBytes(StandardCharsets.UTF_8));
      assertEquals("bad_json", receive().getString("code"), text);
    }
    assertGoesOn();
  }

  @Test
  void refusesWhatIsNotUtf8AndGoesOn() throws IOException {
    for (byte[] bytes : new byte[][] {{(byte) 0xff}, {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, {'{', (byte) 0xc0, (byte) 0x80, '}'},
        "{\"type\":\"ping\",\"address\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1)}) {
      send(bytes);
      assertEquals("bad_json", receive().getString("code"));
    }
    assertGoesOn();
  }

  /** Whoever does not sign in within ten seconds is not waited for, in the middle of a frame or not. */
  @Test
  void endsAConnectionThatStopsWithinItsFirstFrame() throws IOException {
    out.writeInt(100);
    out.write('{');
    assertEquals(END, in.read());
  }

  @Test
  void losesNothingForAClientThatDoesNotReadForAWhileAndHoldsNobodyUp() throws IOException {
    String room = room();
    signIn();
    send(new JsonObject().put("type", "register").put("address", "room." + room));
    assertEquals(0, receive().getJsonObject("body").getLong("head"));
    String text = "가".repeat(4000);
    for (int writer = 0; writer < 20; writer++) {
      Http guest = Http.guest(node(), "Writer");
      for (int i = 0; i < 20; i++) {
        assertEquals(201, guest.post("/api/rooms/" + room + "/messages", new JsonObject().put("id", "i" + i).put("text", text)).statusCode());
      }
    }
    List<Long> numbers = new ArrayList<>();
    while (numbers.size() < 400) {
      JsonArray events = receive().getJsonObject("body").getJsonArray("events");
      events.forEach(event -> numbers.add(((JsonObject) event).getLong("seq")));
    }
    assertEquals(LongStream.rangeClosed(1, 400).boxed().toList(), numbers);
  }

  /** What is not read is not answered either: what a node holds for a client stays small. */
  @Test
  void readsNoFurtherFromAClientThatDoesNotReadItsAnswers() throws IOException {
    signIn();
    double before = node().metrics().sum("dochat_refusals_total");
    byte[] frame = ("{\"type\":\"send\",\"address\":\"nowhere\",\"replyAddress\":\"" + "r".repeat(250) + "\"}").getBytes(StandardCharsets.US_ASCII);
    Thread flood = new Thread(() -> {
      try {
        while (true) {
          send(frame);
        }
      } catch (IOException e) {
        // the test has ended
      }
    });
    flood.start();
    double[] last = {-1};
    eventually("no further answer", () -> {
      double now = node().metrics().sum("dochat_refusals_total");
      boolean stands = now == last[0] && now > before;
      last[0] = now;
      return stands;
    });
    assertTrue(flood.isAlive());
    socket.close();
  }

  private void assertGoesOn() throws IOException {
    send("{\"type\":\"ping\"}".getBytes(StandardCharsets.US_ASCII));
    assertEquals("pong", receive().getString("type"));
    signIn();
  }

  private void signIn() throws IOException {
    send(new JsonObject().put("type", "send").put("address", "chat.session").put("body", new JsonObject().put("name", "Raw")).put("replyAddress", "me"));
    JsonObject reply = receive();
    assertEquals("message", reply.getString("type"));
    assertEquals("me", reply.getString("address"));
  }

  private void send(JsonObject frame) throws IOException {
    send(frame.toBuffer().getBytes());
  }

  private void send(byte[] text) throws IOException {
    out.writeInt(text.length);
    out.write(text);
  }

  private JsonObject receive() throws IOException {
    byte[] text = new byte[in.readInt()];
    in.readFully(text);
    return new JsonObject(new String(text, StandardCharsets.UTF_8));
  }

  private static String room() {
    return Http.json(Http.guest(node(), "Creator").post("/api/rooms", new JsonObject().put("name", "Room " + UUID.randomUUID())))
        .getJsonObject("room").getString("id");
  }

  private static ChatNode node() {
    return SharedNodes.first();
  }
}
