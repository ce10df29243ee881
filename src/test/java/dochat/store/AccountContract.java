package dochat.store;

import static dochat.store.Steps.ANNA;
import static dochat.store.Steps.BEN;
import static dochat.store.Steps.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Admission;
import dochat.model.Credential;
import dochat.model.Endings;
import dochat.model.Login;
import dochat.model.Room;
import dochat.model.User;
import dochat.protocol.Limits;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Signing in and out; tokens are known at every node at once. */
interface AccountContract extends StoreNodes {
  byte[] HASH = {0, -1, 39, 0, 127};
  byte[] OTHER_HASH = {0, -1, 39};

  @Test
  default void knowsTheTokenAtEveryNodeUntilItIsSignedOut() {
    var here = openNode();
    var there = openNode();
    await(here.signIn(ANNA, HASH, ""));
    assertEquals(Optional.of(ANNA), await(there.userOf(HASH)));
    assertEquals(Optional.empty(), await(there.userOf(OTHER_HASH)));

    assertTrue(await(there.signOut(HASH)));
    assertFalse(await(here.signOut(HASH)));
    assertEquals(Optional.empty(), await(here.userOf(HASH)));
  }

  @Test
  default void findsTheOwnersOfManyTokensWithFewCalls() {
    var store = openNode();
    var tokens = IntStream.range(0, 20).mapToObj(i -> new byte[] {(byte) i, 0, (byte) -i}).toList();
    for (int i = 0; i < tokens.size(); i += 2) {
      await(store.signIn(new User("u-" + i, "Name of " + i), tokens.get(i), ""));
    }
    var before = store.reads();
    var asked = IntStream.range(0, 5_000).mapToObj(i -> store.userOf(tokens.get(i % tokens.size()))).toList();
    for (int i = 0; i < asked.size(); i++) {
      int token = i % tokens.size();
      assertEquals(token % 2 == 0 ? Optional.of(new User("u-" + token, "Name of " + token)) : Optional.empty(), await(asked.get(i)));
    }
    assertTrue(store.reads() - before < asked.size() / 10, () -> store.reads() - before + " calls");
  }

  @Test
  default void joinsGeneralAtSignIn() {
    var store = openNode();
    await(store.signIn(ANNA, HASH, ""));
    var general = await(store.room(Room.GENERAL, ANNA.id())).orElseThrow();
    assertTrue(general.joined());
    assertEquals(1, general.members());
  }

  @Test
  default void takesTheNewNameOfAUserWhoSignsInAgain() {
    var store = openNode();
    await(store.signIn(ANNA, HASH, ""));
    await(store.signIn(new User(ANNA.id(), "Anna-Lena"), OTHER_HASH, ""));
    assertEquals("Anna-Lena", await(store.userOf(HASH)).orElseThrow().name());
    assertEquals(1, await(store.room(Room.GENERAL, ANNA.id())).orElseThrow().members());
  }

  @Test
  default void keepsWhoAGuestIsWhenTheyGetAHandle() {
    var store = openNode();
    await(store.signIn(ANNA, HASH, "Firefox · Linux"));
    var anna = new Credential(ANNA, "anna", "$hash");
    assertEquals(Registry.Outcome.DONE, await(store.registry().register(anna, Admission.ANYBODY)));
    assertEquals(Registry.Outcome.DONE, await(store.registry().register(anna, Admission.ANYBODY)), "the same again");
    assertEquals(Registry.Outcome.HAS_ACCOUNT, await(store.registry().register(new Credential(ANNA, "anna2", "$hash"), Admission.ANYBODY)));
    assertEquals(Optional.of(anna), await(openNode().registry().ofHandle("anna")));
    assertEquals(Optional.of(anna), await(store.registry().ofUser(ANNA.id())));
    assertEquals(Optional.of(ANNA), await(store.userOf(HASH)));
  }

  @Test
  default void aHandleThatIsTakenLeavesNothingBehind() {
    var store = openNode();
    assertEquals(Registry.Outcome.DONE, await(store.registry().register(new Credential(ANNA, "anna", "$hash"), HASH, "", Admission.ANYBODY)));
    assertEquals(Optional.of(ANNA), await(store.userOf(HASH)));
    assertEquals(Registry.Outcome.HANDLE_TAKEN, await(store.registry().register(new Credential(BEN, "anna", "$other"), OTHER_HASH, "", Admission.ANYBODY)));
    assertEquals(Optional.empty(), await(store.userOf(OTHER_HASH)));
    assertEquals(Optional.empty(), await(store.registry().ofUser(BEN.id())));
    assertEquals(1, await(store.room(Room.GENERAL, BEN.id())).orElseThrow().members());
  }

  @Test
  default void listsTheSessionsOfAPersonAndEndsThem() {
    var store = openNode();
    var anna = new Credential(ANNA, "anna", "$hash");
    await(store.registry().register(anna, HASH, "Firefox · Linux", Admission.ANYBODY));
    assertEquals(Optional.of(List.of()), await(store.registry().begin(anna, OTHER_HASH, "Chrome · Android")));
    assertEquals(Optional.empty(), await(store.registry().begin(new Credential(ANNA, "anna", "$old"), new byte[] {1}, "")), "another password by now");
    assertEquals(Set.of("Firefox · Linux", "Chrome · Android"), devices(store));

    assertFalse(await(store.registry().end(BEN.id(), HexFormat.of().formatHex(HASH))), "somebody else's");
    assertTrue(await(store.registry().end(ANNA.id(), HexFormat.of().formatHex(HASH))));
    assertEquals(Set.of("Chrome · Android"), devices(store));
    assertEquals(Optional.empty(), await(store.userOf(HASH)));
  }

  @Test
  default void anotherPasswordEndsTheOtherSessions() {
    var store = openNode();
    var anna = new Credential(ANNA, "anna", "$hash");
    await(store.registry().register(anna, HASH, "", Admission.ANYBODY));
    await(store.registry().begin(anna, OTHER_HASH, ""));
    assertEquals(Optional.of(List.of(HexFormat.of().formatHex(OTHER_HASH))), await(store.registry().change(anna, "$new", HASH)));
    assertEquals(Optional.empty(), await(store.registry().change(anna, "$newer", HASH)), "it is another one by now");
    assertEquals("$new", await(store.registry().ofHandle("anna")).orElseThrow().password());
    assertEquals(Optional.of(ANNA), await(store.userOf(HASH)));
    assertEquals(Optional.empty(), await(store.userOf(OTHER_HASH)));
  }

  @Test
  default void endsTheSessionThatWasNotUsedForLongestWhenThereAreTooMany() {
    var store = openNode();
    var anna = new Credential(ANNA, "anna", "$hash");
    await(store.registry().register(anna, HASH, "first", Admission.ANYBODY));
    for (int i = 1; i < Limits.SESSIONS_PER_PERSON; i++) {
      assertEquals(Optional.of(List.of()), await(store.registry().begin(anna, new byte[] {(byte) i, 1}, "")));
    }
    assertEquals(1, await(store.registry().begin(anna, OTHER_HASH, "last")).orElseThrow().size());
    assertEquals(Limits.SESSIONS_PER_PERSON, await(store.registry().logins(ANNA.id())).size());
  }

  @Test
  default void tellsEveryNodeWhatHasEnded() {
    var here = openNode();
    var there = openNode();
    await(here.signIn(ANNA, HASH, ""));
    await(here.signIn(BEN, OTHER_HASH, ""));
    var before = await(there.registry().endedAfter(Long.MAX_VALUE)).head();
    await(here.signOut(HASH));
    await(here.signOut(HASH));
    assertEquals(new Endings(before + 1, List.of(HexFormat.of().formatHex(HASH))), await(there.registry().endedAfter(before)));
    await(here.registry().endOthers(BEN.id(), HASH));
    assertEquals(new Endings(before + 2, List.of(HexFormat.of().formatHex(OTHER_HASH))), await(there.registry().endedAfter(before + 1)));
    assertEquals(new Endings(before + 2, List.of()), await(there.registry().endedAfter(before + 2)));
  }

  @Test
  default void notesThatASessionIsUsedOnceInAWhile() {
    var store = openNode();
    await(store.signIn(ANNA, HASH, ""));
    await(store.signIn(BEN, OTHER_HASH, ""));
    makeOlder(TimeUnit.HOURS.toMillis(1));
    var begun = await(store.registry().logins(ANNA.id())).get(0);
    assertEquals(begun.begun(), begun.seen());
    await(store.registry().seen(List.of(begun.id())));
    var used = await(store.registry().logins(ANNA.id())).get(0);
    assertTrue(used.seen().isAfter(begun.seen()), used.toString());
    await(store.registry().seen(List.of(begun.id())));
    assertEquals(used, await(store.registry().logins(ANNA.id())).get(0), "a row is not changed for each request");
    var other = await(store.registry().logins(BEN.id())).get(0);
    assertEquals(other.begun(), other.seen());
  }

  private void makeOlder(long millis) {
    try (var engine = Engine.open(config())) {
      engine.write(handle -> handle.execute("UPDATE token SET created = created - ?", millis));
    }
  }

  private static Set<String> devices(Store store) {
    return await(store.registry().logins(ANNA.id())).stream().map(Login::device).collect(Collectors.toSet());
  }
}
