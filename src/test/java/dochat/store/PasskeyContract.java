package dochat.store;

import static dochat.store.Steps.ANNA;
import static dochat.store.Steps.BEN;
import static dochat.store.Steps.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dochat.model.Admission;
import dochat.model.Answered;
import dochat.model.Credential;
import dochat.model.Passkey;
import dochat.model.User;
import dochat.model.Ways;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Passkeys beside passwords, and answers that count once, at whichever node. */
interface PasskeyContract extends StoreNodes {
  Ways WAYS = new Ways(true, null);
  Instant MADE = Instant.ofEpochMilli(1_700_000_000_000L);
  byte[] TOKEN = {1, 2, 3};

  @Test
  default void allNodesSignWithTheSameSecret() {
    var here = openNode();
    var there = openNode();
    byte[] secret = await(here.registry().passkeys().secret(new byte[] {1}));
    assertArrayEquals(secret, await(there.registry().passkeys().secret(new byte[] {2})));
  }

  @Test
  default void anAnswerCountsOnceHoweverOftenItsTransactionRuns() {
    var here = openNode();
    var there = openNode();
    register(here);
    var passkey = await(there.registry().passkeys().ofCredential("key-1")).orElseThrow();
    assertNull(passkey.used());
    assertArrayEquals(new byte[] {4, 5}, passkey.publicKey());
    assertEquals(List.of(), await(here.registry().passkeys().begin(passkey, 0, answered("n1", "sign-in"), TOKEN, "")));
    assertEquals(List.of(), await(here.registry().passkeys().begin(passkey, 0, answered("n1", "sign-in"), TOKEN, "")), "the same again");
    assertEquals(Optional.of(ANNA), await(there.userOf(TOKEN)));
    assertRefused(ProblemCode.CHALLENGE_EXPIRED, there.registry().passkeys().begin(passkey, 0, answered("n1", "another"), new byte[] {9}, ""));
    assertRefused(ProblemCode.CHALLENGE_EXPIRED, there.registry().passkeys().add(passkey("p2", ANNA, "key-2"), answered("n1", "adding")));
    assertEquals(Optional.empty(), await(here.userOf(new byte[] {9})));
    assertNotNull(await(there.registry().passkeys().ofUser(ANNA.id())).get(0).used());
  }

  @Test
  default void oneOfTwoCopiesThatCountAlikeIsRefused() {
    var here = openNode();
    var there = openNode();
    register(here);
    var passkey = await(here.registry().passkeys().ofCredential("key-1")).orElseThrow();
    var both = List.of(here.registry().passkeys().use(passkey, 5, answered("n1", "one")), there.registry().passkeys().use(passkey, 5, answered("n2", "two")));
    both.forEach(each -> await(each.transform(done -> Future.succeededFuture())));
    assertEquals(1, both.stream().filter(Future::succeeded).count());
    assertRefused(ProblemCode.WRONG_PASSKEY, here.registry().passkeys().use(passkey, 4, answered("n3", "three")));
    await(there.registry().passkeys().use(passkey, 6, answered("n4", "four")));
  }

  @Test
  default void oneOfTwoThatAreRemovedAtOnceStays() {
    var here = openNode();
    var there = openNode();
    register(here);
    await(here.registry().passkeys().add(passkey("p2", ANNA, "key-2"), answered("n1", "adding")));
    assertRefused(ProblemCode.PASSKEY_EXISTS, here.registry().passkeys().add(passkey("p3", ANNA, "key-1"), answered("n2", "adding again")));
    assertRefused(ProblemCode.NO_ACCOUNT, here.registry().passkeys().add(passkey("p3", BEN, "key-3"), answered("n2", "a guest")));
    assertRefused(ProblemCode.PASSKEY_NOT_FOUND, here.registry().passkeys().remove(BEN.id(), "p1", WAYS));
    var both = List.of(here.registry().passkeys().remove(ANNA.id(), "p1", WAYS), there.registry().passkeys().remove(ANNA.id(), "p2", WAYS));
    both.forEach(each -> await(each.transform(done -> Future.succeededFuture())));
    assertEquals(1, both.stream().filter(Future::succeeded).count());
    var last = await(here.registry().passkeys().ofUser(ANNA.id())).get(0);
    assertRefused(ProblemCode.LAST_CREDENTIAL, here.registry().passkeys().remove(ANNA.id(), last.id(), WAYS));
    await(here.registry().change(await(here.registry().ofUser(ANNA.id())).orElseThrow(), "$hash", TOKEN));
    await(there.registry().passkeys().remove(ANNA.id(), last.id(), WAYS));
  }

  @Test
  default void aHandleThatIsTakenLeavesTheAnswerGood() {
    var store = openNode();
    register(store);
    assertEquals(Registry.Outcome.HANDLE_TAKEN, await(store.registry().register(without(BEN, "anna"), passkey("p2", BEN, "key-2"), answered("n1", "a"), TOKEN, "", Admission.ANYBODY)));
    assertEquals(Registry.Outcome.DONE, await(store.registry().register(without(BEN, "ben"), passkey("p2", BEN, "key-2"), answered("n1", "b"), TOKEN, "", Admission.ANYBODY)));
    assertEquals(Optional.of(BEN), await(store.userOf(TOKEN)));
    await(store.signIn(new User("u-clara", "Clara"), new byte[] {7}, ""));
    assertRefused(ProblemCode.PASSKEY_EXISTS,
        store.registry().register(without(new User("u-clara", "Clara"), "clara"), passkey("p3", new User("u-clara", "Clara"), "key-2"), answered("n2", "c"), Admission.ANYBODY));
    assertEquals(Optional.empty(), await(store.registry().ofHandle("clara")), "nothing of it is left");
  }

  @Test
  default void whoIsOutOrGoneDoesNotComeInByAPasskey() {
    var store = openNode();
    register(store);
    var passkey = await(store.registry().passkeys().ofCredential("key-1")).orElseThrow();
    try (var engine = Engine.open(config())) {
      engine.write(handle -> handle.execute("UPDATE account SET deactivated = 1 WHERE id = ?", ANNA.id()));
      assertRefused(ProblemCode.ACCOUNT_DEACTIVATED, store.registry().passkeys().begin(passkey, 0, answered("n1", "in"), TOKEN, ""));
      engine.write(handle -> handle.execute("UPDATE account SET deactivated = 0 WHERE id = ?", ANNA.id()));
      await(store.registry().passkeys().begin(passkey, 0, answered("n1", "in"), TOKEN, ""));
      await(store.administration().depart(ANNA.id()));
      assertEquals(Optional.empty(), await(store.registry().passkeys().ofCredential("key-1")));
      assertEquals(List.of(), engine.read(handle -> handle.createQuery("SELECT id FROM passkey").mapTo(String.class).list()));
      assertRefused(ProblemCode.WRONG_PASSKEY, store.registry().passkeys().begin(passkey, 0, answered("n2", "in again"), TOKEN, ""));
    }
  }

  private static void register(Store store) {
    await(store.signIn(ANNA, new byte[] {8}, ""));
    assertEquals(List.of(Registry.Outcome.DONE, Registry.Outcome.DONE), Stream.of("first", "the same again")
        .map(time -> await(store.registry().register(without(ANNA, "anna"), passkey("p1", ANNA, "key-1"), answered("n0", "registration"), Admission.ANYBODY))).toList());
  }

  private static Credential without(User user, String handle) {
    return new Credential(user, handle, "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$" + "A".repeat(43));
  }

  private static Passkey passkey(String id, User user, String credential) {
    return new Passkey(id, user, credential, new byte[] {4, 5}, 0, "Phone", MADE, null);
  }

  private static Answered answered(String nonce, String attempt) {
    return new Answered(nonce, Instant.now().plusSeconds(60), attempt);
  }

  private static void assertRefused(ProblemCode code, Future<?> asked) {
    assertEquals(code, assertThrows(Problem.class, () -> await(asked)).code());
  }
}
