package dochat.metrics;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.Http;
import dochat.support.Pipe;
import dochat.support.RawHttp;
import dochat.support.SockJsHttpPipe;
import dochat.support.SockJsHttpPipe.Receiving;
import dochat.support.SockJsWebSocketPipe;
import dochat.support.TcpPipe;
import dochat.support.WebSocketPipe;
import io.vertx.core.json.JsonObject;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose log is collected: each line is a JSON object, whatever people write, and nothing that they write is in it. */
class LogIT {
  private static final String SECRET = "what nobody else is to read";
  /** What ends lines, texts and colours, and might begin a line of its own. */
  private static final String HOSTILE = SECRET + "\r\n\"}{\"level\":\"ERROR\",\"x\":\"\\\" \u001b[31;1m\u001b]0;title\u0007 \u2028\u0085\u0000 %msg ${env:PATH} 한글 \ud83d\ude00";
  private static final String LONG = SECRET + "\n\"".repeat(5_000);
  private static final List<String> TEXTS = List.of(SECRET, HOSTILE, LONG);
  private static final Set<String> FIELDS = Set.of("timestamp", "level", "threadName", "loggerName", "formattedMessage", "throwable");

  @TempDir
  Path folder;

  private final List<String> tokens = new CopyOnWriteArrayList<>();

  @Test
  void everyLineIsOneObjectWithNothingThatSomebodyWrote() throws IOException {
    // What belongs to the node itself may be as hostile, and is in the log.
    Path data = folder.resolve("da\"ta\n\u001b[31m{}'한글");
    ChatNode node = ChatNode.start(data, "--log", "json");
    for (Pipe pipe : doors(node)) {
      speak(ChatClient.over(pipe), pipe.getClass().getSimpleName());
    }
    for (String text : TEXTS) {
      http(node, text);
    }
    bytes(node);
    double refusals = node.metrics().sum("dochat_refusals_total");
    assertTrue(refusals > 50, "it was understood: " + refusals);
    assertEquals(0, node.stop());

    List<JsonObject> lines = node.errors().lines().map(JsonObject::new).toList();
    lines.forEach(line -> assertTrue(FIELDS.containsAll(line.fieldNames()), line::encode));
    assertTrue(lines.stream().anyMatch(line -> line.getString("formattedMessage").startsWith("node serves node=" + node.name()) && line.getString("level").equals("INFO")
        && line.getString("formattedMessage").contains(data.toString()) && line.getString("formattedMessage").contains(" sockets=" + sockets() + " ")), node.errors());
    assertTrue(lines.get(lines.size() - 1).getLong("timestamp") > 0);
    assertTrue(lines.stream().anyMatch(line -> line.getString("formattedMessage").startsWith("node stops")), "what was said last is there");
    Stream.concat(Stream.of(SECRET, SECRET.replace(' ', '+'), SECRET.replace(' ', '-'), SECRET.replace(" ", "%20")), tokens.stream())
        .forEach(secret -> assertFalse(node.errors().contains(secret), () -> secret + " is in " + node.errors()));
    assertFalse(Files.exists(data.resolve("logs")), "no files");
  }

  /** There are libraries for the two kinds of processors on which the build runs. */
  private static String sockets() {
    return System.getProperty("os.name").equals("Linux") ? "epoll" : "nio";
  }

  /** All but HTTP, which comes below. */
  private static List<Pipe> doors(ChatNode node) {
    List<Pipe> doors = new ArrayList<>(List.of(new WebSocketPipe(node, "/eventbus/websocket", Map.of()), new SockJsWebSocketPipe(node, Map.of()), new TcpPipe(node)));
    Arrays.stream(Receiving.values()).map(receiving -> new SockJsHttpPipe(node, receiving, Map.of())).forEach(doors::add);
    return doors;
  }

  /** Says the same in every place of a frame where a text can be. */
  private void speak(ChatClient client, String door) {
    client.signIn("Ann");
    tokens.add(client.token());
    client.use(client.token());
    client.register("general");
    for (String text : TEXTS) {
      client.request("chat.session", new JsonObject().put("name", text)).thenAccept(session -> tokens.add(session.getString("token", client.token())));
      client.request("chat.create", new JsonObject().put("name", text).put("topic", text));
      client.request("chat.post", new JsonObject().put("room", "general").put("id", "id").put("text", text));
      client.request("chat.post", new JsonObject().put("room", text).put("id", text).put("text", 7));
      client.request("chat.history", new JsonObject().put("room", text).put("after", text));
      client.request(text, new JsonObject().put(text, text));
    }
    CompletableFuture<JsonObject> last = client.request("chat.rooms", new JsonObject());
    eventually(door + " has heard all that was said before", last::isDone);
    client.close();
  }

  private void http(ChatNode node, String text) throws IOException {
    Http ann = Http.guest(node, "Ann");
    tokens.add(ann.token());
    ann.post("/api/send", "{" + text);
    ann.post("/api/session", new JsonObject().put("name", text));
    ann.post("/api/rooms", new JsonObject().put("name", text).put("id", text));
    ann.post("/api/feed", new JsonObject().put("after", new JsonObject().put(text, text)).put("epoch", text));
    String encoded = text.length() > 1_000 ? SECRET.replace(' ', '+') : URLEncoder.encode(text, StandardCharsets.UTF_8);
    for (String path : List.of("/" + encoded, "/api/rooms/" + encoded + "/events?after=" + encoded, "/eventbus/" + encoded + "/" + encoded + "/xhr", "/api/session?token=" + encoded)) {
      ann.get(path);
    }
    new Http(node, SECRET.replace(' ', '-')).get("/api/rooms");
  }

  /** What no client sends. */
  private static void bytes(ChatNode node) throws IOException {
    ChatClient endless = ChatClient.connect(node);
    endless.send(SECRET.repeat(4_000));
    endless.closeCode();
    for (String start : List.of(SECRET, "GET /" + SECRET + " HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: " + SECRET + "\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n" + SECRET + "\u0000\u001b[31m: x\r\n\r\n", "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + SECRET + "\u001b\u0007\r\n\r\n",
        "POST /api/send HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " + SECRET + "\r\n\r\n",
        "POST /api/send HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n" + SECRET + "\r\n")) {
      try (RawHttp raw = new RawHttp(node)) {
        raw.write(start + "\r\n\r\n").read();
      }
    }
    try (Socket socket = new Socket("127.0.0.1", node.tcpPort())) {
      byte[] frame = (SECRET + "\u0000\u001b[31m\n\ufffe").getBytes(StandardCharsets.UTF_16);
      new DataOutputStream(socket.getOutputStream()).writeInt(frame.length);
      socket.getOutputStream().write(frame);
      socket.getOutputStream().write(SECRET.getBytes(StandardCharsets.US_ASCII));
      eventually("it answers or ends", () -> socket.getInputStream().read() != 0);
    }
  }
}
