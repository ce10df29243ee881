package dochat.store;

import static dochat.store.Steps.ANNA;
import static dochat.store.Steps.BEN;
import static dochat.store.Steps.append;
import static dochat.store.Steps.await;
import static dochat.store.Steps.draft;
import static dochat.store.Steps.fill;
import static dochat.store.Steps.join;
import static dochat.store.Steps.leave;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Change;
import dochat.model.Draft;
import dochat.model.Glance;
import dochat.model.Own;
import dochat.model.Place;
import dochat.model.Preferences;
import dochat.model.Role;
import dochat.model.Room;
import dochat.model.RoomKind;
import dochat.model.User;
import dochat.protocol.Limits;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What concerns people in their rooms, and that every change of it shows. */
interface FeedContract extends StoreNodes {
  Preferences DARK = new Preferences(0, null, "dark", null, null, null);

  /** Comes to every node with the next question, and needs nothing else. */
  @Test
  default void everyChangeOfAPlaceShows() {
    var store = openNode();
    var other = openNode();
    await(store.signIn(ANNA, new byte[] {1}, ""));
    await(store.signIn(BEN, new byte[] {2}, ""));
    append(store, draft(ANNA, "a"));
    assertChanges(other, "a room that one makes", () -> await(store.createRoom("secret", "Secret", "", RoomKind.PRIVATE, BEN.id(), "c")));
    assertChanges(other, "a read mark", () -> await(store.markRead(Room.GENERAL, BEN.id(), 1)));
    assertChanges(other, "muting", () -> await(store.ownPlaces().keep(Room.GENERAL, BEN.id(), true, null, null)));
    assertChanges(other, "what is to be unread", () -> await(store.ownPlaces().keep(Room.GENERAL, BEN.id(), null, null, 0L)));
    assertChanges(other, "a favourite", () -> await(store.ownPlaces().keep(Room.GENERAL, BEN.id(), null, true, null)));
    assertChanges(other, "a draft", () -> await(store.ownPlaces().write(Room.GENERAL, BEN.id(), "typed")));
    assertChanges(other, "no draft", () -> await(store.ownPlaces().write(Room.GENERAL, BEN.id(), "")));
    assertChanges(other, "a draft in a thread", () -> await(store.ownPlaces().writeInThread(Room.GENERAL, 1, BEN.id(), "typed")));
    assertChanges(other, "a thread that goes with its first message", () -> append(store, new Change.Delete(Room.GENERAL, ANNA, "a-deleted", 1)));
    assertChanges(other, "what one chooses for oneself", () -> await(store.ownPreferences().choose(BEN.id(), DARK)));
    assertChanges(other, "leaving", () -> leave(store, Room.GENERAL, BEN));
    assertChanges(other, "joining", () -> join(store, Room.GENERAL, BEN));
    await(store.createRoom("annas", "Anna's", "", RoomKind.PRIVATE, ANNA.id(), "d"));
    assertChanges(other, "an invitation", () -> append(store, new Change.Invite("annas", ANNA, "e", BEN)));
    assertChanges(other, "another role", () -> append(store, new Change.Assign("annas", ANNA, "f", BEN, Role.READER)));
    assertChanges(other, "a removal", () -> append(store, new Change.Remove("annas", ANNA, "g", BEN)));
    assertChanges(other, "a conversation", () -> await(store.direct("talk", Set.of(ANNA.id(), BEN.id()), ANNA.id())));
    await(store.createRoom("open", "Open", "", ANNA.id()));
    assertChanges(other, "joining by posting", () -> append(store, draft("open", BEN, "h", "hello")));
  }

  @Test
  default void headsThatAreOthersShowAndNoOthers() {
    var store = openNode();
    await(store.createRoom("one", "One", "", ANNA.id()));
    await(store.createRoom("two", "Two", "", ANNA.id()));
    append(store, draft("one", ANNA, "a", "said"));
    assertEquals(Map.of("one", 1L), await(store.feeds().moved(Map.of("one", 0L, "two", 0L, "nowhere", 7L), Map.of())).heads());
    assertEquals(Map.of("one", 1L), await(store.feeds().moved(Map.of("one", 9L, "two", 0L), Map.of())).heads(), "a log that was put back");
  }

  @Test
  default void placesAreThoseOfOnePersonWithoutTheLab() {
    var store = openNode();
    await(store.signIn(ANNA, new byte[] {1}, ""));
    await(store.signIn(BEN, new byte[] {2}, ""));
    await(store.createRoom(RoomKind.LAB_IDS + "1", "lab", "", BEN.id()));
    await(store.direct("talk", Set.of(ANNA.id(), BEN.id()), ANNA.id()));
    append(store, draft(ANNA, "a"));
    await(store.markRead(Room.GENERAL, ANNA.id(), 1));
    var placed = await(store.feeds().places(List.of(ANNA.id(), BEN.id(), "nobody")));
    assertEquals(3, placed.size());
    var byPerson = placed.stream().collect(Collectors.toMap(each -> each.user(), each -> Set.copyOf(each.places())));
    assertEquals(Set.of(new Place(Room.GENERAL, Role.MEMBER, 1, true), new Place("talk", Role.MEMBER, 0, true)), byPerson.get(ANNA.id()));
    assertEquals(Set.of(new Place(Room.GENERAL, Role.MEMBER, 0, true), new Place("talk", Role.MEMBER, 0, false)), byPerson.get(BEN.id()), "who has not begun it");
    assertEquals(Set.of(), byPerson.get("nobody"));
    assertEquals(Map.of(Room.GENERAL, 1L, "talk", 0L), placed.stream().filter(each -> each.user().equals(ANNA.id())).findFirst().orElseThrow().heads());
  }

  @Test
  default void aGlanceHasTheNewestMessageThatIsThere() {
    var store = openNode();
    await(store.signIn(BEN, new byte[] {2}, ""));
    assertNull(glance(store, Room.GENERAL, BEN.id()).last(), "nothing was said");
    append(store, draft(Room.GENERAL, ANNA, "a", "first\nline"));
    append(store, draft(Room.GENERAL, ANNA, "b", "second"));
    append(store, new Change.React(Room.GENERAL, BEN, "c", 2, "👍", true));
    assertEquals("second", glance(store, Room.GENERAL, BEN.id()).last().text());
    assertEquals(2, glance(store, Room.GENERAL, BEN.id()).room().unread());
    append(store, new Change.Delete(Room.GENERAL, ANNA, "d", 2));
    append(store, new Change.Edit(Room.GENERAL, ANNA, "e", 1, "edited\nline"));
    var glance = glance(store, Room.GENERAL, BEN.id());
    assertEquals("edited line", glance.last().text());
    assertEquals(ANNA, glance.last().user());
    assertEquals(1, glance.room().unread());
    assertEquals(5, glance.room().head());
    assertEquals(0, glance(store, Room.GENERAL, ANNA.id()).room().unread(), "one's own");
  }

  @Test
  default void whatOneKeepsOfARoomIsOnesOwnUntilOneLeaves() {
    var store = openNode();
    await(store.signIn(ANNA, new byte[] {1}, ""));
    await(store.signIn(BEN, new byte[] {2}, ""));
    assertEquals(new Own(true, false), await(store.ownPlaces().keep(Room.GENERAL, BEN.id(), true, null, null)).orElseThrow().own());
    assertEquals(new Own(true, true), await(store.ownPlaces().keep(Room.GENERAL, BEN.id(), null, true, null)).orElseThrow().own());
    var before = await(store.feeds().places(List.of(BEN.id()))).get(0);
    assertEquals(List.of(new Place(Room.GENERAL, Role.MEMBER, 0, true, new Own(true, true))), before.places());
    await(store.ownPlaces().keep(Room.GENERAL, BEN.id(), true, true, null));
    assertEquals(before.changes(), await(store.feeds().places(List.of(BEN.id()))).get(0).changes(), "it was so already");
    assertEquals(new Own(true, true), glance(store, Room.GENERAL, BEN.id()).room().own());
    assertEquals(Own.NONE, glance(store, Room.GENERAL, ANNA.id()).room().own());
    leave(store, Room.GENERAL, BEN);
    assertEquals(Own.NONE, await(store.ownPlaces().keep(Room.GENERAL, BEN.id(), true, true, null)).orElseThrow().own(), "of what one has not joined nothing is kept");
    join(store, Room.GENERAL, BEN);
    assertEquals(Own.NONE, glance(store, Room.GENERAL, BEN.id()).room().own());
    await(store.createRoom("secret", "Secret", "", RoomKind.PRIVATE, ANNA.id(), "c"));
    assertEquals(Optional.empty(), await(store.ownPlaces().keep("secret", BEN.id(), true, null, null)));
  }

  @Test
  default void oneSaysHowFarOneHasReadAlsoBack() {
    var store = openNode();
    var other = openNode();
    await(store.signIn(ANNA, new byte[] {1}, ""));
    await(store.signIn(BEN, new byte[] {2}, ""));
    for (var id : List.of("a", "b", "c")) {
      append(store, draft(ANNA, id));
    }
    await(store.markRead(Room.GENERAL, BEN.id(), 3));
    assertEquals(0, glance(store, Room.GENERAL, BEN.id()).room().own().marked());
    var first = mark(store, 1);
    assertEquals(List.of(1L, 2), List.of(first.read(), first.unread()));
    assertTrue(first.own().marked() > 0);
    assertEquals(new Place(Room.GENERAL, Role.MEMBER, 1, true, first.own()), await(other.feeds().places(List.of(BEN.id()))).get(0).places().get(0));
    assertEquals(List.of(), await(store.readers(Room.GENERAL, 2, ANNA.id())), "and others see no more than that");
    var again = mark(other, 1);
    assertEquals(first.own().marked() + 1, again.own().marked(), "a device that believes something else hears of it");
    assertEquals(Optional.of(2L), await(store.markRead(Room.GENERAL, BEN.id(), 2)));
    assertEquals(Optional.of(2L), await(store.markRead(Room.GENERAL, BEN.id(), 1)), "what is read by and by never goes back");
    assertEquals(List.of(3L, 0), List.of(mark(store, 9).read(), mark(store, 9).unread()), "there is nothing beyond the end");
    leave(store, Room.GENERAL, BEN);
    assertEquals(Own.NONE, mark(store, 1).own());
    assertFalse(mark(store, 1).joined());
  }

  private static Room mark(Store store, long read) {
    return await(store.ownPlaces().keep(Room.GENERAL, BEN.id(), null, null, read)).orElseThrow();
  }

  @Test
  default void aDraftIsOnesOwnCountsAndGoesWithThePlace() {
    var store = openNode();
    var other = openNode();
    await(store.signIn(ANNA, new byte[] {1}, ""));
    await(store.signIn(BEN, new byte[] {2}, ""));
    assertEquals(new Draft(0, ""), await(store.ownPlaces().draft(Room.GENERAL, BEN.id())));
    var first = await(store.ownPlaces().write(Room.GENERAL, BEN.id(), "half"));
    assertEquals("half", first.text());
    assertEquals(new Draft(first.number() + 1, "half a thought"), await(other.ownPlaces().write(Room.GENERAL, BEN.id(), "half a thought")));
    assertEquals(first.number() + 1, glance(store, Room.GENERAL, BEN.id()).room().own().draft());
    assertEquals(new Draft(first.number() + 1, "half a thought"), await(store.ownPlaces().draft(Room.GENERAL, BEN.id())));
    assertEquals(new Draft(0, ""), await(store.ownPlaces().draft(Room.GENERAL, ANNA.id())));
    assertEquals(new Draft(-first.number() - 2, ""), await(store.ownPlaces().write(Room.GENERAL, BEN.id(), "")));
    assertEquals(new Draft(-first.number() - 2, ""), await(store.ownPlaces().draft(Room.GENERAL, BEN.id())));
    var last = await(store.ownPlaces().write(Room.GENERAL, BEN.id(), "again"));
    leave(store, Room.GENERAL, BEN);
    assertEquals(ProblemCode.NOT_PERMITTED, code(store.ownPlaces().draft(Room.GENERAL, BEN.id())));
    assertEquals(ProblemCode.NOT_PERMITTED, code(store.ownPlaces().write(Room.GENERAL, BEN.id(), "from outside")));
    join(store, Room.GENERAL, BEN);
    assertEquals(new Draft(0, ""), await(store.ownPlaces().draft(Room.GENERAL, BEN.id())), "what was typed before is gone");
    assertTrue(await(other.ownPlaces().write(Room.GENERAL, BEN.id(), "anew")).number() > last.number(), "devices that have seen that one see this one");
  }

  @Test
  default void draftsOfThreadsAreOnesOwnCountTogetherAndGoWithThePlace() {
    var store = openNode();
    var other = openNode();
    await(store.signIn(ANNA, new byte[] {1}, ""));
    await(store.signIn(BEN, new byte[] {2}, ""));
    append(store, draft(ANNA, "a"));
    append(store, draft(ANNA, "b"));
    append(store, new Change.Post(Room.GENERAL, ANNA, "c", 1, "an answer"));
    assertEquals(new Draft(0, ""), inThread(store, 1, BEN));
    var first = write(store, 3, "half").number();
    assertEquals(new Draft(first, "half"), inThread(other, 1, BEN), "by any message of the thread");
    assertEquals(new Draft(first + 1, "more"), write(other, 2, "more"));
    assertEquals(first + 1, glance(store, Room.GENERAL, BEN.id()).room().own().threadDrafts());
    assertEquals(List.of(new Draft(first + 1, "half"), new Draft(first + 1, "more")), List.of(inThread(store, 1, BEN), inThread(store, 2, BEN)));
    assertEquals(new Draft(0, ""), inThread(store, 1, ANNA), "they are one's own");
    assertEquals(new Draft(-first - 2, ""), write(store, 2, ""));
    assertEquals(List.of(new Draft(first + 2, "half"), new Draft(-first - 2, "")), List.of(inThread(store, 1, BEN), inThread(store, 2, BEN)));
    assertEquals(new Draft(0, ""), await(store.ownPlaces().draft(Room.GENERAL, BEN.id())), "the room has one of its own");
    assertEquals(ProblemCode.MESSAGE_NOT_FOUND, draftRefusal(store, 9));
    leave(store, Room.GENERAL, BEN);
    assertEquals(ProblemCode.NOT_PERMITTED, code(store.ownPlaces().threadDraft(Room.GENERAL, 1, BEN.id())));
    assertEquals(ProblemCode.NOT_PERMITTED, draftRefusal(store, 1));
    join(store, Room.GENERAL, BEN);
    assertEquals(new Draft(0, ""), inThread(store, 1, BEN), "what was typed before is gone");
    assertTrue(write(store, 1, "anew").number() > first + 2, "devices that have seen those see this one");
  }

  @Test
  default void aThreadLosesItsDraftsWithTheMessageThatBeganIt() {
    var store = openNode();
    await(store.signIn(ANNA, new byte[] {1}, ""));
    await(store.signIn(BEN, new byte[] {2}, ""));
    append(store, draft(ANNA, "a"));
    append(store, new Change.Post(Room.GENERAL, ANNA, "b", 1, "an answer"));
    append(store, draft(ANNA, "c"));
    write(store, 3, "kept");
    var last = write(store, 1, "half").number();
    append(store, new Change.Delete(Room.GENERAL, ANNA, "d", 2));
    assertEquals(new Draft(last, "half"), inThread(store, 1, BEN), "an answer is not the thread");
    append(store, new Change.Delete(Room.GENERAL, ANNA, "e", 1));
    assertEquals(List.of(new Draft(-last - 1, ""), new Draft(last + 1, "kept")), List.of(inThread(store, 1, BEN), inThread(store, 3, BEN)));
    assertEquals(ProblemCode.MESSAGE_NOT_FOUND, draftRefusal(store, 1));
    assertEquals(new Draft(-last - 2, ""), write(store, 1, ""), "to say that nothing is left is never wrong");
  }

  @Test
  default void aPlaceHasOnlySoManyDraftsOfThreads() {
    var store = openNode();
    await(store.signIn(BEN, new byte[] {2}, ""));
    fill(store, Limits.THREAD_DRAFTS + 1);
    for (var i = 1; i <= Limits.THREAD_DRAFTS; i++) {
      write(store, i, "draft " + i);
    }
    assertEquals(ProblemCode.TOO_MANY_DRAFTS, draftRefusal(store, Limits.THREAD_DRAFTS + 1));
    assertEquals("another", write(store, 1, "another").text());
    write(store, 2, "");
    assertEquals("one more", write(store, Limits.THREAD_DRAFTS + 1, "one more").text());
  }

  private static Draft inThread(Store store, long seq, User user) {
    return await(store.ownPlaces().threadDraft(Room.GENERAL, seq, user.id()));
  }

  private static Draft write(Store store, long seq, String text) {
    return await(store.ownPlaces().writeInThread(Room.GENERAL, seq, BEN.id(), text));
  }

  private static ProblemCode draftRefusal(Store store, long seq) {
    return code(store.ownPlaces().writeInThread(Room.GENERAL, seq, BEN.id(), "typed"));
  }

  private static ProblemCode code(Future<?> refused) {
    return await(refused.map((ProblemCode) null).otherwise(failure -> ((Problem) failure).code()));
  }

  @Test
  default void ofWhatOneChoosesForOneselfTheLastCountsAndTheRestStays() {
    var store = openNode();
    var other = openNode();
    await(store.signIn(ANNA, new byte[] {1}, ""));
    await(store.signIn(BEN, new byte[] {2}, ""));
    assertEquals(Preferences.NONE, await(store.ownPreferences().of(BEN.id())));
    assertEquals(new Preferences(1, null, "dark", null, null, null), await(store.ownPreferences().choose(BEN.id(), DARK)));
    var all = new Preferences(2, "ko", "dark", false, 0, 5);
    assertEquals(all, await(other.ownPreferences().choose(BEN.id(), new Preferences(0, "ko", null, false, 0, 5))));
    assertEquals(all, await(store.ownPreferences().of(BEN.id())));
    assertEquals(new Preferences(3, "ko", "light", false, 0, 5), await(store.ownPreferences().choose(BEN.id(), new Preferences(0, null, "light", null, null, null))));
    assertEquals(3, await(other.feeds().places(List.of(BEN.id()))).get(0).preferences().number());
    assertEquals(Preferences.NONE, await(store.feeds().places(List.of(ANNA.id()))).get(0).preferences(), "they are one's own");
    await(store.administration().depart(BEN.id()));
    assertEquals(Preferences.NONE, await(store.ownPreferences().of(BEN.id())), "nothing is left of who has gone");
    assertEquals(ProblemCode.UNAUTHENTICATED, await(store.ownPreferences().choose(BEN.id(), DARK).map((ProblemCode) null).otherwise(failure -> ((Problem) failure).code())));
  }

  @Test
  default void whoHasReadAMessageIsSeenAmongFew() {
    var store = openNode();
    await(store.signIn(ANNA, new byte[] {1}, ""));
    await(store.signIn(BEN, new byte[] {2}, ""));
    append(store, draft(ANNA, "a"));
    append(store, draft(ANNA, "b"));
    await(store.markRead(Room.GENERAL, BEN.id(), 1));
    assertEquals(List.of(BEN), await(store.readers(Room.GENERAL, 1, ANNA.id())));
    assertEquals(List.of(), await(store.readers(Room.GENERAL, 2, ANNA.id())));
    assertEquals(List.of(), await(store.readers(Room.GENERAL, 1, BEN.id())), "neither its author nor oneself");
    assertEquals(ProblemCode.NOT_PERMITTED, refusal(store, 1, "nobody"));
    assertEquals(ProblemCode.MESSAGE_NOT_FOUND, refusal(store, 3, ANNA.id()));
    append(store, new Change.Delete(Room.GENERAL, ANNA, "c", 2));
    assertEquals(ProblemCode.MESSAGE_NOT_FOUND, refusal(store, 2, ANNA.id()));
    for (var i = 0; i < Limits.READERS_MEMBERS - 1; i++) {
      assertEquals(1, await(store.readers(Room.GENERAL, 1, ANNA.id())).stream().filter(BEN::equals).count());
      join(store, Room.GENERAL, new User("u" + i, "Somebody"));
    }
    assertEquals(ProblemCode.NOT_PERMITTED, refusal(store, 1, ANNA.id()), "one too many");
  }

  private static ProblemCode refusal(Store store, long seq, String user) {
    return await(store.readers(Room.GENERAL, seq, user).map((ProblemCode) null).otherwise(failure -> ((Problem) failure).code()));
  }

  /** Whoever asks for what. */
  @Test
  default void whoIsNoMemberSeesNothing() {
    var store = openNode();
    await(store.signIn(ANNA, new byte[] {1}, ""));
    await(store.signIn(BEN, new byte[] {2}, ""));
    await(store.createRoom("secret", "Secret", "", RoomKind.PRIVATE, ANNA.id(), "c"));
    append(store, new Change.Invite("secret", ANNA, "d", BEN));
    append(store, draft("secret", ANNA, "e", "hush"));
    assertEquals("hush", glance(store, "secret", BEN.id()).last().text());
    append(store, new Change.Remove("secret", ANNA, "f", BEN));
    assertEquals(List.of(), await(store.feeds().glances(List.of(List.of("secret", BEN.id()), List.of("secret", "nobody"), List.of("nowhere", ANNA.id())))));
  }

  private static Glance glance(Store store, String room, String user) {
    return await(store.feeds().glances(List.of(List.of(room, user)))).get(0);
  }

  private static void assertChanges(Store store, String what, Runnable change) {
    var before = await(store.feeds().places(List.of(BEN.id()))).get(0).changes();
    assertEquals(Set.of(), await(store.feeds().moved(Map.of(), Map.of(BEN.id(), before))).people());
    change.run();
    assertEquals(Set.of(BEN.id()), await(store.feeds().moved(Map.of(), Map.of(BEN.id(), before))).people(), what);
  }
}
