package dochat.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Audience.Archiving;
import dochat.model.Audience.Ban;
import dochat.model.Audience.Membership;
import dochat.model.Audience.Visibility;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AudienceTest {
  @Test
  void everybodyHearsAPublicRoomButWhoIsBanned() {
    Audience after = Audience.everybody().after(Stream.of(new Ban(3, "ben", true), new Ban(4, "cho", true), new Ban(5, "cho", false)));
    assertFalse(after.admits("ben"));
    assertTrue(after.admits("cho"));
    assertEquals(new Audience(5, RoomKind.PUBLIC, HistoryVisibility.ALL, Map.of(), Set.of("ben"), 0), after);
    assertEquals(after, after.after(Stream.of(new Ban(3, "ben", false), new Ban(5, "cho", true))), "that was counted already");
  }

  @Test
  void aBanEndsAMembershipAndItsEndGivesNoneBack() {
    Audience room = new Audience(1, RoomKind.PRIVATE, HistoryVisibility.ALL, Map.of("ann", 0L, "ben", 0L));
    Audience banned = room.after(Stream.of(new Ban(2, "ben", true)));
    assertEquals(Map.of("ann", 0L), banned.people());
    assertFalse(banned.after(Stream.of(new Ban(3, "ben", false))).admits("ben"));
    assertTrue(banned.after(Stream.of(new Ban(3, "ben", false), new Membership(4, "ben", true))).admits("ben"));
  }

  @Test
  void aRoomIsArchivedUntilItIsOpenedAgain() {
    Audience room = Audience.everybody().after(Stream.of(new Archiving(2, true)));
    assertEquals(2, room.archived());
    Audience open = room.after(Stream.of(new Membership(3, "ben", true), new Ban(4, "cho", true), new Visibility(5, HistoryVisibility.JOINED)));
    assertEquals(2, open.archived(), "whatever else happens in it");
    assertEquals(0, open.after(Stream.of(new Archiving(6, false))).archived());
    assertEquals(2, open.after(Stream.of(new Archiving(2, false))).archived(), "that was counted already");
  }
}
