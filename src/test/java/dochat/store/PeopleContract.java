package dochat.store;

import static dochat.store.Steps.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Admission;
import dochat.model.Appended.Outcome;
import dochat.model.Change;
import dochat.model.ChatRole;
import dochat.model.ChatSettings;
import dochat.model.Credential;
import dochat.model.Entrance;
import dochat.model.Event;
import dochat.model.Invitation;
import dochat.model.LogPlace;
import dochat.model.Member;
import dochat.model.Mention.Group;
import dochat.model.Mention;
import dochat.model.Profile;
import dochat.model.Registration;
import dochat.model.Role;
import dochat.model.Room;
import dochat.model.RoomKind;
import dochat.model.SettingsChange;
import dochat.model.User;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What people may do with people, who may come in by which links, and what is left of who has gone. */
interface PeopleContract extends StoreNodes {
  /**
   * What becomes of each verb by each role, in the order of {@link #VERBS}: D it is done, P not permitted, N only an account can be that, I there is no such
   * invitation. The chat has another owner; whom it is done to is a person, an administrator or an owner, and the actor themself where it says self.
   */
  String TABLE = """
                     open off offAdmin offOwner offSelf admin unadmin owner unowner adminGuest resign inviteChat invitePublic invitePrivate revokeOther
      guest          P    P   P        P        P       P     P       P     P       P          D      P          P            P             I
      person         P    P   P        P        P       P     P       P     P       P          D      P          P            D             I
      administrator  D    D   P        P        P       D     P       P     P       N          D      D          D            D             D
      owner          D    D   D        D        P       D     D       D     D       N          D      D          D            D             D
      """;
  Map<String, BiFunction<Scene, String, Future<?>>> VERBS = verbs();

  @Test
  default void eachRoleMayDoWhatTheTableSays() {
    var store = openNode();
    register(store, "first", ChatRole.OWNER);
    var lines = TABLE.lines().toList();
    assertEquals(List.copyOf(VERBS.keySet()), List.of(lines.get(0).trim().split(" +")));
    assertEquals(List.of("guest", "person", "administrator", "owner"), lines.stream().skip(1).map(line -> line.trim().split(" +")[0]).toList());
    lines.stream().skip(1).map(line -> line.trim().split(" +")).forEach(row -> {
      var actual = VERBS.values().stream().map(verb -> outcome(new Scene(this, store), row[0], verb)).toList();
      assertEquals(List.of(row).subList(1, row.length), actual, row[0]);
    });
  }

  @Test
  default void theLastOwnerStays() {
    var store = openNode();
    register(store, "minji", ChatRole.OWNER);
    register(store, "ben", ChatRole.PERSON);
    assertRefused(ProblemCode.LAST_OWNER, store.administration().assign("minji", "minji", ChatRole.PERSON));
    assertRefused(ProblemCode.LAST_OWNER, store.administration().depart("minji"));
    await(store.administration().assign("minji", "ben", ChatRole.OWNER));
    await(store.administration().assign("minji", "minji", ChatRole.PERSON));
    assertRefused(ProblemCode.LAST_OWNER, store.administration().assign("ben", "ben", ChatRole.ADMINISTRATOR));
  }

  @Test
  default void ofTwoOwnersWhoLeaveAtOnceOneStays() {
    var here = openNode();
    var there = openNode();
    for (var round = 0; round < 5; round++) {
      var one = "one-" + round;
      var two = "two-" + round;
      register(here, one, ChatRole.OWNER);
      register(here, two, ChatRole.OWNER);
      var both = List.of(here.administration().assign(one, one, ChatRole.PERSON), there.administration().assign(two, two, ChatRole.PERSON));
      both.forEach(each -> await(each.transform(done -> Future.succeededFuture())));
      var first = round == 0 ? 1 : 2;
      assertEquals(first, both.stream().filter(Future::succeeded).count(), "in round " + round);
    }
  }

  @Test
  default void whoIsDeactivatedIsOutUntilTheyAreNot() {
    var store = openNode();
    register(store, "owner", ChatRole.OWNER);
    var ben = register(store, "ben", ChatRole.PERSON);
    var ann = register(store, "ann", ChatRole.PERSON).user();
    var dan = register(store, "dan", ChatRole.PERSON).user();
    var room = await(store.createRoom("r-anns", "Of Ann", "", RoomKind.PRIVATE, "ann", "c1")).orElseThrow().id();
    var shared = await(store.createRoom("r-shared", "Shared", "", RoomKind.PRIVATE, "ann", "c2")).orElseThrow().id();
    await(store.append(List.of(new Change.Invite(shared, ann, "i-ben-there", ben.user()), new Change.Invite(shared, ann, "i-dan", dan), new Change.Assign(shared, ann, "r-ben", ben.user(), Role.OWNER))));
    var two = await(store.createRoom("r-two", "Two", "", RoomKind.PRIVATE, "ann", "c3")).orElseThrow().id();
    await(store.append(List.of(new Change.Invite(two, ann, "i-ben-two", ben.user()), new Change.Assign(two, ann, "r-ben-two", ben.user(), Role.MODERATOR))));
    await(store.registry().begin(ben, hash("phone"), ""));
    var before = await(store.registry().endedAfter(Long.MAX_VALUE)).head();
    assertEquals(2, await(store.administration().activate("owner", "ben", false)).size());
    assertEquals(2, await(openNode().registry().endedAfter(before)).ids().size(), "other nodes hear of it");
    assertEquals(Optional.empty(), await(store.userOf(hash("phone"))));
    assertRefused(ProblemCode.ACCOUNT_DEACTIVATED, store.registry().begin(ben, hash("again"), ""));
    assertEquals(Outcome.NO_MEMBER, Steps.append(store, new Change.Invite(room, ann, "i-ben", ben.user())).outcome(), "nobody invites them");
    assertEquals(List.of(Outcome.NEW, Outcome.LAST_OWNER), Steps.outcomes(await(store.append(List.of(new Change.Assign(shared, ann, "r-dan", dan, Role.MODERATOR),
        new Change.Leave(shared, ann, "l-ann"))))), "nor do they rule");
    assertEquals(List.of(Outcome.NEW, Outcome.LAST_OWNER), Steps.outcomes(await(store.append(List.of(new Change.Assign(two, ann, "o-ben-two", ben.user(), Role.OWNER),
        new Change.Leave(two, ann, "l-ann-two"))))), "also who is made an owner just then");
    await(store.administration().depart("ann"));
    assertEquals(Outcome.NEW, Steps.append(store, new Change.Leave(two, ann, "l-gone")).outcome(), "who deletes their account goes, though nobody is left to rule");
    assertEquals("dan", await(store.administration().departures("ann")).stream().filter(each -> each.room().equals(shared)).findFirst().orElseThrow().heir());
    assertEquals(List.of(Outcome.NEW, Outcome.NEW, Outcome.UNCHANGED), Steps.outcomes(await(store.append(List.of(new Change.Assign(shared, ann, "r-heir", dan, Role.OWNER),
        new Change.Remove(shared, dan, "x-ben", ben.user()), new Change.Remove(shared, dan, "x-ben-again", ben.user()))))), "but they can be decided about");
    await(store.administration().activate("owner", "ben", true));
    assertTrue(await(store.registry().begin(ben, hash("again"), "")).isPresent());
  }

  @Test
  default void aSignInThatRacesWithADeactivationIsOut() {
    var here = openNode();
    var there = openNode();
    register(here, "owner", ChatRole.OWNER);
    for (var round = 0; round < 5; round++) {
      var ben = register(here, "ben-" + round, ChatRole.PERSON);
      var token = hash("token-" + round);
      var signIn = there.registry().begin(ben, token, "");
      await(here.administration().activate("owner", ben.user().id(), false));
      await(signIn.transform(done -> Future.succeededFuture()));
      assertEquals(Optional.empty(), await(here.userOf(token)));
    }
  }

  @Test
  default void administratorsSayWhoMayComeIn() {
    var store = openNode();
    register(store, "owner", ChatRole.OWNER);
    await(store.administration().settle("owner", new SettingsChange(null, Registration.INVITATION, false)));
    var there = openNode();
    assertEquals(new Entrance(Registration.INVITATION, false), await(there.administration().settings()).entrance());
    assertRefused(ProblemCode.GUESTS_REFUSED, there.signIn(new User("ann", "Ann"), hash("ann"), ""));
    assertRefused(ProblemCode.INVITATION_NEEDED, there.registry().register(credential("ann"), hash("ann"), "", Admission.ANYBODY));
    await(store.administration().invite("link-1", hash("link-1"), "owner", List.of(), 1, tomorrow()));
    var link = new Admission(Admission.ANYBODY.cap(), hash("link-1"));
    assertEquals(Registry.Outcome.DONE, await(there.registry().register(credential("ann"), hash("ann"), "", link)));
    await(store.administration().settle("owner", new SettingsChange(null, Registration.CLOSED, null)));
    await(store.administration().invite("link-2", hash("link-2"), "owner", List.of(), 1, tomorrow()));
    assertRefused(ProblemCode.REGISTRATION_CLOSED, there.registry().register(credential("eve"), hash("eve"), "", new Admission(Admission.ANYBODY.cap(), hash("link-2"))));
    assertEquals(0, await(store.administration().look(hash("link-2"))).used(), "nothing was counted");
  }

  @Test
  default void administratorsSayWhatTheChatIsCalled() {
    var store = openNode();
    var there = openNode();
    register(store, "owner", ChatRole.OWNER);
    var open = Admission.ANYBODY.cap();
    assertEquals(new ChatSettings(ChatSettings.NAME, open), await(store.administration().settings()));
    await(store.administration().settle("owner", new SettingsChange("Tea", null, null)));
    assertEquals(new ChatSettings("Tea", open), await(there.administration().settings()));
    await(there.administration().settle("owner", new SettingsChange(null, Registration.CLOSED, null)));
    assertEquals(new ChatSettings("Tea", new Entrance(Registration.CLOSED, true)), await(store.administration().settings()), "it stays");
    await(store.administration().settle("owner", new SettingsChange(null, null, false)));
    assertEquals(new ChatSettings("Tea", new Entrance(Registration.CLOSED, false)), await(there.administration().settings()), "so does who may make an account");
    assertEquals("Tea", await(store.feeds().places(List.of("owner", "nobody"))).get(1).chat());
    assertEquals("Tea", await(store.feeds().moved(Map.of(), Map.of())).chat());
  }

  @Test
  default void theLastUseOfALinkIsOnesAlone() {
    var here = openNode();
    var there = openNode();
    register(here, "owner", ChatRole.OWNER);
    await(here.administration().invite("link", hash("link"), "owner", List.of(), 3, tomorrow()));
    var link = new Admission(Admission.ANYBODY.cap(), hash("link"));
    var asked = IntStream.range(0, 8).mapToObj(i -> (i % 2 == 0 ? here : there).registry().register(credential("g" + i), hash("g" + i), "", link)).toList();
    asked.forEach(each -> await(each.transform(done -> Future.succeededFuture())));
    assertEquals(3, asked.stream().filter(Future::succeeded).count());
    asked.stream().filter(Future::failed).forEach(each -> assertEquals(ProblemCode.INVITATION_USED_UP, Problem.from(each.cause()).code()));
    assertEquals(3, IntStream.range(0, 8).filter(i -> await(here.userOf(hash("g" + i))).isPresent()).count(), "nobody else is in");
  }

  @Test
  default void aLinkThatIsOfNoUseSaysWhy() {
    var store = openNode();
    var admin = store.administration();
    register(store, "owner", ChatRole.OWNER);
    register(store, "maker", ChatRole.ADMINISTRATOR);
    register(store, "ann", ChatRole.PERSON);
    assertRefused(ProblemCode.INVITATION_NOT_FOUND, admin.look(hash("none")));
    await(admin.invite("late", hash("late"), "maker", List.of(), 1, Instant.now().minusSeconds(1)));
    assertRefused(ProblemCode.INVITATION_EXPIRED, admin.use(hash("late"), "ann"));
    await(admin.invite("back", hash("back"), "maker", List.of(), 1, tomorrow()));
    assertRefused(ProblemCode.INVITATION_NOT_FOUND, admin.revoke("back", "ann"));
    await(admin.revoke("back", "maker"));
    assertRefused(ProblemCode.INVITATION_REVOKED, admin.use(hash("back"), "ann"));
    await(admin.invite("good", hash("good"), "maker", List.of(), 1, tomorrow()));
    await(admin.use(hash("good"), "ann"));
    await(admin.use(hash("good"), "ann"));
    assertRefused(ProblemCode.INVITATION_USED_UP, admin.use(hash("good"), "owner"));
    await(admin.revoke("good", "maker"));
    assertRefused(ProblemCode.INVITATION_REVOKED, admin.use(hash("good"), "ann"), "who has used it does not go on doing so");
    await(admin.invite("theirs", hash("theirs"), "maker", List.of(), 1, tomorrow()));
    await(admin.assign("owner", "maker", ChatRole.PERSON));
    assertRefused(ProblemCode.INVITATION_REVOKED, admin.look(hash("theirs")), "who has made it may not any more");
    assertEquals(4, await(admin.invitations("owner")).size());
    assertFalse(await(admin.invitations("owner")).toString().contains("hash"));
  }

  /** The same request again is the same use, also where it asks first whether it will be let in. */
  @Test
  default void aGuestWhoHasUsedTheLastUseOfALinkBecomesAnAccountByIt() {
    var store = openNode();
    var admin = store.administration();
    register(store, "owner", ChatRole.OWNER);
    await(store.signIn(new User("ann", "Ann"), hash("ann"), ""));
    await(store.signIn(new User("ben", "Ben"), hash("ben"), ""));
    await(admin.settle("owner", new SettingsChange(null, Registration.INVITATION, null)));
    await(admin.invite("link", hash("link"), "owner", List.of(), 1, tomorrow()));
    var link = new Admission(Admission.ANYBODY.cap(), hash("link"));
    await(store.registry().admits("ben", link));
    await(admin.use(hash("link"), "ann"));
    assertRefused(ProblemCode.INVITATION_USED_UP, store.registry().admits("ben", link));
    assertRefused(ProblemCode.INVITATION_NEEDED, store.registry().admits("ann", Admission.ANYBODY));
    await(store.registry().admits("ann", link));
    assertEquals(Registry.Outcome.DONE, await(store.registry().register(credential("ann"), link)));
    assertEquals(1, await(admin.invitations("owner")).get(0).used());
    await(admin.revoke("link", "owner"));
    assertRefused(ProblemCode.INVITATION_REVOKED, store.registry().admits("ann", link), "who has used it does not go on doing so");
  }

  /** Nor what they are called by now. Who opens it is told of those alone to which they could be invited at that moment. */
  @Test
  default void aLinkTellsNothingOfRoomsThatOneMayNotSee() {
    var store = openNode();
    var admin = store.administration();
    register(store, "owner", ChatRole.OWNER);
    register(store, "maker", ChatRole.ADMINISTRATOR);
    register(store, "ann", ChatRole.PERSON);
    var maker = new User("maker", "maker");
    var ann = new User("ann", "ann");
    for (var id : List.of("r-gone", "r-here", "r-closed")) {
      await(store.createRoom(id, id, "", RoomKind.PRIVATE, "ann", id));
      await(store.append(List.of(new Change.Invite(id, ann, "in " + id, maker))));
    }
    await(admin.invite("link", hash("link"), "maker", List.of(Room.GENERAL, "r-gone", "r-here", "r-closed"), 5, tomorrow()));
    assertEquals(List.of(Room.GENERAL, "r-closed", "r-gone", "r-here"), rooms(await(admin.look(hash("link")))));
    assertEquals(List.of(List.of(Room.GENERAL)), await(admin.invitations("owner")).stream().map(PeopleContract::rooms).toList(), "owners of the chat see no more of rooms than others");
    await(store.append(List.of(new Change.Remove("r-gone", ann, "out", maker), new Change.Settle("r-gone", ann, "name", Event.RENAME, "Secret"),
        new Change.Settle("r-closed", ann, "only", Event.INVITING, "moderator"))));
    assertEquals(List.of(Room.GENERAL, "r-here"), rooms(await(admin.look(hash("link")))));
    assertEquals(List.of(List.of(Room.GENERAL, "r-closed", "r-here")), await(admin.invitations("maker")).stream().map(PeopleContract::rooms).toList());
  }

  private static List<String> rooms(Invitation invitation) {
    return invitation.rooms().stream().map(Invitation.Place::id).toList();
  }

  @Test
  default void aNewStoreWelcomesOneOwner() {
    var here = openNode();
    var there = openNode();
    var links = List.of(here.administration().welcome("a", hash("a"), tomorrow()), there.administration().welcome("b", hash("b"), tomorrow()));
    assertEquals(1, links.stream().filter(Steps::await).count());
    var secret = await(links.get(0)) ? hash("a") : hash("b");
    await(here.signIn(new User("guest", "Guest"), hash("guest"), ""));
    assertRefused(ProblemCode.NO_ACCOUNT, here.administration().use(secret, "guest"));
    await(here.registry().register(credential("guest"), Admission.ANYBODY));
    await(here.administration().use(secret, "guest"));
    assertEquals(ChatRole.OWNER, await(there.administration().role("guest")));
    register(here, "ben", ChatRole.PERSON);
    assertRefused(ProblemCode.INVITATION_USED_UP, there.administration().use(secret, "ben"));
    assertFalse(await(there.administration().welcome("c", hash("c"), tomorrow())), "there is an owner");
  }

  @Test
  default void listsPeopleInPages() {
    var store = openNode();
    IntStream.range(0, 7).forEach(i -> register(store, "p" + i, ChatRole.PERSON));
    await(store.signIn(new User("guest", "P8 50%"), hash("guest"), ""));
    for (var bySeen : List.of(true, false)) {
      var all = await(store.administration().profiles("", bySeen, "", 100)).stream().map(each -> each.user().id()).toList();
      assertEquals(8, Set.copyOf(all).size());
      var first = await(store.administration().profiles("", bySeen, "", 5)).stream().map(each -> each.user().id()).toList();
      assertEquals(all.subList(0, 5), first);
      assertEquals(all.subList(5, 8), await(store.administration().profiles("", bySeen, first.get(4), 5)).stream().map(each -> each.user().id()).toList());
    }
    assertEquals(List.of("guest"), found(store, "50%"));
    assertEquals(List.of("p3"), found(store, "NAME OF P3"));
    assertEquals(List.of("p3"), found(store, "handle-p3"));
    await(store.signIn(new User("minji", "김민지"), hash("minji"), ""));
    assertEquals(List.of("minji"), found(store, "ㅁㅈ"));
  }

  @Test
  default void whoHasGoneLeavesADeletedAccountBehind() {
    var store = openNode();
    var admin = store.administration();
    var ann = register(store, "ann", ChatRole.PERSON).user();
    var ben = register(store, "ben", ChatRole.PERSON).user();
    var room = await(store.createRoom("r-secret", "Secret", "", RoomKind.PRIVATE, "ann", "c1")).orElseThrow().id();
    await(store.append(List.of(new Change.Invite(room, ann, "i1", ben), new Change.Post(room, ann, "m1", "hello"), new Change.Post(room, ben, "m2", "hello"))));
    await(store.append(List.of(new Change.React(room, ann, "m3", 3, "👍", true), new Change.Invite(room, ben, "i2", register(store, "clara", ChatRole.PERSON).user()))));
    await(store.direct("r-direct", Set.of("ann", "ben"), "ann"));
    var bens = await(store.createRoom("r-bens", "Of Ben", "", RoomKind.PRIVATE, "ben", "c2")).orElseThrow().id();
    await(store.append(List.of(new Change.Invite(bens, ben, "i3", ann))));
    await(store.ownPlaces().write("r-direct", "ann", "half a thought"));
    var sessions = await(admin.depart("ann"));
    assertEquals("", await(store.ownPlaces().draft("r-direct", "ann")).text());
    assertEquals(1, sessions.size());
    assertEquals(List.of("ann"), await(admin.leaving("")));
    await(store.ownPlaces().write("r-direct", "ann", "was under way, or left by an older node"));
    var rooms = await(admin.departures("ann"));
    assertEquals(Map.of(room, "ben", bens, "", Room.GENERAL, ""), rooms.stream().collect(Collectors.toMap(each -> each.room(), each -> Optional.ofNullable(each.heir()).orElse(""))));
    forget(store, "ann");
    assertEquals(List.of(), await(admin.leaving("")));
    assertEquals("", await(store.ownPlaces().draft("r-direct", "ann")).text());
    var log = Steps.log(store, room);
    assertTrue(log.stream().filter(event -> event.user().id().equals("ann")).allMatch(event -> event.user().name().equals(User.DELETED)));
    assertFalse(log.toString().contains(ann.name()), log.toString());
    assertTrue(log.toString().contains(ben.name()));
    assertEquals(new User("ann", User.DELETED), Steps.log(store, bens).get(0).whom());
    assertEquals(List.of(User.DELETED), await(store.messages(room, "ben", 0, -1, 10)).messages().get(1).reactions().get(0).users().stream().map(User::name).toList());
    assertEquals(Optional.empty(), await(store.registry().ofHandle("handle-ann")));
    assertEquals(Registry.Outcome.HANDLE_TAKEN, await(store.registry().register(new Credential(new User("x", "X"), "handle-ann", "$x"), hash("x"), "", Admission.ANYBODY)));
    assertEquals(List.of(), found(store, "ann"));
    try (var archive = StoreArchive.open(config())) {
      var before = log.stream().map(event -> event.user().id().equals("ann") ? named(event, ann) : event).toList();
      archive.addEvents(room, before); // what was exported before is the same
      assertEquals(List.of(), await(admin.leaving("")));
      archive.addMembers(Room.GENERAL, List.of(new Member("ann", Role.MEMBER, 0)));
      assertEquals(List.of("ann"), await(admin.leaving("")), "an older file brings nobody back for ever");
      forget(store, "ann");
      assertEquals(List.of(), await(admin.leaving("")));
      archive.addEvents(room, List.of(new Event(log.size() + 1, Event.MESSAGE, "m-late", ann, "from elsewhere", Instant.ofEpochMilli(1))));
      assertEquals(List.of("ann"), await(admin.leaving("")), "nor their name");
      await(admin.departures("ann"));
      archive.addMembers(bens, List.of(new Member("ann", Role.MEMBER, 0)));
      var walked = await(admin.forgetName("ann", ""));
      assertEquals(List.of("ann"), await(admin.leaving("")), "begun, and not done");
      archive.addEvents(room, List.of(new Event(log.size() + 2, Event.MESSAGE, "a-first", ann, "from elsewhere", Instant.ofEpochMilli(1))));
      while (!walked.isEmpty()) {
        walked = await(admin.forgetName("ann", walked));
      }
      assertEquals(List.of("ann"), await(admin.leaving("")), "it has come behind who looks for it");
      forget(store, "ann");
      assertEquals(List.of(), await(admin.leaving("")));
      assertEquals(List.of(User.DELETED), Steps.log(store, room).stream().filter(event -> event.user().id().equals("ann")).map(event -> event.user().name()).distinct().toList());
    }
    assertEquals(Optional.empty(), await(store.direct("r-other", Set.of("ann", "clara"), "clara")), "nobody begins anything with them");
    assertEquals(Set.of(User.DELETED, ben.name()), await(store.direct("r-other", Set.of("ann", "ben"), "ben")).orElseThrow().people().stream().map(User::name)
        .collect(Collectors.toSet()));
  }

  /** In what calls them their name is gone as well, whatever became of the messages, and also where a node of the release before has brought them away. */
  @Test
  default void whatCallsWhoHasGoneNamesThemNoMore() {
    var store = openNode();
    var ann = register(store, "ann", ChatRole.PERSON).user();
    var ben = register(store, "ben", ChatRole.PERSON).user();
    var calls = List.of(Mention.of(ann, 0, 2), Mention.of(Group.ALL, 3, 7), Mention.of(ben, 8, 10));
    Function<String, Change> post = id -> new Change.Post(Room.GENERAL, ben, id, Change.NO_REF, "@a @all @b", calls, Set.of());
    await(store.append(List.of(post.apply("first"), post.apply("edited"), post.apply("deleted"))));
    await(store.append(List.of(new Change.Edit(Room.GENERAL, ben, "e1", 1, "nobody", List.of(), Set.of()), new Change.Edit(Room.GENERAL, ben, "e2", 2, "@a !", calls.subList(0, 1), Set.of()),
        new Change.Delete(Room.GENERAL, ben, "d", 3))));
    await(store.append(IntStream.range(0, 1_000).<Change>mapToObj(i -> new Change.Post(Room.GENERAL, ben, "many-" + i, Change.NO_REF, "@b", List.of(Mention.of(ben, 0, 2)), Set.of())).toList()));
    await(store.append(List.of(post.apply("last"))));
    var before = Steps.log(store, Room.GENERAL);

    await(store.administration().depart("ann"));
    try (var engine = Engine.open(config())) {
      engine.<Integer>write(handle -> handle.execute("UPDATE account SET leaving = 0 WHERE id = 'ann'"));
      assertEquals(List.of("ann"), await(store.administration().leaving("")));
      forget(store, "ann");
      assertEquals(List.of(), await(store.administration().leaving("")));

      assertEquals(before.stream().map(event -> calling(event, event.mentions().stream().map(each -> each.user() == null || !each.user().equals(ann) ? each
          : Mention.of(new User("ann", User.DELETED), each.from(), each.to())).toList())).toList(), Steps.log(store, Room.GENERAL));
      assertFalse(engine.<List<String>>read(handle -> handle.createQuery("SELECT mentions FROM event WHERE mentions IS NOT NULL UNION ALL SELECT mentions FROM changed WHERE mentions IS NOT NULL")
          .mapTo(String.class).list()).toString().contains(ann.name()));
    }
    assertEquals(new User("ann", User.DELETED), await(store.messages(Room.GENERAL, "ben", 0, 3, 10)).messages().get(1).mentions().get(0).user());
    try (var archive = StoreArchive.open(config())) {
      archive.addEvents(Room.GENERAL, before.subList(0, 500)); // an older file
      var next = before.size() + 1;
      archive.addEvents(Room.GENERAL, List.of(calling(new Event(next, Event.MESSAGE, "file", ben, "@a", Instant.ofEpochMilli(1)), List.of(Mention.of(new User("ann", User.DELETED), 0, 2)))));
      assertEquals(List.of(), await(store.administration().leaving("")));
      archive.addEvents(Room.GENERAL, List.of(calling(new Event(next + 1, Event.MESSAGE, "older file", ben, "@a", Instant.ofEpochMilli(1)), List.of(Mention.of(ann, 0, 2)))));
      assertEquals(List.of("ann"), await(store.administration().leaving("")), "the name has come back");

      var behind = await(store.createRoom("a-room", "A room", "", "ben")).orElseThrow().id();
      var walked = await(store.administration().forgetCalls("ann", LogPlace.BEGINNING)).orElseThrow();
      assertEquals(List.of("ann"), await(store.administration().leaving("")), "begun, and not done");
      archive.addEvents(behind, List.of(calling(new Event(1, Event.MESSAGE, "beside", ben, "@a", Instant.ofEpochMilli(1)), List.of(Mention.of(ann, 0, 2)))));
      await(store.administration().forgetCalls("ann", walked));
      assertEquals(List.of("ann"), await(store.administration().leaving("")), "it has come behind who looks for it");
      forget(store, "ann");
      assertEquals(List.of(), await(store.administration().leaving("")));
      assertFalse(Steps.log(store, behind).toString().contains(ann.name()));
    }
  }

  private static void forget(Store store, String user) {
    var admin = store.administration();
    await(admin.departures(user));
    for (var next = await(admin.forgetName(user, "")); !next.isEmpty(); next = await(admin.forgetName(user, next))) {
      assertFalse(next.isEmpty());
    }
    for (var next = await(admin.forgetCalls(user, LogPlace.BEGINNING)); next.isPresent(); next = await(admin.forgetCalls(user, next.get()))) {
      assertTrue(next.get().seq() > 0);
    }
  }

  private static Event calling(Event event, List<Mention> mentions) {
    return new Event(event.seq(), event.type(), event.id(), event.user(), event.ref(), event.thread(), event.whom(), event.text(), event.at(), mentions);
  }

  private static Event named(Event event, User user) {
    return new Event(event.seq(), event.type(), event.id(), user, event.ref(), event.thread(), event.whom(), event.text(), event.at());
  }

  private static Map<String, BiFunction<Scene, String, Future<?>>> verbs() {
    Map<String, BiFunction<Scene, String, Future<?>>> verbs = new LinkedHashMap<>();
    verbs.put("open", (scene, actor) -> scene.store.administration().settle(actor, new SettingsChange("Ours", Registration.OPEN, true)));
    verbs.put("off", (scene, actor) -> scene.off(actor, scene.other(ChatRole.PERSON)));
    verbs.put("offAdmin", (scene, actor) -> scene.off(actor, scene.other(ChatRole.ADMINISTRATOR)));
    verbs.put("offOwner", (scene, actor) -> scene.off(actor, scene.other(ChatRole.OWNER)));
    verbs.put("offSelf", (scene, actor) -> scene.off(actor, actor));
    verbs.put("admin", (scene, actor) -> scene.assign(actor, scene.other(ChatRole.PERSON), ChatRole.ADMINISTRATOR));
    verbs.put("unadmin", (scene, actor) -> scene.assign(actor, scene.other(ChatRole.ADMINISTRATOR), ChatRole.PERSON));
    verbs.put("owner", (scene, actor) -> scene.assign(actor, scene.other(ChatRole.ADMINISTRATOR), ChatRole.OWNER));
    verbs.put("unowner", (scene, actor) -> scene.assign(actor, scene.other(ChatRole.OWNER), ChatRole.PERSON));
    verbs.put("adminGuest", (scene, actor) -> scene.assign(actor, scene.guest(), ChatRole.ADMINISTRATOR));
    verbs.put("resign", (scene, actor) -> scene.assign(actor, actor, ChatRole.PERSON));
    verbs.put("inviteChat", (scene, actor) -> scene.invite(actor, List.of()));
    verbs.put("invitePublic", (scene, actor) -> scene.invite(actor, List.of(Room.GENERAL)));
    verbs.put("invitePrivate", (scene, actor) -> scene.invite(actor, List.of(Room.GENERAL, scene.privateRoom(actor))));
    verbs.put("revokeOther", (scene, actor) -> scene.store.administration().revoke(scene.linkOfAnother(), actor));
    return verbs;
  }

  private String outcome(Scene scene, String role, BiFunction<Scene, String, Future<?>> verb) {
    var actor = role.equals("guest") ? scene.guest() : scene.other(ChatRole.of(role));
    return await(verb.apply(scene, actor).map("D").recover(failure -> switch (Problem.from(failure).code()) {
      case NOT_PERMITTED -> Future.succeededFuture("P");
      case NO_ACCOUNT -> Future.succeededFuture("N");
      case INVITATION_NOT_FOUND -> Future.succeededFuture("I");
      default -> Future.failedFuture(failure);
    }));
  }

  private static List<String> found(Store store, String text) {
    return await(store.administration().profiles(text, false, "", 10)).stream().map(Profile::user).map(User::id).toList();
  }

  private Credential register(Store store, String id, ChatRole role) {
    var credential = credential(id);
    await(store.registry().register(credential, hash("first " + id), "", Admission.ANYBODY));
    if (role != ChatRole.PERSON) {
      makeOwner(store, id);
    }
    if (role == ChatRole.ADMINISTRATOR) {
      await(store.administration().assign(id, id, role));
    }
    return credential;
  }

  /** By the link that an operator makes. */
  private void makeOwner(Store store, String id) {
    try (var archive = StoreArchive.open(config())) {
      archive.addOwnerLink("o " + id, hash("owner " + id), tomorrow());
    }
    await(store.administration().use(hash("owner " + id), id));
  }

  private static Credential credential(String id) {
    return new Credential(new User(id, "Name of " + id), "handle-" + id, "$hash of " + id);
  }

  private static byte[] hash(String of) {
    return of.getBytes(StandardCharsets.UTF_8);
  }

  private static Instant tomorrow() {
    return Instant.now().plus(Duration.ofDays(1));
  }

  private static void assertRefused(ProblemCode code, Future<?> asked) {
    assertRefused(code, asked, "");
  }

  private static void assertRefused(ProblemCode code, Future<?> asked, String why) {
    assertEquals(code, await(asked.<Object>map("done").recover(failure -> failure instanceof Problem problem ? Future.succeededFuture(problem.code()) : Future.failedFuture(failure))), why);
  }

  /** People of whom nobody has done anything yet. */
  record Scene(PeopleContract people, Store store) {
    String other(ChatRole role) {
      return people.register(store, UUID.randomUUID().toString(), role).user().id();
    }

    String guest() {
      var guest = new User(UUID.randomUUID().toString(), "Guest");
      await(store.signIn(guest, hash(guest.id()), ""));
      return guest.id();
    }

    Future<?> off(String actor, String whom) {
      return store.administration().activate(actor, whom, false);
    }

    Future<?> assign(String actor, String whom, ChatRole role) {
      return store.administration().assign(actor, whom, role);
    }

    Future<Invitation> invite(String actor, List<String> rooms) {
      var id = UUID.randomUUID().toString();
      return store.administration().invite(id, hash(id), actor, rooms, 1, tomorrow());
    }

    String privateRoom(String owner) {
      var id = "r-" + UUID.randomUUID();
      return await(store.createRoom(id, id, "", RoomKind.PRIVATE, owner, id)).orElseThrow().id();
    }

    String linkOfAnother() {
      return await(invite(other(ChatRole.ADMINISTRATOR), List.of())).id();
    }

  }
}
