package dochat.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.security.AdminToken;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A node leaves when an administrator of its own tells it through another node, and for nobody else. */
class DutiesTest {
  private static final AdminToken OURS = new AdminToken("a-token-of-the-administrator");
  private static final AdminToken THEIRS = new AdminToken("a-token-of-somebody-else");

  private final AtomicInteger drained = new AtomicInteger();

  @Test
  void leavesForWhoKnowsItsToken() {
    assertEquals(true, answer(OURS, Duties.drain("here", OURS)));
    assertEquals(1, drained.get());
  }

  @Test
  void staysForEverybodyElse() {
    assertEquals(false, answer(OURS, Duties.drain("here", THEIRS)), "another token");
    assertEquals(false, answer(OURS, Duties.drain("there", OURS)), "meant for another node");
    assertEquals(false, answer(OURS, new JsonObject().put("ask", "drain")), "no pass");
    assertEquals(false, answer(OURS, new JsonObject().put("ask", "drain").put("pass", OURS.pass("drain here", System.currentTimeMillis() - 1))), "too old");
    assertEquals(false, answer(OURS, new JsonObject().put("ask", "drain").put("pass", OURS.pass("cluster page", System.currentTimeMillis() + 1_000))), "a cookie");
    assertEquals(false, answer(null, Duties.drain("here", OURS)), "no administrator here");
    assertEquals(0, drained.get());
  }

  @Test
  void whatItDoesNotKnowHasNoAnswer() {
    assertTrue(duties(OURS).answer(new JsonObject().put("ask", "of a later release")).failed());
  }

  private boolean answer(AdminToken token, JsonObject question) {
    return duties(token).answer(question).result().getBoolean("draining");
  }

  private Duties duties(AdminToken token) {
    return new Duties("here", token, new NodeFacts(() -> "here", null, null, null), null, drained::incrementAndGet);
  }
}
