package dochat.store;

import static dochat.store.Steps.ANNA;
import static dochat.store.Steps.BEN;
import static dochat.store.Steps.append;
import static dochat.store.Steps.await;
import static dochat.store.Steps.join;
import static dochat.store.Steps.leave;
import static dochat.store.Steps.outcomes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dochat.model.Appended.Outcome;
import dochat.model.Change;
import dochat.model.Event;
import dochat.model.Followers;
import dochat.model.Mention;
import dochat.model.Neighbour;
import dochat.model.Role;
import dochat.model.RoomKind;
import dochat.model.User;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who follows threads, and whom that calls. */
interface FollowContract extends StoreNodes {
  User CHO = new User("u-cho", "Cho");
  User DAN = new User("u-dan", "Dan");
  String ROOM = "tea";

  @Test
  default void whoHasWrittenFollowsAndWhoeverSaysSo() {
    var store = openNode();
    thread(store);
    assertEquals(new Followers(2, List.of(ANNA, BEN), true), await(store.followers(ROOM, 1, ANNA.id())));
    assertEquals(new Followers(2, List.of(BEN, ANNA), true), await(store.followers(ROOM, 2, BEN.id())), "oneself first, by any message of the thread");
    assertEquals(List.of(Outcome.NEW, Outcome.UNCHANGED, Outcome.UNCHANGED, Outcome.NEW), outcomes(await(store.append(List.of(follow(CHO, 2, true), follow(CHO, 2, true),
        follow(BEN, 1, true), follow(ANNA, 1, false))))));
    assertEquals(new Followers(2, List.of(CHO, BEN), true), await(store.followers(ROOM, 1, CHO.id())));
    assertEquals(new Followers(2, List.of(BEN, CHO), false), await(store.followers(ROOM, 1, ANNA.id())));
    assertEquals(List.of(Outcome.UNCHANGED, Outcome.NEW, Outcome.NEW), outcomes(await(store.append(List.of(follow(ANNA, 2, false), follow(CHO, 1, false), follow(ANNA, 1, true))))));
    assertEquals(new Followers(2, List.of(ANNA, BEN), false), await(store.followers(ROOM, 1, CHO.id())));
  }

  /** As long as one says nothing else, also when one writes there again; and by name everybody is called. */
  @Test
  default void aReplyCallsWhoFollows() {
    var store = openNode();
    thread(store);
    await(store.append(List.of(follow(CHO, 1, true), follow(BEN, 1, false))));
    append(store, reply(ANNA, "for all"));
    assertEquals(List.of(0, 1, 0), List.of(mentions(store, BEN), mentions(store, CHO), mentions(store, DAN)));
    append(store, reply(BEN, "again"));
    append(store, reply(ANNA, "so"));
    assertEquals(List.of(0, 3), List.of(mentions(store, BEN), mentions(store, CHO)));
    append(store, new Change.Post(ROOM, ANNA, newId(), 1, "@Ben", List.of(Mention.of(BEN, 0, 4)), Set.of()));
    append(store, follow(CHO, 1, false));
    append(store, reply(ANNA, "last"));
    assertEquals(List.of(1, 4), List.of(mentions(store, BEN), mentions(store, CHO)));
    append(store, follow(BEN, 1, true));
    append(store, reply(ANNA, "really"));
    assertEquals(2, mentions(store, BEN));
  }

  /** In a page there is what the reader has said, and nothing of what others have. */
  @Test
  default void pagesTellWhatOneHasSaid() {
    var store = openNode();
    thread(store);
    await(store.append(List.of(follow(CHO, 2, true), follow(BEN, 1, false))));
    assertEquals(true, follows(store, CHO));
    assertEquals(false, follows(store, BEN));
    assertNull(follows(store, ANNA));
    assertNull(await(store.messages(ROOM, CHO.id(), -1, -1, 9)).messages().get(1).follows(), "of the message that began it alone");
  }

  /** Who is out follows nothing, and what newcomers do not see tells them nothing. */
  @Test
  default void onlyMembersFollow() {
    var store = openNode();
    thread(store);
    leave(store, ROOM, BEN);
    assertEquals(new Followers(1, List.of(ANNA), true), await(store.followers(ROOM, 1, ANNA.id())));
    assertEquals(Outcome.NOT_PERMITTED, append(store, follow(BEN, 1, true)).outcome());
    assertEquals(List.of(Outcome.NO_MESSAGE, Outcome.NO_MESSAGE), outcomes(await(store.append(List.of(follow(ANNA, 9, true), follow(ANNA, 9, false))))));
    assertEquals(ProblemCode.MESSAGE_NOT_FOUND, assertThrows(Problem.class, () -> await(store.followers(ROOM, 9, ANNA.id()))).code());
    assertThrows(NoSuchRoom.class, () -> await(store.followers("nowhere", 1, ANNA.id())));

    await(store.createRoom("r-1", "Plan", "", RoomKind.PRIVATE, ANNA.id(), "plan"));
    append(store, new Change.Post("r-1", ANNA, newId(), "before"));
    await(store.append(List.of(new Change.Settle("r-1", ANNA, newId(), Event.HISTORY, "joined"),
        new Change.Invite("r-1", ANNA, newId(), CHO), new Change.Post("r-1", ANNA, newId(), 1, "after"), new Change.Assign("r-1", ANNA, newId(), CHO, Role.READER))));
    assertEquals(ProblemCode.MESSAGE_NOT_FOUND, assertThrows(Problem.class, () -> await(store.followers("r-1", 1, CHO.id()))).code());
    assertEquals(List.of(Outcome.NO_MESSAGE, Outcome.NEW), outcomes(await(store.append(List.of(new Change.Follow("r-1", CHO, newId(), 1, true), new Change.Follow("r-1", CHO, newId(), 4, true))))), "a reader as well");
    assertEquals(new Followers(2, List.of(CHO, ANNA), true), await(store.followers("r-1", 4, CHO.id())));
    assertThrows(NoSuchRoom.class, () -> await(store.followers("r-1", 4, DAN.id())));
  }

  /** The message that began it may be gone. */
  @Test
  default void aThreadGoesOnWithoutItsBeginning() {
    var store = openNode();
    thread(store);
    append(store, new Change.Delete(ROOM, ANNA, newId(), 1));
    assertEquals(List.of(Outcome.NEW, Outcome.NEW), outcomes(await(store.append(List.of(follow(BEN, 1, false), follow(CHO, 2, true))))));
    assertEquals(new Followers(2, List.of(ANNA, CHO), false), await(store.followers(ROOM, 1, BEN.id())));
  }

  /** It would call who does not want to be. */
  @Test
  default void nobodySaysSoBesideAnOlderNode() {
    var store = openNode();
    thread(store);
    await(store.beat(new Neighbour("new", 1, 0, Set.of("new", "old")), 0));
    try (var engine = Engine.open(config())) {
      engine.write(handle -> handle.execute("INSERT INTO node (id, beat, since, members, at) VALUES ('old', 1, 0, 'new,old', 0)"));
      assertEquals(Outcome.OLDER_NODES, append(store, follow(BEN, 1, false)).outcome());
      await(store.endBeats("old"));
      assertEquals(Outcome.NEW, append(store, follow(BEN, 1, false)).outcome());
    }
  }

  /** Anna asks in a room of hers, and Ben answers. */
  private static void thread(Store store) {
    Stream.of(ANNA, BEN, CHO, DAN).forEach(user -> await(store.signIn(user, user.id().getBytes(StandardCharsets.UTF_8), "")));
    await(store.createRoom(ROOM, "Tea", "", ANNA.id()));
    append(store, new Change.Post(ROOM, ANNA, newId(), "tea?"));
    append(store, reply(BEN, "yes"));
    Stream.of(CHO, DAN).forEach(user -> join(store, ROOM, user));
  }

  private static Change follow(User user, long ref, boolean on) {
    return new Change.Follow(ROOM, user, newId(), ref, on);
  }

  private static Change reply(User user, String text) {
    return new Change.Post(ROOM, user, newId(), 1, text);
  }

  private static int mentions(Store store, User user) {
    return await(store.room(ROOM, user.id())).orElseThrow().mentions();
  }

  private static Boolean follows(Store store, User user) {
    return await(store.messages(ROOM, user.id(), -1, -1, 9)).messages().get(0).follows();
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }
}
