package dochat.door;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.support.Http;
import dochat.support.SharedNodes;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A room at the shared nodes with more in it than a delivery takes and a node keeps. Made once, by people who each stay below their rate. */
final class LongRoom {
  static final int EVENTS = 300;
  private static final int EACH = 20;
  private static final String TEXT = "가".repeat(1_500);

  private static String id;

  private LongRoom() {
  }

  static synchronized String id() {
    if (id == null) {
      String room = Door.newRoom();
      CompletableFuture.allOf(Stream.generate(() -> Http.guest(SharedNodes.first(), "Writer")).limit(EVENTS / EACH)
          .map(writer -> CompletableFuture.runAsync(() -> write(writer, room))).toArray(CompletableFuture[]::new)).join();
      id = room;
    }
    return id;
  }

  private static void write(Http writer, String room) {
    for (int i = 0; i < EACH; i++) {
      assertEquals(201, writer.post("/api/rooms/" + room + "/messages", new JsonObject().put("id", "w" + i).put("text", TEXT)).statusCode());
    }
  }
}
