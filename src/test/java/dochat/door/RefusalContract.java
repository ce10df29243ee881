package dochat.door;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.protocol.Address;
import dochat.support.ChatClient;
import dochat.support.RoomFeed;
import dochat.support.Scrape;
import dochat.support.Words;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What no door lets in, how it says so, and that it is counted. */
abstract class RefusalContract extends SocketContract {
  private static final int FRAME_BYTES = 65_536;

  @Test
  void refusesWhatIsNoFrameOfTheProtocol() {
    Map<String, String> frames = new LinkedHashMap<>();
    frames.put("", "bad_json");
    frames.put("not JSON", "bad_json");
    frames.put("{\"type\":\"ping\"} {}", "bad_json");
    frames.put("[]", "bad_json");
    frames.put("\"ping\"", "bad_json");
    frames.put("null", "bad_json");
    frames.put("[".repeat(20_000), "bad_json");
    frames.put("{}", "bad_frame");
    frames.put("{\"type\":\"PING\"}", "bad_frame");
    frames.put("{\"type\":7}", "bad_frame");
    frames.put("{\"type\":\"rec\",\"address\":\"chat.rooms\"}", "bad_frame");
    frames.put("{\"type\":\"send\"}", "bad_frame");
    frames.put("{\"type\":\"send\",\"address\":7}", "bad_frame");
    frames.put("{\"type\":\"send\",\"address\":\"" + "a".repeat(257) + "\"}", "bad_frame");
    frames.put("{\"type\":\"send\",\"address\":\"chat.rooms\",\"replyAddress\":[]}", "bad_frame");
    frames.put("{\"type\":\"send\",\"address\":\"chat.rooms\",\"headers\":\"none\"}", "bad_frame");
    frames.put("{\"type\":\"send\",\"address\":\"chat.rooms\",\"headers\":{\"Authorization\":7}}", "bad_frame");
    frames.put("{\"type\":\"send\",\"address\":\"chat.rooms\",\"body\":[]}", "bad_request");
    frames.put("{\"type\":\"register\"}", "bad_frame");
    frames.put("{\"type\":\"register\",\"address\":\"room.general\",\"headers\":{\"after\":\"seven\"}}", "bad_cursor");
    frames.put("{\"type\":\"register\",\"address\":\"room.general\",\"headers\":{\"after\":-2}}", "bad_cursor");
    frames.put("{\"type\":\"register\",\"address\":\"room.general\",\"headers\":{\"after\":1.5}}", "bad_cursor");
    frames.put("{\"type\":\"register\",\"address\":\"room.general\",\"headers\":{\"after\":1e400}}", "bad_cursor");
    frames.put("{\"type\":\"register\",\"address\":\"room.general\",\"headers\":{\"after\":9007199254740992}}", "bad_cursor");
    assertRefusals(guest(first(), "Ann"), frames);
  }

  /** Not even those that nodes use among themselves: none of them reaches the event bus. */
  @Test
  void refusesAddressesThatAreNotForClients() {
    Map<String, String> frames = new LinkedHashMap<>();
    for (String address : List.of("", "nowhere", "chat.", "chat.nothing", "CHAT.ROOMS", "dochat.room.general", "dochat.presence",
        "dochat.signed-out", "dochat.rooms-changed", "__vertx.subs", "__vertx.reply.1")) {
      frames.put("{\"type\":\"send\",\"address\":\"" + address + "\"}", "unknown_address");
      frames.put("{\"type\":\"register\",\"address\":\"" + address + "\"}", "unknown_address");
      frames.put("{\"type\":\"publish\",\"address\":\"" + address + "\"}", "publish_refused");
    }
    frames.put("{\"type\":\"send\",\"address\":\"room.general\"}", "unknown_address");
    frames.put("{\"type\":\"register\",\"address\":\"chat.post\"}", "unknown_address");
    frames.put("{\"type\":\"register\",\"address\":\"room.\"}", "room_not_found");
    frames.put("{\"type\":\"register\",\"address\":\"room.no-such-room\"}", "room_not_found");
    frames.put("{\"type\":\"register\",\"address\":\"room.General\"}", "room_not_found");
    frames.put("{\"type\":\"register\",\"address\":\"room.general'--\"}", "room_not_found");
    ChatClient ann = guest(first(), "Ann");
    ChatClient ben = guest(second(), "Ben");
    RoomFeed feed = ben.register("general");
    assertRefusals(ann, frames);
    ann.send(new JsonObject().put("type", "publish").put("address", "room.general").put("body", new JsonObject().put("text", "forged")));
    eventually(() -> assertEquals(frames.size() + 1, ann.refusals().size()));
    assertEquals(List.of(), feed.events());
    assertEquals(List.of(), ben.others());
  }

  @Test
  void refusesNobodyEverythingButSigningIn() {
    ChatClient nobody = connect(first());
    double before = counts().refusals("unauthenticated");
    Set<String> addresses = Words.of(Address.class);
    addresses.removeAll(List.of(Address.ME, Address.HEARTBEAT, Address.GOING_AWAY)); // listened to
    addresses.forEach(address -> ask("unauthenticated", nobody, address, new JsonObject()));
    nobody.send(nobody.frame("register", "room.general"));
    nobody.send(nobody.frame("register", "chat.rooms"));
    eventually(() -> assertEquals(List.of("unauthenticated", "unauthenticated"), nobody.refusals()));
    eventually(() -> assertEquals(before + addresses.size() + 2, counts().refusals("unauthenticated")));
    nobody.use("forged");
    ask("unauthenticated", nobody, "chat.rooms", new JsonObject());
    nobody.signIn("Somebody");
  }

  @Test
  void takesTheLargestFrameAndClosesAfterALargerOne() {
    ChatClient ann = guest(first(), "Ann");
    double refusals = counts().refusals("frame_too_large");
    double closes = closes("frame_too_large");
    ann.send(padded(FRAME_BYTES));
    eventually(() -> assertEquals(List.of(new JsonObject().put("type", "pong")), ann.others()));
    ann.send(padded(FRAME_BYTES + 1));
    assertEquals(closeCode(1009), ann.closeCode());
    assertEquals(List.of("frame_too_large"), ann.refusals());
    assertEquals(refusals + 1, counts().refusals("frame_too_large"));
    assertEquals(closes + 1, closes("frame_too_large"));
  }

  /** Every refusal is answered in its turn, and counted. */
  private void assertRefusals(ChatClient client, Map<String, String> frames) {
    Scrape before = counts();
    int known = client.refusals().size();
    frames.keySet().forEach(client::send);
    List<String> expected = List.copyOf(frames.values());
    eventually(() -> assertEquals(expected, client.refusals().stream().skip(known).toList()));
    Scrape after = counts();
    expected.stream().collect(Collectors.groupingBy(code -> code, Collectors.counting()))
        .forEach((code, count) -> assertEquals(count.doubleValue(), after.refusals(code) - before.refusals(code), code));
    assertTrue(client.isOpen());
  }

  private static String padded(int bytes) {
    String frame = "{\"type\":\"ping\",\"pad\":\"가\"}";
    int length = frame.length() + 2;
    return frame.replace("\"}", "x".repeat(bytes - length) + "\"}");
  }
}
