package dochat.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Entrance;
import dochat.model.Login;
import dochat.model.Registration;
import dochat.model.Ways;
import dochat.protocol.CloseReason;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.protocol.Proof;
import dochat.room.OneNode;
import dochat.security.AccountDesk.Caller;
import dochat.security.AccountDesk.Entered;
import dochat.security.AccountDesk;
import dochat.security.Identities;
import dochat.security.Identity;
import dochat.security.Passwords;
import dochat.security.ProviderDesk;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Guests and strangers become accounts, sign in from several devices, and end what they have begun. */
@TestInstance(Lifecycle.PER_CLASS)
class AccountDeskTest {
  private static final String GOOD = "correct horse";

  private final SessionNode server = new SessionNode();
  private final AccountDesk desk = server.desk;
  private int number;

  @AfterAll
  void close() {
    server.close();
  }

  @Test
  void aGuestStaysWhoTheyAre() {
    Identity guest = server.newIdentity("Minji");
    Proof proof = proof();
    OneNode.await(desk.keep(guest, proof, stranger(), null));
    assertEquals(proof.handle(), OneNode.await(desk.credential(guest.user())).orElseThrow().handle());
    Entered elsewhere = OneNode.await(desk.signIn(proof, stranger()));
    assertEquals(guest.user(), elsewhere.identity().user());
    assertTrue(OneNode.await(server.identities.confirm(guest.token())).isPresent(), "the session of the guest goes on");
    assertRefused(ProblemCode.HAS_ACCOUNT, desk.keep(guest, proof(), stranger(), null));
    assertRefused(ProblemCode.HANDLE_TAKEN, desk.keep(server.newIdentity("Ben"), proof, stranger(), null));
  }

  @Test
  void aWrongPasswordAndAnUnknownHandleAreAnsweredAlike() {
    Proof proof = proof();
    OneNode.await(desk.register("Minji", proof, stranger(), null));
    assertRefused(ProblemCode.WRONG_PASSWORD, desk.signIn(new Proof(proof.handle(), "wrong horse"), stranger()));
    assertRefused(ProblemCode.WRONG_PASSWORD, desk.signIn(proof(), stranger()));
  }

  @Test
  void signsInOverTheEnvelopeToo() {
    Proof proof = proof();
    OneNode.await(desk.register("Minji", proof, stranger(), null));
    Client client = server.connect();
    client.send(Client.command("chat.session", new JsonObject().put("handle", proof.handle()).put("password", proof.password()), "in"));
    assertEquals("Minji", client.frame("in").getJsonObject("body").getJsonObject("user").getString("name"));
  }

  @Test
  void refusesPasswordsThatAreTriedFirst() {
    for (String password : List.of("password", "Password1", "12345678", "qwertyuiop", "zzzzzzzzz", "long-handle")) {
      assertRefused(ProblemCode.COMMON_PASSWORD, desk.register("Minji", new Proof("long-handle", password), stranger(), null));
    }
  }

  @Test
  void endsSessionsAndTheirConnections() {
    Proof proof = proof();
    Identity here = OneNode.await(desk.register("Minji", proof, new Caller("net", "Firefox · Linux", null), null)).identity();
    Identity there = OneNode.await(desk.signIn(proof, new Caller("net", "Chrome · Android", null))).identity();
    assertEquals(Set.of("Firefox · Linux", "Chrome · Android"),
        OneNode.await(desk.logins(here.user())).stream().map(Login::device).collect(Collectors.toSet()));
    Client phone = known(there);
    Client laptop = known(here);
    assertRefused(ProblemCode.SESSION_NOT_FOUND, desk.end(server.newIdentity("Ben").user(), Identities.fingerprint(there)));
    OneNode.await(desk.end(here.user(), Identities.fingerprint(there)));
    phone.until(client -> client.closed().equals(List.of(CloseReason.SIGNED_OUT)));
    Client again = known(OneNode.await(desk.signIn(proof, stranger())).identity());
    OneNode.await(desk.endOthers(here));
    again.until(client -> client.closed().equals(List.of(CloseReason.SIGNED_OUT)));
    assertEquals(List.of(), laptop.closed());
  }

  @Test
  void anotherPasswordEndsTheOtherSessions() {
    Proof proof = proof();
    Identity here = OneNode.await(desk.register("Minji", proof, stranger(), null)).identity();
    Identity there = OneNode.await(desk.signIn(proof, stranger())).identity();
    assertRefused(ProblemCode.WRONG_PASSWORD, desk.change(here, "wrong horse", "better horse"));
    assertRefused(ProblemCode.COMMON_PASSWORD, desk.change(here, GOOD, "iloveyou"));
    assertRefused(ProblemCode.NO_ACCOUNT, desk.change(server.newIdentity("Ben"), GOOD, "better horse"));
    OneNode.await(desk.change(here, GOOD, "better horse"));
    assertTrue(OneNode.await(server.identities.find(there.token())).isEmpty());
    assertTrue(OneNode.await(server.identities.find(here.token())).isPresent());
    assertRefused(ProblemCode.WRONG_PASSWORD, desk.signIn(proof, stranger()));
    OneNode.await(desk.signIn(new Proof(proof.handle(), "better horse"), stranger()));
  }

  @Test
  void whoGuessesDoesNotKeepTheOwnersDeviceOut() {
    Proof proof = proof();
    Entered owner = OneNode.await(desk.register("Minji", proof, stranger(), null));
    ProblemCode last = ProblemCode.WRONG_PASSWORD;
    for (int i = 0; i < 100 && last == ProblemCode.WRONG_PASSWORD; i++) {
      int network = i;
      last = assertThrows(Problem.class, () -> OneNode.await(desk.signIn(new Proof(proof.handle(), "a guess of many"), new Caller("botnet " + network % 2, "", null)))).code();
    }
    assertEquals(ProblemCode.RATE_LIMITED, last);
    assertRefused(ProblemCode.RATE_LIMITED, desk.signIn(proof, new Caller("botnet 0", "", null)));
    assertRefused(ProblemCode.RATE_LIMITED, desk.signIn(proof, new Caller("botnet 1", "", "forged.pass")));
    assertEquals(owner.identity().user(), OneNode.await(desk.signIn(proof, new Caller("botnet 0", "", owner.pass()))).identity().user());
    assertEquals(owner.identity().user(), OneNode.await(desk.signIn(proof, new Caller("elsewhere", "", null))).identity().user(), "a new one");
  }

  @Test
  void aClosedChatTakesNobody() {
    AccountDesk closed = new AccountDesk(server.node.store.registry(), server.identities, new Passwords(server.node.vertx), new Entrance(Registration.CLOSED, true), new Ways(true, null));
    assertRefused(ProblemCode.REGISTRATION_CLOSED, closed.register("Minji", proof(), stranger(), null));
    assertRefused(ProblemCode.REGISTRATION_CLOSED, closed.keep(server.newIdentity("Ben"), proof(), stranger(), null));
    assertRefused(ProblemCode.GUESTS_REFUSED, new Identities(server.node.store, false, ended -> { }).signIn("Ben", ""));
  }

  /** Each is a change of the store, by whoever it may be. */
  @Test
  void whoSaysToComeBackFromAProviderIsCounted() {
    ProviderDesk provider = new ProviderDesk(server.node.store.subjects(), server.identities, null, new Entrance(Registration.OPEN, true), new Ways(true, null));
    ProblemCode last = ProblemCode.SIGN_IN_OVER;
    for (int i = 0; i < 1_000 && last == ProblemCode.SIGN_IN_OVER; i++) {
      Future<?> back = provider.comeBack(new ProviderDesk.Return("state", "code", null, "browser", "network"), "", "");
      last = assertThrows(Problem.class, () -> OneNode.await(back)).code();
    }
    assertEquals(ProblemCode.RATE_LIMITED, last);
    assertRefused(ProblemCode.SIGN_IN_OVER, provider.comeBack(new ProviderDesk.Return("state", "code", null, "browser", "elsewhere"), "", ""));
  }

  private Client known(Identity identity) {
    Client client = server.connect();
    client.run(() -> client.session.authenticate(identity.token()));
    client.send(Client.command("chat.session", new JsonObject(), "who"));
    client.frame("who");
    return client;
  }

  private Proof proof() {
    return new Proof("minji-" + number++, GOOD);
  }

  /** Each from a network of its own. */
  private Caller stranger() {
    return new Caller("network " + number++, "", null);
  }

  private static void assertRefused(ProblemCode code, Future<?> asked) {
    assertEquals(code, assertThrows(Problem.class, () -> OneNode.await(asked)).code());
  }
}
