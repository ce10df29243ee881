package dochat.store;

import static dochat.store.Steps.ANNA;
import static dochat.store.Steps.BEN;
import static dochat.store.Steps.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Admission;
import dochat.model.Answered;
import dochat.model.ChatRole;
import dochat.model.Credential;
import dochat.model.Entrance;
import dochat.model.Neighbour;
import dochat.model.Newcomer;
import dochat.model.Passkey;
import dochat.model.ProviderVisit;
import dochat.model.Registration;
import dochat.model.Subject;
import dochat.model.Ways;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who people are at an OpenID Provider: one person here, once, at whichever node. */
interface SubjectContract extends StoreNodes {
  String NONE = "$argon2id$salt$" + "A".repeat(43);
  Subject MINJI = new Subject("https://id.example", "sub-1");
  Ways WAYS = new Ways(true, MINJI.issuer());

  @Test
  default void whoIsAtTheProviderComesBackOnceAtAnyNodeWithTheSameBrowser() {
    var here = openNode();
    var there = openNode();
    await(here.subjects().leave(hash("state"), hash("browser"), new ProviderVisit("nonce", "verifier", hash("link"), null)));
    assertEquals(Optional.empty(), await(there.subjects().comeBack(hash("state"), hash("other browser"))));
    assertEquals(Optional.empty(), await(there.subjects().comeBack(hash("other state"), hash("browser"))));
    var visit = await(there.subjects().comeBack(hash("state"), hash("browser"))).orElseThrow();
    assertEquals("nonce verifier link null", visit.nonce() + " " + visit.verifier() + " " + new String(visit.invitation(), StandardCharsets.UTF_8) + " " + visit.session());
    assertEquals(Optional.empty(), await(here.subjects().comeBack(hash("state"), hash("browser"))), "what was used is of no use");
  }

  /** A node of the release before has no page for who comes back. */
  @Test
  default void nobodyGoesThereBesideAnOlderNode() {
    var store = openNode();
    var visit = new ProviderVisit("nonce", "verifier", null, null);
    await(store.beat(new Neighbour("new", 1, 0, Set.of("new", "old")), 0));
    try (var engine = Engine.open(config())) {
      engine.write(handle -> handle.execute("INSERT INTO node (id, beat, since, members, at) VALUES ('old', 1, 0, 'new,old', 0)"));
      assertThrows(OlderNodes.class, () -> await(store.subjects().leave(hash("a"), hash("browser"), visit)));
      await(store.endBeats("old"));
      await(store.subjects().leave(hash("a"), hash("browser"), visit));
      assertEquals(1, AccessContract.oldest(engine), "it may still start");
    }
  }

  @Test
  default void oneThereIsOneHereHoweverManyComeAtOnce() {
    var nodes = List.of(openNode(), openNode());
    var entered = IntStream.range(0, 6).mapToObj(i -> enter(nodes.get(i % 2), MINJI, "u-" + i, "minji")).map(Steps::await).toList();
    assertEquals(1, entered.stream().map(Subjects.Entered::user).distinct().count(), entered.toString());
    var minji = entered.get(0).user();
    IntStream.range(0, 6).forEach(i -> assertEquals(Optional.of(minji), await(nodes.get(0).userOf(hash("u-" + i))), "a session each"));
    var other = await(enter(nodes.get(1), new Subject("https://id.example", "sub-2"), "u-9", "minji")).user();
    assertEquals("minji-2", await(nodes.get(0).registry().ofUser(other.id())).orElseThrow().handle(), "the handle is somebody's");
    assertFalse(await(nodes.get(0).registry().ofHandle("minji")).orElseThrow().hasPassword());
    assertTrue(await(nodes.get(0).subjects().isLinked(minji.id(), MINJI.issuer())));
    assertFalse(await(nodes.get(0).subjects().isLinked(minji.id(), "https://other.example")));
  }

  @Test
  default void whoIsInIsLinkedAndStaysWhoTheyAre() {
    var store = openNode();
    await(store.signIn(ANNA, hash("anna"), ""));
    await(link(store, MINJI, "anna"));
    await(link(store, MINJI, "anna"));
    assertEquals(ANNA, await(enter(openNode(), MINJI, "u-new", "x")).user());
    assertEquals("anna", await(store.registry().ofUser(ANNA.id())).orElseThrow().handle(), "a guest is one no longer");
    await(store.registry().register(new Credential(BEN, "ben", "$hash"), hash("ben"), "", Admission.ANYBODY));
    refused(ProblemCode.IDENTITY_TAKEN, link(store, MINJI, "ben"));
    refused(ProblemCode.HAS_IDENTITY, link(store, new Subject(MINJI.issuer(), "sub-2"), "anna"));
    refused(ProblemCode.UNAUTHENTICATED, link(store, new Subject(MINJI.issuer(), "sub-3"), "nobody"));
    refused(ProblemCode.LAST_CREDENTIAL, store.subjects().unlink(ANNA.id(), WAYS));
    var anna = await(store.registry().ofUser(ANNA.id())).orElseThrow();
    await(store.registry().change(anna, "$hash", hash("anna")));
    refused(ProblemCode.LAST_CREDENTIAL, store.subjects().unlink(ANNA.id(), new Ways(false, MINJI.issuer())));
    await(store.subjects().unlink(ANNA.id(), WAYS));
    await(link(store, MINJI, "ben"));
    assertEquals("ben", await(store.registry().ofUser(BEN.id())).orElseThrow().handle(), "an account keeps its own");
    assertEquals(BEN, await(enter(store, MINJI, "u-new-2", "x")).user());
  }

  @Test
  default void aPasskeyIsAnotherWayInAndSoIsTheProvider() {
    var store = openNode();
    var passkeys = store.registry().passkeys();
    await(store.signIn(ANNA, hash("anna"), ""));
    await(link(store, MINJI, "anna"));
    await(passkeys.add(new Passkey("p1", ANNA, "key-1", new byte[] {1}, 0, "Phone", Instant.now(), null), new Answered("n1", Instant.now().plusSeconds(60), "adding")));
    await(store.subjects().unlink(ANNA.id(), WAYS));
    refused(ProblemCode.LAST_CREDENTIAL, passkeys.remove(ANNA.id(), "p1", WAYS));
    await(link(store, MINJI, "anna"));
    for (var issuer : new String[] {null, "https://other.example"}) {
      refused(ProblemCode.LAST_CREDENTIAL, passkeys.remove(ANNA.id(), "p1", new Ways(true, issuer)));
    }
    await(passkeys.remove(ANNA.id(), "p1", WAYS));
    refused(ProblemCode.LAST_CREDENTIAL, store.subjects().unlink(ANNA.id(), WAYS));
  }

  @Test
  default void whoMayNotComeInDoesNotComeInByAProvider() {
    var store = openNode();
    var closed = new Admission(new Entrance(Registration.CLOSED, false), null);
    refused(ProblemCode.REGISTRATION_CLOSED, enter(store, MINJI, "u-1", "minji", closed));
    assertEquals(Optional.empty(), await(store.userOf(hash("u-1"))));
    var invited = new Entrance(Registration.INVITATION, true);
    refused(ProblemCode.INVITATION_NEEDED, enter(store, MINJI, "u-1", "minji", new Admission(invited, null)));
    await(store.signIn(ANNA, hash("anna"), ""));
    refused(ProblemCode.INVITATION_NEEDED, store.subjects().link(new Newcomer(MINJI, "Anna", List.of("anna")), hash("anna"), NONE, new Admission(invited, null)));
    try (var archive = StoreArchive.open(config())) {
      archive.addOwnerLink("o", hash("owner"), Instant.now().plusSeconds(60));
    }
    var owner = await(enter(store, MINJI, "u-1", "minji", new Admission(closed.cap(), hash("owner")))).user();
    assertEquals(ChatRole.OWNER, await(store.administration().role(owner.id())));
    var ben = await(enter(store, new Subject(MINJI.issuer(), "sub-2"), "u-2", "ben")).user();
    await(store.administration().activate(owner.id(), ben.id(), false));
    refused(ProblemCode.ACCOUNT_DEACTIVATED, enter(store, new Subject(MINJI.issuer(), "sub-2"), "u-3", "ben"));
    await(store.administration().activate(owner.id(), ben.id(), true));
    await(store.administration().depart(ben.id()));
    var after = await(enter(store, new Subject(MINJI.issuer(), "sub-2"), "u-4", "ben")).user();
    assertEquals("u-4", after.id(), "who has gone is nobody");
    assertEquals("ben-2", await(store.registry().ofUser("u-4")).orElseThrow().handle());
  }

  private static Future<Subjects.Entered> enter(Store store, Subject subject, String id, String handle) {
    return enter(store, subject, id, handle, Admission.ANYBODY);
  }

  private static Future<Subjects.Entered> enter(Store store, Subject subject, String id, String handle, Admission admission) {
    return store.subjects().enter(new Newcomer(subject, "Name of " + id, List.of(handle, handle + "-2")), id, NONE, hash(id), "", admission);
  }

  private static Future<Void> link(Store store, Subject subject, String token) {
    return store.subjects().link(new Newcomer(subject, "Another name", List.of("anna")), hash(token), NONE, Admission.ANYBODY);
  }

  private static byte[] hash(String of) {
    return of.getBytes(StandardCharsets.UTF_8);
  }

  private static void refused(ProblemCode code, Future<?> asked) {
    assertEquals(code, assertThrows(Problem.class, () -> await(asked)).code());
  }
}
