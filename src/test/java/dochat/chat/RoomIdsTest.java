package dochat.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.protocol.Command;
import dochat.protocol.Limits;
import dochat.protocol.Problem;
import io.vertx.core.json.JsonObject;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The id of a room can be read where its name is plain, and is safe always. */
class RoomIdsTest {

  @Property(tries = 2_000)
  void everyNameHasAnIdThatTheProtocolTakes(@ForAll("names") String name) {
    String id = RoomIds.from(name);
    assertEquals(id, Command.Join.from(new JsonObject().put("room", id)).room());
  }

  @Example
  void plainNamesAreReadable() {
    assertEquals("fresh-air", RoomIds.from("Fresh Air"));
    assertEquals("team-7", RoomIds.from("team-7"));
    assertEquals("a".repeat(Limits.ROOM_NAME_CHARS), RoomIds.from("A".repeat(Limits.ROOM_NAME_CHARS)));
  }

  @Example
  void otherNamesGetARandomOneEachTime() {
    for (String name : new String[] {"한국어 방", "a  b", "-a", "a/b", "../x", "İ", "", "a_b", "\u212A", "r-abcdefghij", "R abcdefghij", "R-1"}) {
      assertTrue(RoomIds.from(name).matches("r-[a-km-z2-9]{10}"), RoomIds.from(name));
      assertNotEquals(RoomIds.from(name), RoomIds.from(name));
    }
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.oneOf(Arbitraries.strings().all().ofMinLength(1).ofMaxLength(48),
        Arbitraries.strings().withChars("aZ09 -_한").ofMinLength(1).ofMaxLength(48)).filter(RoomIdsTest::isRoomName);
  }

  private static boolean isRoomName(String name) {
    try {
      return new Command.Create(name, "").name().equals(name);
    } catch (Problem problem) {
      return false;
    }
  }
}
