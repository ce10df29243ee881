package dochat.door;

import static dochat.support.Eventually.eventually;
import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.bus.Cluster;
import dochat.support.Balancer;
import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.Http;
import dochat.support.OnSharedNodes;
import dochat.support.RoomFeed;
import dochat.support.SharedNodes;
import dochat.support.SockJsHttpPipe;
import dochat.support.SockJsHttpPipe.Receiving;
import dochat.support.TestJvm;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.AsyncMap;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SockJS without WebSocket where each request of a session comes to another node. */
@OnSharedNodes
class SockJsAnywhereIT {
  /** More than SockJS streams in one answer (128 KiB), so that one stream follows another. */
  private static final int MESSAGES = 70;
  private static final String TEXT = "가".repeat(2_000);
  private static final int TRIES = 100;
  private static final int GO_AWAY = 3000;
  private static final String PING = "[\"{\\\"type\\\":\\\"ping\\\"}\"]";
  private static final List<Receiving> EVERY_KIND = List.of(Receiving.values());
  private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static List<ChatNode> nodes;
  private static Balancer balancer;

  @BeforeAll
  static void start() {
    nodes = SharedNodes.three();
    balancer = new Balancer(nodes);
  }

  @AfterAll
  static void stop() {
    balancer.close();
  }

  private final List<ChatClient> clients = new ArrayList<>();

  /** Nor does one send sessions to a home of a node that a test has ended. */
  @AfterEach
  void noNodeKeepsASession() {
    clients.forEach(ChatClient::close);
    eventually(() -> nodes.forEach(node -> assertEquals(nodes.size(), (int) node.metrics().sum("dochat_nodes"))));
    eventually(() -> assertEquals(0, nodes.stream().mapToInt(node -> node.metrics().sessions()).sum()));
  }

  @Test
  void bringsEveryMessageOnceAndInOrder() {
    ChatClient ann = guest(Receiving.XHR_STREAMING);
    String room = newRoom();
    List<RoomFeed> feeds = Stream.concat(Stream.of(ann), EVERY_KIND.stream().map(this::guest)).map(client -> client.register(room)).toList();
    List<CompletableFuture<JsonObject>> posts = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      posts.add(ann.posting(room, "id-" + i, TEXT));
    }
    posts.forEach(CompletableFuture::join);
    for (RoomFeed feed : feeds) {
      eventually(() -> assertEquals(upTo(MESSAGES), feed.numbers()));
      assertEquals(List.of(TEXT), feed.texts().stream().distinct().toList());
    }
  }

  @Test
  void tellsToGoAwayWhenTheHomeDiesAndResumes() {
    try (ChatNode dying = SharedNodes.another()) {
      String room = newRoom();
      Map<Receiving, ChatClient> before = EVERY_KIND.stream().collect(toMap(kind -> kind, kind -> guestAt(dying, kind)));
      List<RoomFeed> heard = before.values().stream().map(client -> client.register(room)).toList();
      ChatClient writer = ChatClient.guest(nodes.get(0), "Writer");
      clients.add(writer);
      post(writer, room, 1, 20);
      heard.forEach(feed -> eventually(() -> assertEquals(upTo(20), feed.numbers())));
      dying.kill();
      before.values().forEach(client -> assertEquals(GO_AWAY, client.closeCode()));
      post(writer, room, 21, 40);
      before.forEach((kind, client) -> {
        ChatClient after = patiently(() -> connect(kind, Map.of()).use(client.token()), "chat.session");
        RoomFeed resumed = after.register(room, 20, client.epoch());
        eventually(() -> assertEquals(LongStream.rangeClosed(21, 40).boxed().toList(), resumed.numbers()));
      });
    }
  }

  @Test
  void opensASessionOnceWhenTwoFirstRequestsMeet() {
    for (int i = 0; i < TRIES; i++) {
      String path = "/eventbus/000/" + UUID.randomUUID() + "/xhr_streaming";
      List<CompletableFuture<HttpResponse<InputStream>>> meeting = Stream.of(nodes.get(0), nodes.get(1))
          .map(node -> CLIENT.sendAsync(post(node.uri(path)).build(), BodyHandlers.ofInputStream())).toList();
      List<String> frames = meeting.stream().map(CompletableFuture::join).map(SockJsAnywhereIT::firstFrame).sorted().toList();
      assertEquals(List.of("c[2010,\"Another connection still open\"]", "o"), frames);
      meeting.forEach(answer -> close(answer.join().body()));
    }
  }

  @Test
  void answersASendToNoSessionWith404() {
    for (int i = 0; i < nodes.size(); i++) {
      assertEquals(404, status(post(URI.create(balancer.url() + "/eventbus/000/" + UUID.randomUUID() + "/xhr_send"))));
    }
  }

  /** What it would read instead is nothing that anybody has said. */
  @Test
  void refusesASendThatIsNotUtf8() {
    String session = "/eventbus/000/" + UUID.randomUUID();
    assertEquals("o\n", answer(post(nodes.get(0).uri(session + "/xhr"))).body());
    URI send = nodes.get(1).uri(session + "/xhr_send");
    assertEquals(400, status(HttpRequest.newBuilder(send).POST(BodyPublishers.ofString("[\"é\"]", StandardCharsets.ISO_8859_1))));
    assertEquals(204, status(HttpRequest.newBuilder(send).POST(BodyPublishers.ofString("[\"é\"]"))));
  }

  @ParameterizedTest
  @EnumSource(names = {"XHR", "XHR_STREAMING"})
  void knowsTheOwnerOfTheCookieWhateverNodeIsAsked(Receiving receiving) {
    String cookie = cookie();
    ChatClient ann = connect(receiving, Map.of("Origin", balancer.url(), "Cookie", cookie));
    assertEquals("Cookie", ann.ask("chat.session", new JsonObject()).getJsonObject("user").getString("name"));
    ChatClient nobody = connect(receiving, Map.of("Cookie", cookie));
    assertThrows(RuntimeException.class, () -> nobody.ask("chat.session", new JsonObject()));
  }

  /** The id stands in addresses, hence in logs. */
  @Test
  void isSpokenAndReadByNobodyWhoKnowsOnlyTheId() {
    String session = "/eventbus/000/" + UUID.randomUUID();
    String ann = "Bearer " + Http.guest(nodes.get(0), "Ann").token();
    String eve = "Bearer " + Http.guest(nodes.get(0), "Eve").token();
    assertEquals("o\n", answer(post(nodes.get(0).uri(session + "/xhr")).header("Authorization", ann)).body());
    assertEquals(404, status(ping(session)));
    assertEquals(404, status(ping(session).header("Authorization", eve)));
    assertEquals(204, status(ping(session).header("Authorization", ann)));
    assertEquals("o\n", answer(post(nodes.get(1).uri(session + "/xhr"))).body());
    assertEquals("o\n", answer(post(nodes.get(1).uri(session + "/xhr")).header("Authorization", eve)).body());
    String pongs = answer(post(nodes.get(1).uri(session + "/xhr")).header("Authorization", ann)).body();
    assertTrue(pongs.startsWith("a["), pongs);
  }

  /** A page's own GET does not, and says that it is one only where the page came over TLS or from this machine. */
  @Test
  void isOneSessionWhetherABrowserNamesItsOriginOrNot() {
    String session = "/eventbus/000/" + UUID.randomUUID();
    String cookie = cookie();
    HttpRequest.Builder get = HttpRequest.newBuilder(URI.create(balancer.url() + session + "/jsonp?c=callback")).header("Cookie", cookie);
    assertEquals("/**/callback(\"o\");\r\n", answer(get).body());
    assertEquals(204, status(HttpRequest.newBuilder(URI.create(balancer.url() + session + "/xhr_send"))
        .header("Cookie", cookie).header("Origin", balancer.url()).POST(BodyPublishers.ofString(PING))));
  }

  @Test
  void refusesAnotherOriginAtEveryNode() {
    for (ChatNode node : nodes) {
      String session = "/eventbus/000/" + UUID.randomUUID();
      assertEquals(200, status(post(node.uri(session + "/xhr"))));
      for (ChatNode other : nodes) {
        assertEquals(403, status(post(other.uri(session + "/xhr")).header("Origin", "http://elsewhere.example")));
        assertEquals(403, status(post(other.uri(session + "/xhr_send")).header("Origin", "http://elsewhere.example")));
      }
    }
  }

  @Test
  void letsNobodyButNodesIntoAHome() {
    for (JsonObject home : homes()) {
      String session = "/eventbus/000/" + UUID.randomUUID() + "/xhr";
      URI inside = URI.create("http://" + home.getString("host") + ":" + home.getInteger("port") + session);
      String secret = home.getString("secret");
      assertEquals(403, status(post(inside)));
      assertEquals(403, status(post(inside).header("Dochat-Secret", secret.substring(1))));
      assertEquals(200, status(post(inside).header("Dochat-Secret", secret)));
      URI outside = URI.create(balancer.url() + session);
      assertEquals(403, status(post(outside).header("Dochat-Secret", secret).header("Origin", "http://elsewhere.example")));
    }
  }

  /** What only members of the cluster know: a home for each event loop, at its own port. The ones of a killed node are forgotten in time. */
  private static List<JsonObject> homes() {
    String epoch = Http.json(Http.guest(nodes.get(0), "Member").get("/api/session")).getString("epoch");
    Vertx member = Cluster.join(epoch, TestJvm.clusterConfig(), null).await().vertx();
    try {
      AsyncMap<String, JsonObject> map = member.sharedData().<String, JsonObject>getClusterWideMap("dochat.homes").await();
      eventually(() -> assertTrue(map.values().await().stream().allMatch(SockJsAnywhereIT::listens)));
      List<JsonObject> homes = map.values().await();
      assertTrue(homes.size() >= nodes.size());
      assertEquals(homes.size(), homes.stream().map(home -> home.getInteger("port")).distinct().count());
      return homes;
    } finally {
      member.close().await();
    }
  }

  private static boolean listens(JsonObject home) {
    try (Socket socket = new Socket(home.getString("host"), home.getInteger("port"))) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** A guest whose session is at this node, although all requests come to others. */
  private ChatClient guestAt(ChatNode home, Receiving receiving) {
    int before = home.metrics().sessions();
    for (int i = 0; i < TRIES; i++) {
      ChatClient guest = guest(receiving);
      if (home.metrics().sessions() > before) {
        return guest;
      }
      guest.close();
    }
    throw new AssertionError("no session came to " + home.name());
  }

  /** Connects until it succeeds: as long as the dead node is in the others' list, they send new sessions away as well. */
  private static ChatClient patiently(Supplier<ChatClient> connection, String address) {
    AssertionError failure = new AssertionError("no new session within " + TRIES + " tries");
    for (int i = 0; i < TRIES; i++) {
      try {
        ChatClient client = connection.get();
        client.ask(address, new JsonObject());
        return client;
      } catch (IllegalStateException e) {
        failure.addSuppressed(e);
      }
    }
    throw failure;
  }

  private ChatClient guest(Receiving receiving) {
    ChatClient client = connect(receiving, Map.of());
    client.signIn("Guest");
    return client;
  }

  private ChatClient connect(Receiving receiving, Map<String, String> headers) {
    ChatClient client = ChatClient.over(new SockJsHttpPipe(balancer.port(), receiving, headers));
    clients.add(client);
    return client;
  }

  private static String newRoom() {
    Http creator = Http.guest(nodes.get(0), "Creator");
    return Http.json(creator.post("/api/rooms", new JsonObject().put("name", "Room " + UUID.randomUUID()))).getJsonObject("room").getString("id");
  }

  private static void post(ChatClient writer, String room, int from, int to) {
    for (int i = from; i <= to; i++) {
      writer.post(room, "id-" + i, "text " + i);
    }
  }

  private static String cookie() {
    HttpResponse<String> signedIn = answer(HttpRequest.newBuilder(URI.create(balancer.url() + "/api/session"))
        .header("Content-Type", "application/json").POST(BodyPublishers.ofString("{\"name\":\"Cookie\"}")));
    return signedIn.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
  }

  private static HttpRequest.Builder ping(String session) {
    return HttpRequest.newBuilder(nodes.get(1).uri(session + "/xhr_send")).POST(BodyPublishers.ofString(PING));
  }

  private static HttpRequest.Builder post(URI address) {
    return HttpRequest.newBuilder(address).POST(BodyPublishers.noBody());
  }

  private static int status(HttpRequest.Builder request) {
    return answer(request).statusCode();
  }

  private static HttpResponse<String> answer(HttpRequest.Builder request) {
    return CLIENT.sendAsync(request.build(), BodyHandlers.ofString()).join();
  }

  /** After the line of fillers with which a stream begins. */
  private static String firstFrame(HttpResponse<InputStream> answer) {
    try {
      BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body()));
      lines.readLine();
      return lines.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Long> upTo(int count) {
    return LongStream.rangeClosed(1, count).boxed().toList();
  }
}
