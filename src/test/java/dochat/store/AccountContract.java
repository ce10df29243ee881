package dochat.store;

import static dochat.store.Steps.ANNA;
import static dochat.store.Steps.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Room;
import dochat.model.User;
import java.util.Optional;
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
    await(here.signIn(ANNA, HASH));
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
      await(store.signIn(new User("u-" + i, "Name of " + i), tokens.get(i)));
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
    await(store.signIn(ANNA, HASH));
    var general = await(store.room(Room.GENERAL, ANNA.id())).orElseThrow();
    assertTrue(general.joined());
    assertEquals(1, general.members());
  }

  @Test
  default void takesTheNewNameOfAUserWhoSignsInAgain() {
    var store = openNode();
    await(store.signIn(ANNA, HASH));
    await(store.signIn(new User(ANNA.id(), "Anna-Lena"), OTHER_HASH));
    assertEquals("Anna-Lena", await(store.userOf(HASH)).orElseThrow().name());
    assertEquals(1, await(store.room(Room.GENERAL, ANNA.id())).orElseThrow().members());
  }
}
