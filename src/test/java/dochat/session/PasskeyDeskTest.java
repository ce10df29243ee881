package dochat.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Admission;
import dochat.model.Credential;
import dochat.model.Passkey;
import dochat.model.Ways;
import dochat.protocol.Limits;
import dochat.protocol.PasskeyAnswer;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.protocol.Proof;
import dochat.room.OneNode;
import dochat.security.AccountDesk.Caller;
import dochat.security.AccountDesk;
import dochat.security.Identity;
import dochat.security.PasskeyDesk.Given;
import dochat.security.PasskeyDesk;
import dochat.security.Passwords;
import dochat.security.Site;
import dochat.support.Authenticator;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Passkeys in place of passwords, asked at one node and answered at another, and what attackers would try with them. */
@TestInstance(Lifecycle.PER_CLASS)
class PasskeyDeskTest {
  private static final String ORIGIN = "https://chat.example";
  private static final Site SITE = Site.of(ORIGIN);
  private static final String HOLDER = "this browser";
  private static final String GOOD = "correct horse";

  private final SessionNode server = new SessionNode();
  private final PasskeyDesk here = server.desk.passkeys();
  /** A desk of another node on the same store. */
  private final PasskeyDesk there = new AccountDesk(server.node.store.registry(), server.identities, new Passwords(server.node.vertx), Admission.ANYBODY.cap(), new Ways(true, null)).passkeys();
  private Authenticator phone;
  private int number;

  @BeforeEach
  void buyPhone() {
    phone = new Authenticator(ORIGIN);
  }

  @AfterAll
  void close() {
    server.close();
  }

  @Test
  void aStrangerRegistersAtOneNodeAndSignsInAtTheOther() {
    Identity minji = register(phone);
    assertEquals("Minji", minji.user().name());
    assertTrue(OneNode.await(server.desk.credential(minji.user())).isPresent());
    Identity again = OneNode.await(there.signIn(given(phone.get(toSignIn(here))), caller()));
    assertEquals(minji.user(), again.user());
    assertTrue(OneNode.await(server.identities.confirm(again.token())).isPresent());
    JsonObject mine = OneNode.await(here.list(minji.user()));
    assertFalse(mine.getBoolean("password"));
    assertTrue(mine.getJsonArray("passkeys").getJsonObject(0).containsKey("used"));
  }

  @Test
  void aGuestStaysWhoTheyAreAndNobodysPasswordOpensTheAccount() {
    Identity guest = server.newIdentity("Minji");
    String handle = handle();
    JsonObject made = phone.create(OneNode.await(here.toRegister(SITE, HOLDER, Optional.of(guest.user()), handle, "")));
    assertRefused(ProblemCode.CHALLENGE_EXPIRED, here.register("Minji", handle, "Phone", given(made), caller(), null), "made for the guest");
    assertRefused(ProblemCode.CHALLENGE_EXPIRED, here.keep(server.newIdentity("Ben"), handle, "Phone", given(made), caller(), null), "made for another guest");
    OneNode.await(there.keep(guest, handle, "Phone", given(made), caller(), null));
    assertEquals(Optional.of(handle), OneNode.await(server.desk.credential(guest.user())).map(Credential::handle));
    assertEquals(guest.user(), OneNode.await(here.signIn(given(phone.get(toSignIn(there))), caller())).user());
    assertRefused(ProblemCode.WRONG_PASSWORD, server.desk.signIn(new Proof(handle, GOOD), caller()));
    assertRefused(ProblemCode.WRONG_PASSWORD, server.desk.prove(guest, GOOD));
    assertRefused(ProblemCode.WRONG_PASSWORD, server.desk.prove(guest, null));
    JsonObject again = new Authenticator(ORIGIN).create(OneNode.await(here.toRegister(SITE, HOLDER, Optional.of(guest.user()), handle(), "")));
    assertRefused(ProblemCode.HAS_ACCOUNT, here.keep(guest, handle(), "Phone", given(again), caller(), null));
    JsonObject other = new Authenticator(ORIGIN).create(OneNode.await(here.toRegister(SITE, HOLDER, Optional.empty(), handle, "Ben")));
    assertRefused(ProblemCode.HANDLE_TAKEN, here.register("Ben", handle, "Phone", given(other), caller(), null));
  }

  @Test
  void onePasskeyOrThePasswordAlwaysStays() {
    Identity minji = register(phone);
    String first = passkeys(minji).get(0);
    assertRefused(ProblemCode.LAST_CREDENTIAL, here.remove(minji.user(), first));
    Authenticator key = new Authenticator(ORIGIN);
    Passkey added = add(minji, key);
    assertEquals(List.of("Phone", "Key"), OneNode.await(here.list(minji.user())).getJsonArray("passkeys").stream().map(each -> ((JsonObject) each).getString("name")).toList());
    assertRefused(ProblemCode.PASSKEY_NOT_FOUND, here.remove(server.newIdentity("Ben").user(), first));
    OneNode.await(here.remove(minji.user(), first));
    assertRefused(ProblemCode.WRONG_PASSKEY, here.signIn(given(phone.get(toSignIn(here))), caller()));
    assertRefused(ProblemCode.LAST_CREDENTIAL, here.remove(minji.user(), added.id()));

    OneNode.await(here.prove(minji, answer(key.get(OneNode.await(here.toProve(SITE, minji)))), SITE));
    OneNode.await(server.desk.choose(minji, GOOD));
    OneNode.await(here.remove(minji.user(), added.id()));
    OneNode.await(server.desk.prove(minji, GOOD));
  }

  @Test
  void aPasskeyIsOneAccountsAndThereAreNotTooMany() {
    Identity minji = register(phone);
    assertRefused(ProblemCode.PASSKEY_EXISTS, here.add(minji, "Again", answer(phone.create(OneNode.await(here.toAdd(SITE, minji)))), SITE));
    Identity ben = register(new Authenticator(ORIGIN));
    assertRefused(ProblemCode.PASSKEY_EXISTS, here.add(ben, "Minji's", answer(phone.create(OneNode.await(here.toAdd(SITE, ben)))), SITE));
    for (int i = 1; i < Limits.PASSKEYS_PER_PERSON; i++) {
      add(minji, new Authenticator(ORIGIN));
    }
    assertRefused(ProblemCode.TOO_MANY_PASSKEYS, here.add(minji, "Key", answer(new Authenticator(ORIGIN).create(OneNode.await(here.toAdd(SITE, minji)))), SITE));
    assertRefused(ProblemCode.NO_ACCOUNT, here.toAdd(SITE, server.newIdentity("Guest")));
  }

  @Test
  void anAnswerCountsOnceAndForWhatItWasAskedAlone() {
    Identity minji = register(phone);
    JsonObject answer = phone.get(toSignIn(here));
    assertRefused(ProblemCode.CHALLENGE_EXPIRED, here.signIn(new Given(answer(answer), SITE, "another browser"), caller()));
    assertRefused(ProblemCode.CHALLENGE_EXPIRED, here.prove(minji, answer(answer), SITE));
    OneNode.await(here.signIn(given(answer), caller()));
    assertRefused(ProblemCode.CHALLENGE_EXPIRED, there.signIn(given(answer), caller()), "a replay at the other node");

    JsonObject proof = phone.get(OneNode.await(here.toProve(SITE, minji)));
    assertRefused(ProblemCode.CHALLENGE_EXPIRED, here.signIn(given(proof), caller()));
    Identity elsewhere = OneNode.await(here.signIn(given(phone.get(toSignIn(here))), caller()));
    assertRefused(ProblemCode.CHALLENGE_EXPIRED, here.prove(elsewhere, answer(proof), SITE), "another session of the same person");
    OneNode.await(there.prove(minji, answer(proof), SITE));
    assertRefused(ProblemCode.CHALLENGE_EXPIRED, here.prove(minji, answer(proof), SITE));
    JsonObject own = new JsonObject().put("publicKey", new JsonObject().put("rpId", SITE.id()).put("challenge", "bm8gY2hhbGxlbmdlIG9mIG91cnM"));
    assertRefused(ProblemCode.CHALLENGE_EXPIRED, here.signIn(given(phone.get(own)), caller()));
  }

  @Test
  void whatAnAttackerWouldChangeIsRefused() {
    Identity minji = register(phone);
    Authenticator thiefs = new Authenticator(ORIGIN);
    Identity thief = register(thiefs);
    assertWrong(phone, () -> phone.origin = "https://chat.example.evil", () -> phone.origin = ORIGIN);
    assertWrong(phone, () -> phone.origin = "http://chat.example", () -> phone.origin = ORIGIN);
    assertWrong(phone, () -> phone.site = "evil.example", () -> phone.site = null);
    assertWrong(phone, () -> phone.verifies = false, () -> phone.verifies = true);
    assertRefused(ProblemCode.WRONG_PASSKEY, here.signIn(new Given(answer(phone.get(toSignIn(here))), Site.of("https://other.example"), HOLDER), caller()));
    assertRefused(ProblemCode.WRONG_PASSKEY, here.signIn(given(new Authenticator(ORIGIN).get(toSignIn(here))), caller()), "unknown");

    JsonObject flipped = phone.get(toSignIn(here));
    byte[] signature = Base64.getUrlDecoder().decode(flipped.getJsonObject("response").getString("signature"));
    signature[signature.length - 1] ^= 1;
    flipped.getJsonObject("response").put("signature", Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
    assertRefused(ProblemCode.WRONG_PASSKEY, here.signIn(given(flipped), caller()));
    JsonObject borrowed = thiefs.get(toSignIn(here)).put("id", phone.credential()).put("rawId", phone.credential());
    assertRefused(ProblemCode.WRONG_PASSKEY, here.signIn(given(borrowed), caller()), "another person's credential");
    JsonObject renamed = thiefs.get(toSignIn(here));
    renamed.getJsonObject("response").put("userHandle", Base64.getUrlEncoder().withoutPadding().encodeToString(minji.user().id().getBytes()));
    assertRefused(ProblemCode.WRONG_PASSKEY, here.signIn(given(renamed), caller()), "another person's name");
    renamed.getJsonObject("response").remove("userHandle");
    assertRefused(ProblemCode.WRONG_PASSKEY, here.signIn(given(renamed), caller()), "nobody's name");
    assertRefused(ProblemCode.WRONG_PASSKEY, here.prove(minji, answer(thiefs.get(OneNode.await(here.toProve(SITE, minji)))), SITE));
    assertEquals(thief.user(), OneNode.await(here.signIn(given(thiefs.get(toSignIn(here))), caller())).user());
  }

  @Test
  void aNewPasskeyIsCheckedLikeAnOldOne() {
    Authenticator made = new Authenticator(ORIGIN);
    made.verifies = false;
    assertRefused(ProblemCode.WRONG_PASSKEY, registering(made));
    made.verifies = true;
    made.site = "evil.example";
    assertRefused(ProblemCode.WRONG_PASSKEY, registering(made));
    made.site = null;
    made.origin = "https://evil.example";
    assertRefused(ProblemCode.WRONG_PASSKEY, registering(made));
    made.origin = ORIGIN;
    JsonObject answer = made.create(OneNode.await(here.toRegister(SITE, HOLDER, Optional.empty(), "minji", "Minji")));
    assertRefused(ProblemCode.WRONG_PASSKEY, here.register("Minji", handle(), "Phone", given(answer.copy().put("id", "AAAA")), caller(), null));
    OneNode.await(here.register("Minji", handle(), "Phone", given(answer), caller(), null));
    assertRefused(ProblemCode.HAS_ACCOUNT, here.register("Minji", handle(), "Phone", given(answer), caller(), null), "a challenge makes one person");
  }

  @Test
  void aCounterNeverGoesBack() {
    Authenticator counting = new Authenticator(ORIGIN);
    counting.counter = 7;
    register(counting);
    OneNode.await(here.signIn(given(counting.get(toSignIn(here))), caller()));
    counting.counter = 7;
    assertRefused(ProblemCode.WRONG_PASSKEY, here.signIn(given(counting.get(toSignIn(here))), caller()), "a copy that has not counted since");
    OneNode.await(here.signIn(given(counting.get(toSignIn(here))), caller()));
  }

  @Test
  void aDeletedAccountHasNone() {
    Identity minji = register(phone);
    OneNode.await(server.administration.depart(minji.user()));
    assertRefused(ProblemCode.WRONG_PASSKEY, here.signIn(given(phone.get(toSignIn(here))), caller()));
    assertEquals(List.of(), passkeys(minji));
  }

  @Test
  void whoTriesTooOftenWaits() {
    Caller one = caller();
    ProblemCode last = ProblemCode.CHALLENGE_EXPIRED;
    JsonObject answer = phone.get(new JsonObject().put("publicKey", new JsonObject().put("rpId", SITE.id()).put("challenge", "bm8gY2hhbGxlbmdlIG9mIG91cnM")));
    for (int i = 0; i < 100 && last == ProblemCode.CHALLENGE_EXPIRED; i++) {
      last = assertThrows(Problem.class, () -> OneNode.await(here.signIn(given(answer), one))).code();
    }
    assertEquals(ProblemCode.RATE_LIMITED, last);
  }

  /** Whatever comes, it is the client's mistake. */
  @Test
  void nonsenseIsRefusedAndNothingBreaks() {
    register(phone);
    Random random = new Random(7);
    for (int i = 0; i < 60; i++) {
      JsonObject answer = random.nextBoolean() ? phone.get(toSignIn(here)) : new Authenticator(ORIGIN).create(OneNode.await(here.toRegister(SITE, HOLDER, Optional.empty(), "minji", "Minji")));
      JsonObject response = answer.getJsonObject("response");
      String field = List.copyOf(response.fieldNames()).get(1 + random.nextInt(response.size() - 1));
      byte[] bytes = Base64.getUrlDecoder().decode(response.getString(field));
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      response.put(field, Base64.getUrlEncoder().withoutPadding().encodeToString(random.nextInt(4) > 0 ? bytes : Arrays.copyOf(bytes, random.nextInt(bytes.length))));
      Future<?> asked = response.containsKey("signature") ? here.signIn(given(answer), caller()) : here.register("Minji", handle(), "Phone", given(answer), caller(), null);
      OneNode.await(asked.transform(done -> {
        assertTrue(done.succeeded() || done.cause() instanceof Problem, () -> field + " " + done.cause() + " " + done.cause().getCause());
        return Future.succeededFuture();
      }));
    }
    for (String nonsense : List.of("{}", "{\"id\":1}", "{\"id\":\"AAAA\",\"response\":{}}", "{\"id\":\"AAAA\",\"response\":{\"clientDataJSON\":\"*\"}}", "{\"id\":\"AAAA\",\"response\":{\"clientDataJSON\":\"e30\"}}")) {
      assertEquals(ProblemCode.BAD_PASSKEY, assertThrows(Problem.class, () -> answer(new JsonObject(nonsense))).code());
    }
  }

  private void assertWrong(Authenticator authenticator, Runnable change, Runnable back) {
    change.run();
    assertRefused(ProblemCode.WRONG_PASSKEY, here.signIn(given(authenticator.get(toSignIn(here))), caller()));
    back.run();
  }

  private Identity register(Authenticator authenticator) {
    return OneNode.await(registering(authenticator));
  }

  private Future<Identity> registering(Authenticator authenticator) {
    String handle = handle();
    JsonObject options = OneNode.await(there.toRegister(SITE, HOLDER, Optional.empty(), handle, "Minji"));
    return here.register("Minji", handle, "Phone", given(authenticator.create(options)), caller(), null);
  }

  private Passkey add(Identity identity, Authenticator authenticator) {
    return OneNode.await(there.add(identity, "Key", answer(authenticator.create(OneNode.await(here.toAdd(SITE, identity)))), SITE));
  }

  private JsonObject toSignIn(PasskeyDesk desk) {
    return OneNode.await(desk.toSignIn(SITE, HOLDER));
  }

  private List<String> passkeys(Identity identity) {
    return OneNode.await(here.list(identity.user())).getJsonArray("passkeys").stream().map(each -> ((JsonObject) each).getString("id")).toList();
  }

  private static Given given(JsonObject answer) {
    return new Given(answer(answer), SITE, HOLDER);
  }

  private static PasskeyAnswer answer(JsonObject answer) {
    return PasskeyAnswer.from(new JsonObject().put("passkey", answer));
  }

  private String handle() {
    return "minji-" + number++;
  }

  /** Each from a network of its own. */
  private Caller caller() {
    return new Caller("network " + number++, "Firefox · Linux", null);
  }

  private static void assertRefused(ProblemCode code, Future<?> asked) {
    assertRefused(code, asked, "");
  }

  private static void assertRefused(ProblemCode code, Future<?> asked, String why) {
    assertEquals(code, assertThrows(Problem.class, () -> OneNode.await(asked), why).code(), why);
  }
}
