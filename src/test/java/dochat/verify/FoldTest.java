package dochat.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Role;
import dochat.protocol.Limits;
import dochat.verify.Fold.Absence;
import dochat.verify.Message.Quote;
import dochat.verify.Message.Reaction;
import dochat.verify.Message.Replies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What events make of a room, by the words of docs/protocol.md. */
class FoldTest {
  private static final String THUMB = "👍";
  private static final String HEART = "❤️";

  private final List<Entry> log = new ArrayList<>();
  private boolean isPrivate;

  @Test
  void aMessageSaysWhatItsLastEditSays() {
    add("ann", Act.message("one"));
    add("ann", Act.edit(1, "two"));
    add("ann", Act.edit(1, "three"));
    add("bob", Act.message("other"));
    assertEquals(List.of(new Message(1, "ann", "id1", "three", true, null, List.of(), false, null, null), new Message(4, "bob", "id4", "other", false, null, List.of(), false, null, null)), fold().messages());
  }

  @Test
  void aDeletedMessageHasNothingLeft() {
    add("ann", Act.message(""));
    add("ann", Act.edit(1, ""));
    add("bob", Act.react(1, THUMB));
    add("ann", Act.delete(1));
    assertEquals(List.of(new Message(1, "ann", "id1", "", false, "ann", List.of(), false, null, null)), fold().messages());
    assertEquals(List.of(true, true, false, false), log.stream().map(entry -> fold().deletion(entry) > 0).toList());
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
    assertEquals(Map.of(Story.CREATOR, "owner", "cid", "member"), fold().members());
    add("ann", Act.message("back"));
    assertEquals(Map.of(Story.CREATOR, "owner", "cid", "member", "ann", "member"), fold().members());
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
    assertBaseless("ann", new Act("hidden", 0, "", ""));
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

  @Test
  void anAnswerQuotesItsMessageAsItIsNowAndBelongsToTheThreadThatItsFirstOneBegan() {
    add("ann", Act.message("one\n two"));
    add("bob", Act.reply(1, "three"));
    add("cid", Act.reply(2, "four"));
    add("bob", Act.reply(1, "x".repeat(Limits.QUOTE_CHARS + 1)));
    add("ann", Act.reply(4, "five"));
    assertEquals(new Replies(4, List.of("bob", "cid", "ann")), message(1).replies());
    assertNull(message(2).replies());
    assertNull(message(1).quote());
    assertEquals(new Quote(1, "ann", "one two", false, 1), message(2).quote());
    assertEquals(new Quote(2, "bob", "three", false, 1), message(3).quote());
    assertEquals(new Quote(4, "bob", "x".repeat(Limits.QUOTE_CHARS - 1) + "…", false, 1), message(5).quote());
    add("bob", Act.edit(2, "other"));
    add("cid", Act.delete(3));
    add("ann", Act.delete(1));
    assertEquals(new Quote(2, "bob", "other", false, 1), message(3).quote());
    assertEquals(new Quote(1, "ann", "", true, 1), message(2).quote());
    assertEquals(new Replies(3, List.of("bob", "cid", "ann")), message(1).replies());
    assertEquals(List.of(), fold().baseless());
    assertBaseless("bob", Act.reply(1, "six"));
    assertBaseless("bob", Act.reply(99, "six"));
  }

  @Test
  void ofManyWhoAnswerTheFirstAreNamed() {
    add("ann", Act.message("one"));
    IntStream.rangeClosed(0, Limits.THREAD_USERS).forEach(i -> add("user" + i, Act.reply(1, "two")));
    assertEquals(new Replies(Limits.THREAD_USERS + 1, IntStream.range(0, Limits.THREAD_USERS).mapToObj(i -> "user" + i).toList()), message(1).replies());
  }

  @Test
  void aMessageIsPinnedUntilSomebodyTakesThatBackOrItIsDeleted() {
    isPrivate = true;
    add(Story.CREATOR, Act.message("one"));
    add(Story.CREATOR, Act.invite("bob"));
    add("bob", Act.pin(1));
    assertTrue(message(1).isPinned());
    assertBaseless(Story.CREATOR, Act.pin(1));
    add(Story.CREATOR, Act.unpin(1));
    assertFalse(message(1).isPinned());
    assertBaseless("bob", Act.unpin(1));
    add("bob", Act.pin(1));
    add(Story.CREATOR, Act.delete(1));
    assertFalse(message(1).isPinned());
    assertTrue(fold().wasDone("bob", Act.unpin(1), 8, 8));
    assertBaseless("bob", Act.pin(1));
  }

  @Test
  void inAPublicRoomWhoIsNoModeratorPinsNothing() {
    add("ann", Act.message("one"));
    add(Story.CREATOR, Act.pin(1));
    assertEquals(List.of(), fold().baseless());
    assertBaseless("ann", Act.unpin(1));
    assertBaseless("ann", Act.invite("bob"));
    assertBaseless(Story.CREATOR, Act.invite("bob"));
  }

  @Test
  void inAPrivateRoomIsWhoWasInvitedWithTheRoleThatWasGivenLast() {
    isPrivate = true;
    add(Story.CREATOR, Act.invite("ann"));
    add(Story.CREATOR, Act.invite("bob"));
    add(Story.CREATOR, Act.assign("ann", Role.MODERATOR));
    add("ann", Act.assign("bob", Role.READER));
    assertEquals(Map.of(Story.CREATOR, "owner", "ann", "moderator", "bob", "reader"), fold().members());
    add("ann", Act.remove("bob"));
    add(Story.CREATOR, Act.remove("ann"));
    add(Story.CREATOR, Act.invite("ann"));
    assertEquals(Map.of(Story.CREATOR, "owner", "ann", "member"), fold().members());
    assertEquals(List.of(), fold().baseless());
    assertEquals(List.of(new Absence(5, Absence.FOR_GOOD)), fold().absences("bob"));
    assertEquals(List.of(new Absence(6, 7)), fold().absences("ann"));
  }

  @Test
  void inAPrivateRoomEverybodyDoesWhatTheirRoleAllows() {
    isPrivate = true;
    List.of("owner", "moderator", "member", "reader").forEach(role -> {
      add(Story.CREATOR, Act.invite(role));
      add(Story.CREATOR, Act.message("of the owner"));
    });
    List.of(Role.OWNER, Role.MODERATOR, Role.READER).forEach(role -> add(Story.CREATOR, Act.assign(role.word(), role)));
    assertEquals(List.of(), fold().baseless());
    assertBaseless("reader", Act.message("one"));
    assertBaseless("reader", Act.react(2, THUMB));
    assertBaseless("reader", Act.pin(2));
    assertBaseless("reader", Act.invite("dan"));
    assertBaseless("member", Act.delete(2));
    assertBaseless("member", Act.remove("reader"));
    assertBaseless("member", Act.assign("reader", Role.MEMBER));
    assertBaseless("moderator", Act.remove("owner"));
    assertBaseless("moderator", Act.assign("member", Role.MODERATOR));
    assertBaseless("moderator", Act.assign("owner", Role.MEMBER));
    assertBaseless("owner", Act.assign("nobody", Role.MEMBER));
    assertBaseless("nobody", Act.message("one"));
    assertBaseless("nobody", Act.join());
    int wrong = fold().baseless().size();
    add("moderator", Act.delete(2));
    add("moderator", Act.assign("reader", Role.MEMBER));
    add("reader", Act.message("now a member"));
    add("moderator", Act.remove("reader"));
    add("owner", Act.assign("moderator", Role.OWNER));
    add("member", Act.invite("dan"));
    assertEquals(wrong, fold().baseless().size());
  }

  @Test
  void whoIsNotInAPrivateRoomIsToldThatNothingIsSo() {
    isPrivate = true;
    add(Story.CREATOR, Act.message("one"));
    add(Story.CREATOR, Act.invite("ann"));
    add("ann", Act.react(1, THUMB));
    add(Story.CREATOR, Act.remove("ann"));
    assertFalse(fold().wasDone("ann", Act.invite("ann"), 0, 1));
    assertTrue(fold().wasDone("ann", Act.react(1, THUMB), 3, 4));
    assertFalse(fold().wasDone("ann", Act.react(1, THUMB), 4, 4));
    assertTrue(fold().wasDone(Story.CREATOR, Act.remove("ann"), 4, 4));
    assertFalse(fold().wasDone(Story.CREATOR, Act.invite("ann"), 4, 4));
    assertFalse(fold().wasDone(Story.CREATOR, Act.assign("ann", Role.READER), 0, 4));
    assertTrue(fold().wasDone(Story.CREATOR, Act.assign("ann", Role.MEMBER), 0, 4));
  }

  private void assertBaseless(String author, Act act) {
    add(author, act);
    List<Entry> baseless = fold().baseless();
    assertTrue(baseless.contains(log.get(log.size() - 1)), () -> act + " is not among " + baseless);
  }

  private void add(String author, Act act) {
    log.add(new Entry(log.size() + 1, author, "id" + (log.size() + 1), act));
  }

  private Message message(long seq) {
    return fold().messages().stream().filter(message -> message.seq() == seq).findFirst().orElseThrow();
  }

  private Fold fold() {
    return Fold.of(Story.CREATOR, isPrivate, log);
  }
}
