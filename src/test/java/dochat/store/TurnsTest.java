package dochat.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much work has begun at a time. */
class TurnsTest {
  private final Turns turns = new Turns(2);
  private final List<Promise<String>> begun = new ArrayList<>();

  @Test
  void workWaitsUntilATurnIsGivenBackAndNotOnlyUntilWorkIsDone() {
    List<Future<String>> results = List.of(take(), take(), take(), take());
    assertEquals(2, begun.size());
    begun.get(0).complete("first");
    begun.get(1).fail("second");
    assertEquals("first", results.get(0).result());
    assertEquals(2, begun.size());
    turns.giveBack();
    assertEquals(3, begun.size());
    turns.giveBack();
    turns.giveBack();
    assertEquals(4, begun.size());
    begun.get(3).complete("fourth");
    assertEquals("fourth", results.get(3).result());
  }

  private Future<String> take() {
    return turns.take(() -> {
      Promise<String> work = Promise.promise();
      begun.add(work);
      return work.future();
    });
  }
}
