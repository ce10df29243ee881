package dochat.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What kind a room is, by its id and a word. */
class RoomKindTest {
  @ParameterizedTest
  @EnumSource(names = "LAB", mode = EnumSource.Mode.EXCLUDE)
  void isSaidByAWord(RoomKind kind) {
    assertEquals(kind, RoomKind.of(kind.word()));
    assertEquals(kind, RoomKind.of("tea", kind.word()));
  }

  /** Nodes of the release before and all clients know it as a public one, and nobody makes one by its word. */
  @Test
  void isThatOfTheLabByTheId() {
    assertEquals(RoomKind.LAB, RoomKind.of("lab--1769851800123-k3v7a2mzt5", "public"));
    assertEquals(RoomKind.PUBLIC, RoomKind.of("lab-1", "public"));
    assertEquals("public", RoomKind.LAB.word());
    assertFalse(RoomKind.LAB.isClosed());
    assertThrows(IllegalArgumentException.class, () -> RoomKind.of("lab"));
  }
}
