package dochat.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.security.AdminToken;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A node leaves when an administrator of its own tells it through another node, and for nobody else. */
class DutiesTest {
  private static final AdminToken OURS = new AdminToken("a-token-of-the-administrator");
  private static final AdminToken THEIRS = new AdminToken("a-token-of-somebody-else");

  private final AtomicInteger drained = new AtomicInteger();

  @Test
  void leavesForWhoKnowsItsToken() {
    assertEquals(true, answer(OURS, Duties.drain("here", "there", OURS)));
    assertEquals(1, drained.get());
  }

  @Test
  void staysForEverybodyElse() {
    assertEquals(false, answer(OURS, Duties.drain("here", "there", THEIRS)), "another token");
    assertEquals(false, answer(OURS, Duties.drain("elsewhere", "there", OURS)), "meant for another node");
    assertEquals(false, answer(OURS, drain()), "no pass");
    long now = System.currentTimeMillis();
    assertEquals(false, answer(OURS, drain().put("pass", OURS.pass("drain here from there", now - 1))), "too old");
    assertEquals(false, answer(OURS, drain().put("pass", OURS.pass("cluster page", now + 1_000))), "a cookie");
    assertEquals(false, answer(OURS, Duties.drain("here", "there", OURS).put("from", "elsewhere")), "another node is named for it");
    assertEquals(false, answer(null, Duties.drain("here", "there", OURS)), "no administrator here");
    assertEquals(0, drained.get());
  }

  @Test
  void whatItDoesNotKnowHasNoAnswer() {
    assertTrue(duties(OURS).answer(new JsonObject().put("ask", "of a later release")).failed());
  }

  /** Another node may be of another release, or worse. */
  @Test
  void anAnswerOfAnotherShapeIsRefused() {
    JsonObject node = new JsonObject().put("name", "b").put("status", "ready").put("clients", new JsonObject()).put("totals", new JsonObject());
    assertRefused(NodeFacts::read, node, Map.of("name", Optional.empty(), "clients", Optional.of(1), "totals", Optional.of("x")));
    JsonObject message = new JsonObject().put("name", "b").put("live", true).put("reached", true).put("sinceMicros", 1).put("clients", 0);
    assertRefused(MessageFacts::read, message, Map.of("name", Optional.empty(), "sinceMicros", Optional.of("x"), "clients", Optional.of("1"), "postedMicros", Optional.of("soon")));
    JsonObject place = new JsonObject().put("room", "general").put("seq", 1).put("postedMicros", 1);
    assertRefused(each -> Place.read(new JsonObject().put("places", new JsonArray().add(each))), place,
        Map.of("room", Optional.empty(), "seq", Optional.of("x"), "postedMicros", Optional.empty()));
    assertRefused(Place::read, new JsonObject().put("places", new JsonArray()), Map.of("places", Optional.of(1)));
  }

  /** As it is, it is understood, and with any of these instead it is not. */
  private static void assertRefused(Function<JsonObject, ?> reader, JsonObject right, Map<String, Optional<?>> wrong) {
    assertNotNull(reader.apply(right));
    wrong.forEach((field, value) -> assertThrows(RuntimeException.class, () -> reader.apply(right.copy().put(field, value.orElse(null))), field));
  }

  private static JsonObject drain() {
    return new JsonObject().put("ask", "drain").put("from", "there");
  }

  private boolean answer(AdminToken token, JsonObject question) {
    return duties(token).answer(question).result().getBoolean("draining");
  }

  private Duties duties(AdminToken token) {
    return new Duties("here", token, new NodeFacts(() -> "here", null, null, null), null, drained::incrementAndGet);
  }
}
