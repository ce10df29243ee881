package dochat.door;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.support.ChatClient;
import dochat.support.RoomFeed;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every door does that carries the envelope in both directions. What it does not let in is in {@link RefusalContract}. */
abstract class SocketContract extends DoorContract {
  /** What a page does that shows a room for a moment only. */
  @Test
  void registersAndUnregistersAtOnceWithoutComplaint() {
    ChatClient ann = guest(first(), "Ann");
    double faults = counts().refusals("internal");
    for (int i = 0; i < 5; i++) {
      String room = newRoom();
      ann.send(ann.frame("register", "room." + room));
      ann.send(ann.frame("unregister", "room." + room));
    }
    ann.ask("chat.session", new JsonObject());
    RoomFeed feed = ann.register(newRoom());
    eventually(() -> assertEquals(List.of("Ann"), feed.here()));
    assertEquals(List.of(), ann.others());
    assertEquals(faults, counts().refusals("internal"));
  }

  /** In one breath, without waiting for an answer. */
  @Test
  void joinsAndLeavesInTheOrderInWhichThatIsAsked() {
    ChatClient ann = guest(first(), "Ann");
    String room = newRoom();
    List<String> acts = Stream.generate(() -> List.of("join", "leave")).limit(5).flatMap(List::stream).toList();
    acts.forEach(act -> ann.send(ann.frame("send", "chat." + act).put("body", new JsonObject().put("room", room))));
    RoomFeed feed = ann.register(room, 0, ann.epoch());
    eventually(() -> assertEquals(acts, feed.events().stream().map(event -> event.getString("type")).toList()));
  }

  @Test
  void tellsOfOnesRoomsWhereverOneLooks() {
    OwnFeed.check(this);
  }

  @Test
  void answersPing() {
    ChatClient nobody = connect(first());
    nobody.send(new JsonObject().put("type", "ping"));
    eventually(() -> assertEquals(List.of(new JsonObject().put("type", "pong")), nobody.others()));
    nobody.signIn("Somebody");
  }
}
