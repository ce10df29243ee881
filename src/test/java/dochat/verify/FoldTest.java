package dochat.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.protocol.Limits;
import dochat.verify.Message.Reaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What events make of a room, by the words of docs/protocol.md. */
class FoldTest {
  private static final String THUMB = "👍";
  private static final String HEART = "❤️";

  private final List<Entry> log = new ArrayList<>();

  @Test
  void aMessageSaysWhatItsLastEditSays() {
    add("ann", Act.message("one"));
    add("ann", Act.edit(1, "two"));
    add("ann", Act.edit(1, "three"));
    add("bob", Act.message("other"));
    assertEquals(List.of(new Message(1, "ann", "id1", "three", true, null, List.of()), new Message(4, "bob", "id4", "other", false, null, List.of())), fold().messages());
  }

  @Test
  void aDeletedMessageHasNothingLeft() {
    add("ann", Act.message(""));
    add("ann", Act.edit(1, ""));
    add("bob", Act.react(1, THUMB));
    add("ann", Act.delete(1));
    assertEquals(List.of(new Message(1, "ann", "id1", "", false, "ann", List.of())), fold().messages());
    assertEquals(List.of(true, true, false, false), log.stream().map(fold()::isGone).toList());
    assertTrue(fold().wasDone("bob", Act.unreact(1, THUMB), 4, 4));
  }

  @Test
  void reactionsStandInTheOrderOfTheirCodePointsAndPeopleInTheOrderInWhichTheyCame() {
    add("ann", Act.message("one"));
    add("bob", Act.react(1, THUMB));
    add("ann", Act.react(1, THUMB));
    add("cid", Act.react(1, HEART));
    add("bob", Act.unreact(1, THUMB));
    add("bob", Act.react(1, THUMB));
    assertEquals(List.of(new Reaction(HEART, 1, List.of("cid")), new Reaction(THUMB, 2, List.of("ann", "bob"))), fold().messages().get(0).reactions());
    add("cid", Act.unreact(1, HEART));
    assertEquals(List.of(new Reaction(THUMB, 2, List.of("ann", "bob"))), fold().messages().get(0).reactions());
  }

  @Test
  void ofManyWhoReactTheFirstAreNamed() {
    add("ann", Act.message("one"));
    IntStream.rangeClosed(0, Limits.REACTION_USERS).forEach(i -> add("user" + i, Act.react(1, THUMB)));
    Reaction reaction = fold().messages().get(0).reactions().get(0);
    assertEquals(Limits.REACTION_USERS + 1, reaction.count());
    assertEquals(IntStream.range(0, Limits.REACTION_USERS).mapToObj(i -> "user" + i).toList(), reaction.users());
  }

  @Test
  void whoWritesOrJoinsIsAMemberUntilTheyLeave() {
    add("ann", Act.message("one"));
    add("bob", Act.join());
    add("cid", Act.join());
    add("bob", Act.leave());
    add("ann", Act.leave());
    assertEquals(Set.of(Story.CREATOR, "cid"), fold().members());
    add("ann", Act.message("back"));
    assertEquals(Set.of(Story.CREATOR, "cid", "ann"), fold().members());
    assertEquals(List.of(), fold().baseless());
  }

  @Test
  void whatIsDoneAlreadyHasNoGround() {
    add("ann", Act.message("one"));
    add("bob", Act.react(1, THUMB));
    assertBaseless("bob", Act.react(1, THUMB));
    assertBaseless("ann", Act.unreact(1, THUMB));
    assertBaseless("ann", Act.join());
    assertBaseless("bob", Act.leave());
    add("ann", Act.delete(1));
    assertBaseless("ann", Act.delete(1));
  }

  @Test
  void whatCannotBeDoneHasNoGround() {
    add("ann", Act.message("one"));
    add("ann", Act.join());
    assertBaseless("bob", Act.edit(1, "two"));
    assertBaseless("bob", Act.delete(1));
    assertBaseless("ann", Act.react(2, THUMB));
    assertBaseless("ann", Act.edit(9, "two"));
    add("ann", Act.delete(1));
    assertBaseless("ann", Act.edit(1, "two"));
    assertBaseless("bob", Act.react(1, THUMB));
    assertBaseless("ann", new Act("hidden", 0, ""));
  }

  @Test
  void tellsBetweenWhichEventsSomethingWasSo() {
    add("ann", Act.message("one"));
    add("bob", Act.react(1, THUMB));
    add("ann", Act.message("two"));
    add("bob", Act.unreact(1, THUMB));
    assertFalse(fold().wasDone("bob", Act.react(1, THUMB), 0, 1));
    assertTrue(fold().wasDone("bob", Act.react(1, THUMB), 1, 2));
    assertTrue(fold().wasDone("bob", Act.react(1, THUMB), 3, 3));
    assertFalse(fold().wasDone("bob", Act.react(1, THUMB), 4, 4));
    assertFalse(fold().wasDone("bob", Act.unreact(1, THUMB), 2, 3));
    assertTrue(fold().wasDone("bob", Act.unreact(1, THUMB), 3, 4));
    assertFalse(fold().wasDone("bob", Act.join(), 0, 4));
    assertTrue(fold().wasDone("bob", Act.leave(), 0, 4));
    assertFalse(fold().wasDone("ann", Act.message("one"), 0, 4));
  }

  private void assertBaseless(String author, Act act) {
    add(author, act);
    List<Entry> baseless = fold().baseless();
    assertTrue(baseless.contains(log.get(log.size() - 1)), () -> act + " is not among " + baseless);
  }

  private void add(String author, Act act) {
    log.add(new Entry(log.size() + 1, author, "id" + (log.size() + 1), act));
  }

  private Fold fold() {
    return Fold.of(Story.CREATOR, log);
  }
}
