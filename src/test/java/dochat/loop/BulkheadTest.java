package dochat.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What one peer throws is that peer's alone. */
class BulkheadTest {
  private final List<String> done = new ArrayList<>();

  @Test
  void doesAllThoughOneFailsAndSoDoesItsEnd() {
    Bulkhead.each(List.of("a", "b", "c"), this::act, (peer, failure) -> {
      done.add(peer + " ends: " + failure.getMessage());
      throw new IllegalStateException("again");
    });
    assertEquals(List.of("a", "b ends: first", "c"), done);
  }

  @Test
  void peersMayComeAndGoMeanwhile() {
    Set<String> peers = new LinkedHashSet<>(List.of("a", "c"));
    Bulkhead.each(peers, peer -> {
      act(peer);
      peers.remove(peer);
      peers.add(peer + peer);
    });
    assertEquals(List.of("a", "c"), done);
  }

  private void act(String peer) {
    if (peer.equals("b")) {
      throw new IllegalStateException("first");
    }
    done.add(peer);
  }
}
