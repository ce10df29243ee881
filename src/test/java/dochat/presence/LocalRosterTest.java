package dochat.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.User;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is here by way of one node. */
class LocalRosterTest {
  private static final User ANN = new User("a", "Ann");
  private static final User BEN = new User("b", "Ben");
  private final LocalRoster roster = new LocalRoster();

  @Test
  void aUserIsHereUntilTheLastClientLeaves() {
    assertTrue(roster.enter("r", ANN));
    assertFalse(roster.enter("r", ANN), "no news: the second client");
    assertTrue(roster.enter("r", BEN));
    assertEquals(List.of(ANN, BEN), roster.view("r").users());
    assertFalse(roster.leave("r", ANN));
    assertEquals(List.of(ANN, BEN), roster.view("r").users());
    assertTrue(roster.leave("r", ANN));
    assertEquals(List.of(BEN), roster.view("r").users());
  }

  @Test
  void whoIsRenamedIsNewsAndStaysOne() {
    User anna = new User(ANN.id(), "Anna");
    roster.enter("r", ANN);
    assertTrue(roster.enter("r", anna));
    assertFalse(roster.leave("r", ANN), "the client of that name is one of both");
    assertEquals(List.of(anna), roster.view("r").users());
    assertTrue(roster.leave("r", anna));
  }

  @Test
  void anEmptyRoomIsForgotten() {
    roster.enter("r", ANN);
    assertEquals(Set.of("r"), roster.rooms());
    roster.leave("r", ANN);
    assertEquals(Set.of(), roster.rooms());
    roster.leave("r", ANN);
    roster.leave("never", BEN);
    assertEquals(Set.of(), roster.rooms());
    assertEquals(List.of(), roster.view("r").users());
  }

  @Test
  void typingIsNewsOnceAndRunsOut() {
    roster.enter("r", ANN);
    assertTrue(roster.typing("r", ANN, 6_000, 0, 1));
    assertFalse(roster.typing("r", ANN, 10_000, 4_000, 2), "repeated: nobody sees a difference");
    assertEquals(List.of(ANN), roster.view("r").typing());
    assertEquals(List.of(), roster.expireTyping(9_999));
    assertEquals(List.of("r"), roster.expireTyping(10_000));
    assertEquals(List.of(), roster.view("r").typing());
    assertEquals(List.of(), roster.expireTyping(20_000), "said once");
  }

  @Test
  void typingEndsAtOnceWhenTheClientSaysSo() {
    roster.enter("r", ANN);
    roster.typing("r", ANN, 6_000, 0, 3);
    assertTrue(roster.typing("r", ANN, 1_000, 1_000, 4));
    assertEquals(List.of(), roster.view("r").typing());
    assertFalse(roster.typing("r", ANN, 1_000, 1_000, 5));
    assertFalse(roster.typing("r", ANN, 7_000, 1_000, 3), "that has been asked for before, and was granted late");
    assertTrue(roster.typing("r", ANN, 7_000, 1_000, 6));
  }

  @Test
  void whoIsNotHereDoesNotType() {
    assertFalse(roster.typing("r", ANN, 6_000, 0, 1));
    roster.enter("r", ANN);
    roster.typing("r", ANN, 6_000, 0, 2);
    roster.leave("r", ANN);
    assertEquals(List.of(), roster.view("r").typing());
  }
}
