package dochat.door;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.support.Http;
import dochat.support.OnSharedNodes;
import dochat.support.SharedNodes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the feed of several rooms is for a page without a socket. */
@OnSharedNodes
@Timeout(60)
class FeedDoorIT {
  private static final JsonObject NO_ROOMS = new JsonObject().put("after", new JsonObject());
  private static final JsonObject HEARS_OF_ROOMS = NO_ROOMS.copy().put("rooms", true);
  private static final JsonObject ROOMS_CHANGED =
      new JsonObject().put("type", "rec").put("address", "chat.rooms").put("body", new JsonObject().put("changed", true));

  private final HttpClient client = HttpClient.newHttpClient();
  private final Http ann = Http.guest(SharedNodes.first(), "Ann");

  @Test
  void aStreamBeginsAtOnceAlsoWithoutRooms() {
    try (Stream<String> lines = stream(NO_ROOMS)) {
      assertEquals("", lines.iterator().next());
    }
  }

  @Test
  void aStreamTellsOfNewRooms() {
    try (Stream<String> lines = stream(HEARS_OF_ROOMS)) {
      Iterator<String> line = lines.iterator();
      line.next();
      createRoom();
      assertEquals(ROOMS_CHANGED, frame(line));
    }
  }

  @Test
  void aLongPollTellsOfNewRooms() {
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request(HEARS_OF_ROOMS.copy().put("wait", 30)).build(), BodyHandlers.ofString());
    while (!answer.isDone()) {
      createRoom();
    }
    assertEquals(new JsonArray().add(ROOMS_CHANGED), Http.json(answer.join()).getJsonArray("frames"));
  }

  @Test
  void aPollTellsOfRoomsThatCameSinceTheOneBefore() {
    createRoom();
    eventually(() -> assertEquals(new JsonArray().add(ROOMS_CHANGED), pollMissing(60_000)));
    assertEquals(new JsonArray(), pollMissing(0));
    assertEquals(new JsonArray(), pollMissing(true));
  }

  @Test
  void aStreamBeginsBeforeItTellsOfRoomsThatWereMissed() {
    createRoom();
    eventually(() -> assertEquals(new JsonArray().add(ROOMS_CHANGED), pollMissing(60_000)));
    try (Stream<String> lines = stream(NO_ROOMS.copy().put("rooms", 60_000))) {
      Iterator<String> line = lines.iterator();
      assertEquals("", line.next());
      assertEquals(ROOMS_CHANGED, frame(line));
    }
  }

  private JsonArray pollMissing(Object rooms) {
    return Http.json(ann.post("/api/feed", NO_ROOMS.copy().put("rooms", rooms))).getJsonArray("frames");
  }

  @Test
  void aRoomThatDoesNotExistIsRefusedAmongTheOthers() {
    String room = createRoom();
    JsonObject both = new JsonObject().put("after", new JsonObject().put("no-such-room", 0).put(room, 0));
    try (Stream<String> lines = stream(both)) {
      Iterator<String> line = lines.iterator();
      line.next();
      List<JsonObject> frames = new ArrayList<>();
      while (Stream.of("err", "rec").anyMatch(type -> frames.stream().noneMatch(frame -> type.equals(frame.getString("type"))))) {
        frames.add(frame(line)); // of the room that is there, another one may follow before the other room is known not to be
      }
      assertEquals(Set.of("room_not_found", "room." + room), frames.stream().map(frame -> frame.getString("code", frame.getString("address"))).collect(Collectors.toSet()));
    }
    assertEquals("room_not_found", Http.json(ann.post("/api/feed", both)).getJsonArray("frames").getJsonObject(0).getString("code"));
  }

  private Stream<String> stream(JsonObject feed) {
    return client.sendAsync(request(feed).header("Accept", "application/x-ndjson").build(), BodyHandlers.ofLines()).join().body();
  }

  private HttpRequest.Builder request(JsonObject feed) {
    return ann.request("/api/feed").header("Content-Type", "application/json").POST(BodyPublishers.ofString(feed.encode()));
  }

  /** The next line that is no keep-alive. */
  private static JsonObject frame(Iterator<String> lines) {
    String line = lines.next();
    return line.isEmpty() ? frame(lines) : new JsonObject(line);
  }

  private static String createRoom() {
    Http creator = Http.guest(SharedNodes.second(), "Creator");
    return Http.json(creator.post("/api/rooms", new JsonObject().put("name", "Room " + UUID.randomUUID()))).getJsonObject("room").getString("id");
  }
}
