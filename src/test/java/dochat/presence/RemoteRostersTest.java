package dochat.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.User;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a node keeps of what the others say. */
class RemoteRostersTest {
  private static final User ANN = new User("a", "Ann");
  private static final User BEN = new User("b", "Ben");
  private final RemoteRosters rosters = new RemoteRosters();

  @Test
  void takesAWholeRosterAndThenItsChanges() {
    assertFalse(rosters.isAt("n1", 0), "unknown");
    assertEquals(Set.of("r", "s"), rosters.replace("n1", 4, rooms("r", ANN).mergeIn(rooms("s", ANN)), 0));
    assertTrue(rosters.isAt("n1", 4));
    assertEquals(Set.of("r"), rosters.update("n1", 5, rooms("r", ANN, BEN)));
    assertEquals(List.of(List.of(ANN, BEN)), users("r"));
    assertEquals(List.of(List.of(ANN)), users("s"));
    assertTrue(rosters.isAt("n1", 5));
  }

  @Test
  void aRoomThatHasBecomeEmptyIsGone() {
    rosters.replace("n1", 1, rooms("r", ANN), 0);
    rosters.update("n1", 2, rooms("r"));
    assertEquals(List.of(), users("r"));
  }

  @Test
  void aWholeRosterReplacesTheOldOneAndNamesTheRoomsOfBoth() {
    rosters.replace("n1", 1, rooms("r", ANN), 0);
    assertEquals(Set.of("r", "s"), rosters.replace("n1", 9, rooms("s", BEN), 0));
    assertEquals(List.of(), users("r"));
    assertEquals(List.of(List.of(BEN)), users("s"));
  }

  @Test
  void nodesAreKeptApart() {
    rosters.replace("n1", 1, rooms("r", ANN), 0);
    rosters.replace("n2", 7, rooms("r", ANN), 0);
    assertEquals(2, rosters.views("r").size());
    assertTrue(rosters.isAt("n1", 1) && rosters.isAt("n2", 7));
  }

  @Test
  void aSilentNodeIsForgottenAndAHeardOneNot() {
    rosters.replace("n1", 1, rooms("r", ANN), 1_000);
    rosters.replace("n2", 1, rooms("r", BEN), 1_000);
    rosters.heard("n2", 5_000);
    rosters.heard("n3", 5_000);
    assertEquals(Set.of(), rosters.forgetSilentSince(1_000));
    assertEquals(Set.of("r"), rosters.forgetSilentSince(1_001));
    assertEquals(List.of(List.of(BEN)), users("r"));
    assertFalse(rosters.isAt("n1", 1), "it has to be asked again");
  }

  private static JsonObject rooms(String room, User... users) {
    return new JsonObject().put(room, new RoomView(List.of(users), List.of()).toJson());
  }

  private List<List<User>> users(String room) {
    return rosters.views(room).stream().map(RoomView::users).toList();
  }
}
