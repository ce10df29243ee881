package dochat.door;

import static dochat.support.Eventually.eventually;
import static dochat.support.Eventually.within;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Change;
import dochat.model.Event;
import dochat.model.RoomKind;
import dochat.model.User;
import dochat.security.OwnerLink;
import dochat.store.Store;
import dochat.store.StoreArchive;
import dochat.store.StoreConfig;
import dochat.support.ChatClient;
import dochat.support.Http;
import dochat.support.Pipe;
import dochat.support.FeedPipe;
import dochat.support.OnSharedNodes;
import dochat.support.RoomFeed;
import dochat.support.RoomPipe;
import dochat.support.SharedNodes;
import dochat.support.SockJsHttpPipe;
import dochat.support.SockJsWebSocketPipe;
import dochat.support.TcpPipe;
import dochat.support.WebSocketPipe;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A session that was ended somewhere ends at every door of every node, whether the bus says so or not. */
@OnSharedNodes
@Timeout(60)
class SessionEndsIT {
  /** What is promised: half of it is between two looks, and the rest is for a busy machine. */
  private static final long WITHIN_MILLIS = 1_000;

  /** A program that is in no cluster ends them in the store alone. */
  @Test
  void everyDoorEndsWithItsSessionThoughTheBusIsSilent() {
    Vertx vertx = Vertx.vertx();
    try {
      Store store = Store.open(vertx, new StoreConfig(SharedNodes.data(), null)).await();
      within(WITHIN_MILLIS, () -> allEnd(minji -> store.registry().endOthers(minji, new byte[0]).await().size()));
      String owner = user(owner()).id();
      within(WITHIN_MILLIS, () -> allEnd(ben -> store.administration().activate(owner, ben, false).await().size()));
      store.close().await();
    } finally {
      vertx.close().await();
    }
  }

  /** How long it takes until all has ended by which somebody listens who has one session, in milliseconds. */
  private static long allEnd(ToIntFunction<String> end) {
    Http person = Http.guest(SharedNodes.first(), "Minji");
    String user = user(person).id();
    List<ChatClient> clients = pipes().map(pipe -> listening(pipe, person.token())).toList();
    try {
      long start = System.nanoTime();
      assertEquals(1, end.applyAsInt(user));
      clients.forEach(ChatClient::closeCode);
      return (System.nanoTime() - start) / 1_000_000;
    } finally {
      clients.forEach(ChatClient::close);
    }
  }

  /** Removed or banned in the store alone. What listens, streams or is parked is told so, and what is said afterwards comes to none of them. */
  @Test
  void everyDoorShutsOutWhoIsRemovedOrBannedThoughTheBusIsSilent() {
    Vertx vertx = Vertx.vertx();
    List<ChatClient> clients = List.of();
    try {
      Store store = Store.open(vertx, new StoreConfig(SharedNodes.data(), null)).await();
      User owner = user(Http.guest(SharedNodes.first(), "Owner"));
      Http person = Http.guest(SharedNodes.first(), "Minji");
      User minji = user(person);
      clients = pipes().map(pipe -> ChatClient.over(pipe).use(person.token())).toList();
      List<ChatClient> all = clients;
      within(WITHIN_MILLIS, () -> shutOut(all, store, new Change.Remove(newRoom(store, owner, RoomKind.PRIVATE, minji), owner, newId(), minji), "room_not_found"));
      within(WITHIN_MILLIS, () -> shutOut(all, store, new Change.Ban(newRoom(store, owner, RoomKind.PRIVATE, minji), owner, newId(), minji, true), "room_not_found"));
      within(WITHIN_MILLIS, () -> shutOut(all, store, new Change.Ban(newRoom(store, owner, RoomKind.PUBLIC, minji), owner, newId(), minji, true), "banned"));
      store.close().await();
    } finally {
      clients.forEach(ChatClient::close);
      vertx.close().await();
    }
  }

  /** Archived in the store alone: what listens, streams or is parked ends with the event, and who asks anew hears what is still done there. */
  @Test
  void everyDoorEndsWhatListensToARoomThatIsArchivedThoughTheBusIsSilent() {
    Vertx vertx = Vertx.vertx();
    List<ChatClient> clients = List.of();
    try {
      Store store = Store.open(vertx, new StoreConfig(SharedNodes.data(), null)).await();
      User owner = user(Http.guest(SharedNodes.first(), "Owner"));
      Http person = Http.guest(SharedNodes.second(), "Minji");
      clients = pipes().map(pipe -> ChatClient.over(pipe).use(person.token())).toList();
      List<ChatClient> all = clients;
      for (RoomKind kind : List.of(RoomKind.PUBLIC, RoomKind.PRIVATE)) {
        within(WITHIN_MILLIS, () -> archived(all, person, store, owner, newRoom(store, owner, kind, user(person))));
      }
      store.close().await();
    } finally {
      clients.forEach(ChatClient::close);
      vertx.close().await();
    }
  }

  /** How long it takes until all of them have ended, in milliseconds. */
  private static long archived(List<ChatClient> clients, Http person, Store store, User owner, String room) {
    store.append(List.of(new Change.Post(room, owner, newId(), "said"))).await();
    List<RoomFeed> feeds = clients.stream().map(client -> client.register(room, 0, store.epoch())).toList();
    eventually(() -> feeds.forEach(feed -> assertEquals(List.of(1L, 2L), feed.numbers())));
    String cursor = "?after=2&epoch=" + store.epoch();
    String stream = "/api/rooms/" + room + "/stream" + cursor;
    List<CompletableFuture<String>> requests = List.of(CompletableFuture.supplyAsync(() -> person.get("/api/rooms/" + room + "/events" + cursor + "&wait=20").body()),
        whole(person.stream(person.request(stream))), whole(person.stream(person.request(stream).header("Accept", "text/event-stream"))));
    long start = System.nanoTime();
    store.append(List.of(new Change.Settle(room, owner, newId(), Event.ARCHIVE, ""))).await();
    List<ChatClient> told = clients.subList(0, (int) saying().count());
    told.forEach(client -> eventually(() -> assertEquals(List.of("room_archived"), refusals(client, room))));
    requests.forEach(request -> assertTrue(request.orTimeout(20, TimeUnit.SECONDS).join().contains("\"archive\"")));
    long millis = (System.nanoTime() - start) / 1_000_000;
    eventually(() -> feeds.forEach(feed -> assertEquals(List.of(1L, 2L, 3L), feed.numbers())));
    told.forEach(client -> client.send(client.frame("register", "room." + room).put("headers", new JsonObject().put("Authorization", "Bearer " + person.token()).put("after", 3).put("epoch", store.epoch()))));
    store.append(List.of(new Change.Delete(room, owner, newId(), 2))).await();
    eventually(() -> feeds.forEach(feed -> assertEquals(List.of(1L, 2L, 3L, 4L), feed.numbers())));
    told.forEach(client -> assertEquals(List.of("room_archived"), refusals(client, room)));
    return millis;
  }

  /** Completed when it has ended. */
  private static CompletableFuture<String> whole(HttpResponse<InputStream> answer) {
    return CompletableFuture.supplyAsync(() -> {
      try (InputStream body = answer.body()) {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  private static List<String> refusals(ChatClient client, String room) {
    return client.others().stream().filter(frame -> ("room." + room).equals(frame.getString("address"))).map(frame -> frame.getString("code")).toList();
  }

  private static String newRoom(Store store, User owner, RoomKind kind, User member) {
    String id = "r-" + newId();
    String room = store.createRoom(id, id, "", kind, owner.id(), id).await().orElseThrow().id();
    store.append(List.of(kind == RoomKind.PRIVATE ? new Change.Invite(room, owner, newId(), member) : new Change.Join(room, member, newId()))).await();
    return room;
  }

  /** How long it takes until all of them are told, in milliseconds. */
  private static long shutOut(List<ChatClient> clients, Store store, Change cut, String code) {
    List<RoomFeed> feeds = clients.stream().map(client -> client.register(cut.room())).toList();
    long start = System.nanoTime();
    store.append(List.of(cut, new Change.Post(cut.room(), cut.author(), newId(), "unheard"))).await();
    clients.forEach(client -> eventually(() -> assertEquals(List.of(code), refusals(client, cut.room()))));
    long millis = (System.nanoTime() - start) / 1_000_000;
    feeds.forEach(feed -> assertFalse(feed.texts().contains("unheard")));
    return millis;
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  private static User user(Http person) {
    JsonObject user = Http.json(person.get("/api/me")).getJsonObject("user");
    return new User(user.getString("id"), user.getString("name"));
  }

  /** Both nodes let somebody in by the last use of a link at the same moment, and one of them does. */
  @Test
  void ofTwoWhoTakeTheLastUseOfALinkAtTwoNodesOneIsIn() {
    Http owner = owner();
    String room = Http.json(owner.post("/api/rooms", new JsonObject().put("name", "Secret").put("kind", "private").put("id", UUID.randomUUID().toString())))
        .getJsonObject("room").getString("id");
    JsonObject asked = new JsonObject().put("rooms", new JsonArray().add(room)).put("uses", 1);
    String link = Http.json(owner.post("/api/invitations", asked)).getString("invitation");
    List<Http> guests = Stream.of(SharedNodes.first(), SharedNodes.second()).map(node -> Http.guest(node, "Guest")).toList();
    List<Integer> answers = guests.stream().map(guest -> CompletableFuture.supplyAsync(() -> guest.post("/api/invitations/use", new JsonObject().put("invitation", link)).statusCode()))
        .toList().stream().map(CompletableFuture::join).sorted().toList();
    assertEquals(List.of(200, 410), answers);
    assertEquals(1, guests.stream().filter(guest -> guest.get("/api/rooms/" + room + "/events").statusCode() == 200).count());
    JsonObject invite = Http.json(owner.get("/api/rooms/" + room + "/events")).getJsonArray("events").getJsonObject(0);
    assertEquals("invite", invite.getString("type"));
    assertEquals(Http.json(owner.get("/api/me")).getJsonObject("user"), invite.getJsonObject("user"));
    assertFalse(SharedNodes.first().log().contains(link));
  }

  /** By the link that an operator makes. */
  private static Http owner() {
    Http owner = Http.guest(SharedNodes.first(), "Owner");
    try (StoreArchive store = StoreArchive.open(new StoreConfig(SharedNodes.data(), null))) {
      JsonObject account = new JsonObject().put("handle", "owner-" + UUID.randomUUID().toString().substring(0, 8)).put("password", "correct horse").put("invitation", OwnerLink.renew(store));
      assertEquals(201, owner.post("/api/accounts", account).statusCode());
    }
    return owner;
  }

  @Test
  void anAccountSeesItsSessionsAndEndsThem() {
    Http here = Http.guest(SharedNodes.first(), "Minji");
    JsonObject proof = new JsonObject().put("handle", "minji-" + UUID.randomUUID().toString().substring(0, 8)).put("password", "correct horse");
    assertEquals(201, here.post("/api/accounts", proof).statusCode());
    Http there = new Http(SharedNodes.second(), Http.json(new Http(SharedNodes.second()).post("/api/session", proof)).getString("token"));
    assertEquals(Http.json(here.get("/api/me")), Http.json(there.get("/api/me")), "the same person");
    List<JsonObject> sessions = Http.json(here.get("/api/sessions")).getJsonArray("sessions").stream().map(JsonObject.class::cast).toList();
    assertEquals(2, sessions.size());
    String other = sessions.stream().filter(session -> !session.containsKey("here")).findFirst().orElseThrow().getString("id");
    assertEquals(204, here.delete("/api/sessions/" + other).statusCode());
    eventually(() -> assertEquals(401, there.get("/api/me").statusCode()));
    assertEquals(404, here.delete("/api/sessions/" + other).statusCode());
    assertEquals(200, here.get("/api/me").statusCode());
    assertFalse(SharedNodes.first().log().contains("correct horse"));
  }

  private static ChatClient listening(Pipe pipe, String token) {
    ChatClient client = ChatClient.over(pipe).use(token);
    client.register("general");
    return client;
  }

  /** Every way by which one listens; first those that say what has ended. */
  private static Stream<Pipe> pipes() {
    var node = SharedNodes.second();
    return Stream.concat(saying(), Stream.concat(Stream.of(new FeedPipe(node, false)), Stream.of(RoomPipe.Receiving.values()).map(receiving -> new RoomPipe(node, receiving))));
  }

  /** Those that bring frames, each by itself. */
  private static Stream<Pipe> saying() {
    var node = SharedNodes.second();
    return Stream.concat(Stream.of(new WebSocketPipe(node, "/eventbus/websocket", Map.of()), new SockJsWebSocketPipe(node, Map.of()), new TcpPipe(node), new FeedPipe(node, true)),
        Stream.of(SockJsHttpPipe.Receiving.values()).map(receiving -> new SockJsHttpPipe(node, receiving, Map.of())));
  }
}
