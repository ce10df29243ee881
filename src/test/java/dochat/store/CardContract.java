package dochat.store;

import static dochat.store.Steps.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Admission;
import dochat.model.Card;
import dochat.model.CardChange;
import dochat.model.CardNews;
import dochat.model.Credential;
import dochat.model.Status;
import dochat.model.User;
import dochat.protocol.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What people show of themselves, and how others hear that it has changed. */
interface CardContract extends StoreNodes {
  byte[] SMALL = {1, 2, 3};
  byte[] LARGE = {4, 5, 6, 7};

  @Test
  default void aCardIsWhatItsPersonSays() {
    var store = openNode();
    var ann = enters(store, "ann", "Ann");
    assertEquals(List.of(new Card(ann, "ann", Card.State.ACTIVE, null, null, 0)), await(store.cards().of(List.of("nobody", "ann"))));
    var lunch = new Status("🍜", "점심", Instant.ofEpochMilli(9_000_000_000_000L));
    var changed = await(store.cards().change("ann", new CardChange(null, true, lunch, "Asia/Seoul")));
    assertEquals(new Card(ann, "ann", Card.State.ACTIVE, lunch, "Asia/Seoul", 0), changed);
    var renamed = await(store.cards().change("ann", new CardChange("Anna", false, null, null)));
    assertEquals(new Card(new User("ann", "Anna"), "ann", Card.State.ACTIVE, lunch, "Asia/Seoul", 0), renamed);
    assertEquals(Optional.of(new User("ann", "Anna")), await(openNode().userOf(token("ann"))));
    assertEquals(new Card(new User("ann", "Anna"), "ann", Card.State.ACTIVE, null, null, 0), await(store.cards().change("ann", new CardChange(null, true, null, ""))));
  }

  @Test
  default void aStatusIsOverAtItsEnd() {
    var store = openNode();
    enters(store, "ann", "Ann");
    assertEquals(null, await(store.cards().change("ann", new CardChange(null, true, new Status("", "away", Instant.now().minusMillis(1)), null))).status());
  }

  @Test
  default void eachPictureHasAnotherNumber() {
    var store = openNode();
    enters(store, "ann", "Ann");
    var first = await(store.cards().show("ann", Map.of(64, SMALL, 256, LARGE))).picture();
    var second = await(store.cards().show("ann", Map.of(64, LARGE))).picture();
    assertTrue(0 < first && first < second);
    var found = await(openNode().cards().picture("ann", 64)).orElseThrow();
    assertEquals(second, found.getKey());
    assertArrayEquals(LARGE, found.getValue());
    assertEquals(Optional.empty(), await(store.cards().picture("ann", 256)), "of the one before nothing is left");
    assertEquals(Card.NO_PICTURE, await(store.cards().show("ann", Map.of())).picture());
    assertEquals(Optional.empty(), await(store.cards().picture("ann", 64)));
  }

  @Test
  default void everyNodeHearsWhoseCardsHaveChangedInOneOrder() {
    var here = openNode();
    var there = openNode();
    List.of("ann", "ben", "cho").forEach(id -> enters(here, id, id));
    var before = await(there.cards().changedAfter(0, 10)).head();
    IntStream.range(0, 9).mapToObj(i -> (i % 2 == 0 ? here : there).cards().change(List.of("ann", "ben", "cho").get(i % 3), new CardChange(null, false, null, "Zone/" + i)))
        .toList().forEach(Steps::await);
    var news = await(there.cards().changedAfter(before, 10));
    assertEquals(before + 9, news.head());
    assertEquals(3, news.changes().size(), "the newest of each");
    assertEquals(news.head(), news.changes().get(2).number());
    assertEquals(news.changes().subList(1, 3), await(here.cards().changedAfter(before, 2)).changes(), "the newest");
    assertEquals(new CardNews(news.head(), List.of()), await(here.cards().changedAfter(news.head(), 10)));
  }

  @Test
  default void whoHasGoneShowsNothing() {
    var store = openNode();
    enters(store, "ann", "Ann");
    await(store.cards().change("ann", new CardChange(null, true, new Status("🌴", "", null), "Asia/Seoul")));
    await(store.cards().show("ann", Map.of(64, SMALL)));
    var before = await(store.cards().changedAfter(0, 10)).head();
    await(store.administration().depart("ann"));
    assertEquals(List.of(new Card(new User("ann", User.DELETED), null, Card.State.DELETED, null, null, 0)), await(openNode().cards().of(List.of("ann"))));
    assertEquals(Optional.empty(), await(store.cards().picture("ann", 64)));
    assertEquals("ann", await(store.cards().changedAfter(before, 10)).changes().get(0).user(), "others hear of it");
    assertThrows(Problem.class, () -> await(store.cards().change("ann", new CardChange("Ann", false, null, null))));
    assertThrows(Problem.class, () -> await(store.cards().show("ann", Map.of(64, SMALL))));
  }

  @Test
  default void whoIsKeptOutIsShownAsSuch() {
    var store = openNode();
    enters(store, "ann", "Ann");
    await(store.cards().change("ann", new CardChange(null, true, new Status("🌴", "", null), null)));
    await(store.cards().change("ann", new CardChange(null, false, null, null)));
    var owner = enters(store, "owner", "Owner");
    await(store.administration().welcome("link", token("link"), Instant.now().plusSeconds(60)));
    await(store.administration().use(token("link"), owner.id()));
    var before = await(store.cards().changedAfter(0, 10)).head();
    await(store.administration().activate("owner", "ann", false));
    var card = await(store.cards().of(List.of("ann"))).get(0);
    assertEquals(Card.State.DEACTIVATED, card.state());
    assertEquals(null, card.status());
    assertFalse(await(store.cards().changedAfter(before, 10)).changes().isEmpty());
    assertThrows(Problem.class, () -> await(store.cards().change("ann", new CardChange("Ann", false, null, null))));
  }

  private User enters(Store store, String id, String name) {
    var user = new User(id, name);
    await(store.registry().register(new Credential(user, id, "$" + id), token(id), "", Admission.ANYBODY));
    return user;
  }

  private static byte[] token(String of) {
    return of.getBytes(StandardCharsets.UTF_8);
  }
}
