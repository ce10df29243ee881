package dochat.door;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatClient;
import dochat.support.RoomFeed;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every door does whose clients ask by requests: it refuses by status, and lets nobody wait for what never comes. */
abstract class HttpContract extends DoorContract {
  private static final int UNAUTHENTICATED = 401;

  @Override
  final int closeCode(int webSocketCode) {
    return UNAUTHENTICATED;
  }

  @Test
  void refusesNobody() {
    ChatClient nobody = connect(first());
    nobody.send(nobody.frame("register", "room.general"));
    assertEquals(UNAUTHENTICATED, nobody.closeCode());
    ChatClient forger = connect(first()).use("forged");
    forger.send(forger.frame("register", "room.general"));
    assertEquals(UNAUTHENTICATED, forger.closeCode());
  }

  @Test
  void refusesWhatCannotBeFollowedAndGoesOn() {
    ChatClient ann = guest(first(), "Ann");
    Map<String, Object> cursors = Map.of("room.no-such-room", 0, "room.General", 0, "room.general", 9_007_199_254_740_992L);
    for (String address : List.of("room.no-such-room", "room.General", "room.general")) {
      int known = ann.refusals().size();
      ann.send(ann.frame("register", address).put("headers", new JsonObject().put("after", cursors.get(address))));
      String expected = address.equals("room.general") ? "bad_cursor" : "room_not_found";
      eventually(() -> assertTrue(ann.refusals().stream().skip(known).anyMatch(expected::equals), address + " " + ann.others()));
      ann.send(ann.frame("unregister", address));
    }
    RoomFeed feed = ann.register(newRoom());
    assertEquals(List.of(), feed.events());
  }
}
