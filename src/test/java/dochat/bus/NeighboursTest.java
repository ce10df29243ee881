package dochat.bus;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Neighbour;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which part of a cluster serves, as one of its nodes works it out from the rows. Beats are seconds here. */
class NeighboursTest {
  private final Neighbours neighbours = new Neighbours();

  @Test
  void aNodeAloneServes() {
    assertTrue(look(node("a", 1, "a")));
  }

  @Test
  void aNodeThatJoinsServesBeforeTheOthersHaveWrittenThatItIsThere() {
    assertTrue(look(node("c", 1, "a,b,c"), node("a", 50, "a,b"), node("b", 40, "a,b")));
    assertTrue(look(node("c", 2, "a,b,c"), node("a", 51, "a,b,c"), node("b", 41, "a,b")));
  }

  @Test
  void theLastWordsOfANodeThatWasKilledDoNotCount() {
    together();
    for (int beat = 3; beat < 30; beat++) {
      assertTrue(look(node("b", beat, "b"), node("a", 53, "a,b")), "beat " + beat);
    }
  }

  @Test
  void ofTwoHalvesTheOneWithTheOldestNodeServes() {
    together();
    for (int beat = 3; beat < 30; beat++) {
      assertTrue(beat < 7 || !look(since(9, node("b", beat, "b")), since(1, node("a", 50 + beat, "a"))), "beat " + beat);
    }
    assertTrue(look(since(9, node("b", 30, "a,b")), since(1, node("a", 80, "a,b"))), "together again");
  }

  @Test
  void theOldestNodeServesOnInItsHalf() {
    for (int beat = 1; beat < 30; beat++) {
      assertTrue(look(since(1, node("a", beat, beat < 5 ? "a,b" : "a")), since(9, node("b", beat, beat < 5 ? "a,b" : "b"))), "beat " + beat);
    }
  }

  /** It still believes itself among them when it wakes. */
  @Test
  void aNodeThatWasExpelledWhileItWasFrozenDoesNotServeFromItsFirstLookOn() {
    together();
    assertFalse(look(since(90, node("b", 3, "a,b")), since(1, node("a", 70, "a"))));
    assertFalse(look(since(90, node("b", 4, "b")), since(1, node("a", 71, "a"))));
    assertTrue(look(since(90, node("b", 5, "a,b")), since(1, node("a", 72, "a,b"))), "merged");
  }

  @Test
  void theLargerPartServesWhoeverIsOlder() {
    assertTrue(look(since(1, node("a", 1, "a,b,c")), node("b", 1, "a,b,c"), node("c", 1, "a,b,c")));
    assertFalse(look(since(1, node("a", 2, "a")), since(5, node("b", 20, "b,c")), since(6, node("c", 20, "b,c"))));
    Neighbours larger = new Neighbours();
    for (int beat = 1; beat < 9; beat++) {
      boolean isSplit = beat > 2;
      Neighbour self = since(5, node("b", beat, isSplit ? "b,c" : "a,b,c"));
      assertTrue(larger.isSelfToServe(self, List.of(self, since(6, node("c", beat, isSplit ? "b,c" : "a,b,c")),
          since(1, node("a", beat, isSplit ? "a" : "a,b,c")))));
    }
  }

  @Test
  void ofThreePartsOneServes() {
    assertTrue(look(since(1, node("a", 1, "a,b,c")), node("b", 1, "a,b,c"), node("c", 1, "a,b,c")));
    assertTrue(look(since(1, node("a", 2, "a")), since(5, node("b", 20, "b")), since(6, node("c", 20, "c"))));
  }

  @Test
  void whoStartsBesideOthersDoesNotKnowUntilTheyHaveSpokenOrBeenSilent() {
    for (int beat = 1; beat <= 3; beat++) {
      look(since(90, node("c", beat, "c")), since(1, node("a", 70 + beat, "a,b")), since(2, node("b", 50 + beat, "a,b")));
      assertTrue(neighbours.isAnyUnknown(), "beat " + beat);
    }
    assertFalse(look(since(90, node("c", 4, "c")), since(1, node("a", 74, "a,b")), since(2, node("b", 54, "a,b"))), "they live");
    assertFalse(neighbours.isAnyUnknown());
    assertTrue(look(since(90, node("c", 5, "a,b,c")), since(1, node("a", 75, "a,b,c")), since(2, node("b", 55, "a,b,c"))), "found");
    assertFalse(neighbours.isAnyUnknown());
  }

  @Test
  void whoHasJustWrittenItsFirstRowLooksOnceMore() {
    assertTrue(look(node("a", 1, "a")));
    assertTrue(neighbours.isAnyUnknown(), "another one may have looked before it wrote, too");
    assertTrue(look(node("a", 2, "a")));
    assertFalse(neighbours.isAnyUnknown());
  }

  /** Whatever the clocks say; names are all that is left to tell two by that have not served. */
  @Test
  void whoServesGoesBeforeThoseWhoDoNotYet() {
    Neighbours others = new Neighbours();
    for (int beat = 1; beat < 9; beat++) {
      Neighbour serving = since(Long.MAX_VALUE - 1, node("c", 50 + beat, "c"));
      Neighbour starting = since(Neighbour.NOT_YET, node("a", beat, "a"));
      assertTrue(look(serving, starting), "beat " + beat);
      assertTrue(!others.isSelfToServe(starting, List.of(starting, serving)) || beat < 4, "beat " + beat);
    }
  }

  @Test
  void ofTwoThatStartAtTheSameMomentOneServes() {
    Neighbours others = new Neighbours();
    for (int beat = 1; beat < 9; beat++) {
      Neighbour a = since(Neighbour.NOT_YET, node("a", beat, "a"));
      Neighbour b = since(Neighbour.NOT_YET, node("b", beat, "b"));
      assertTrue(look(a, b), "beat " + beat);
      assertTrue(!others.isSelfToServe(b, List.of(a, b)) || beat < 4, "beat " + beat);
    }
  }

  @Test
  void whatAKilledNodeHasLeftBehindIsDoubtedForSomeLooksOnly() {
    for (int beat = 1; beat <= 5; beat++) {
      look(since(90, node("c", beat, "c")), since(1, node("a", 70, "a,b")));
      assertTrue(neighbours.isAnyUnknown(), "look " + beat);
    }
    assertTrue(look(since(90, node("c", 6, "c")), since(1, node("a", 70, "a,b"))));
    assertFalse(neighbours.isAnyUnknown());
  }

  @Test
  void aStrangerThatFallsSilentIsForgotten() {
    together();
    assertFalse(look(since(9, node("b", 3, "b")), since(1, node("a", 70, "a"))));
    for (int beat = 4; beat < 8; beat++) {
      assertFalse(look(since(9, node("b", beat, "b")), since(1, node("a", 70, "a"))), "beat " + beat);
    }
    assertTrue(look(since(9, node("b", 9, "b")), since(1, node("a", 70, "a"))));
  }

  /** Two nodes, seen by the second one. */
  private void together() {
    assertTrue(look(since(9, node("b", 1, "a,b")), since(1, node("a", 51, "a,b"))));
    assertTrue(look(since(9, node("b", 2, "a,b")), since(1, node("a", 52, "a,b"))));
  }

  private boolean look(Neighbour self, Neighbour... others) {
    return neighbours.isSelfToServe(self, Stream.concat(Stream.of(self), Stream.of(others)).toList());
  }

  private static Neighbour node(String name, long beat, String members) {
    return new Neighbour(name, beat, 0, Set.of(members.split(",")));
  }

  private static Neighbour since(long millis, Neighbour node) {
    return new Neighbour(node.node(), node.beat(), millis, node.members());
  }
}
