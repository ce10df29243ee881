package dochat.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.trail.Receipt.Source;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a node remembers of messages, and what it says when it has forgotten. */
class TrailTest {
  private static final int KEPT = 4;

  private final Trail trail = new Trail(KEPT);
  /** After the start of the node. */
  private final long soonMicros = Trail.nowMicros() + 10_000_000_000L;

  @Test
  void anotherRoomAnotherLogAndAnotherNumberAreOtherMessages() {
    post("room", "e", 2);
    trail.received("room", "e", 2, 3, Source.BUS);
    trail.handed(new Handing("room", "e", 1, 2));
    Trail.Steps steps = trail.of("room", "e", 2);
    assertEquals("id-2", steps.posting().id());
    assertEquals(List.of(1, 1), List.of(steps.receipts().size(), steps.handings().size()));
    for (Trail.Steps other : List.of(trail.of("room", "f", 2), trail.of("moor", "e", 2), trail.of("room", "e", 4))) {
      assertNull(other.posting());
      assertEquals(List.of(), other.receipts());
      assertEquals(List.of(), other.handings());
    }
  }

  @Test
  void findsAMessageByItsClientIdInEveryRoomThatHasIt() {
    post("one", "e", 7);
    post("two", "e", 7);
    post("two", "e", 8);
    assertEquals(List.of("two", "one"), trail.posted("id-7").stream().map(Posting::room).toList());
  }

  @Test
  void keepsTheNewestAndSaysSinceWhenItKnowsAll() {
    long began = trail.of("room", "e", 1).sinceMicros();
    LongStream.rangeClosed(1, KEPT).forEach(seq -> post("room", "e", seq));
    assertEquals(began, trail.of("room", "e", 1).sinceMicros(), "nothing is forgotten yet");
    post("room", "e", KEPT + 1);
    assertNull(trail.of("room", "e", 1).posting());
    assertEquals("id-2", trail.of("room", "e", 2).posting().id());
    assertEquals(posted(1), trail.of("room", "e", 2).sinceMicros(), "the time of the one that is forgotten");
  }

  @Test
  void aFrameThatManyClientsShareIsOneEntryHoweverManyCount() throws InterruptedException {
    Handing handing = new Handing("room", "e", 1, 1);
    ExecutorService loops = Executors.newFixedThreadPool(4);
    LongStream.range(0, 1_000).forEach(client -> loops.execute(() -> trail.handed(handing)));
    loops.shutdown();
    assertTrue(loops.awaitTermination(20, TimeUnit.SECONDS));
    handing.walked();
    assertEquals(List.of(handing), trail.of("room", "e", 1).handings());
    assertEquals(1_000, handing.clients());
    assertTrue(handing.beganMicros() > 0 && handing.endedMicros() >= handing.beganMicros());
  }

  @Test
  void aFrameThatNobodyTookHasNoTimes() {
    Handing handing = new Handing("room", "e", 1, 1);
    handing.walked();
    assertEquals(0, handing.endedMicros());
  }

  private void post(String room, String epoch, long seq) {
    trail.posted(new Posting(room, epoch, seq, "id-" + seq, posted(seq), posted(seq) + 1, posted(seq) + 2));
  }

  private long posted(long seq) {
    return soonMicros + seq;
  }
}
