package dochat.room;

import dochat.protocol.Delivery;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What comes lost, doubled, cut and reordered becomes a tail without a hole. An event of these tests is its own number. */
class SequencerPropertyTest {

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void theTailHasNoHoleAndKnowsWhatItLacks(@ForAll Random random, @ForAll @IntRange(max = 400) int base, @ForAll @IntRange(max = 900) int events,
      @ForAll @DoubleRange(max = 0.9) double loss) {
    Sequencer sequencer = new Sequencer(RoomTail.startingAt("room", "e", base));
    long known = base;
    for (long[] part : parts(base, events, loss, random)) {
      long before = sequencer.tail().head();
      boolean hasGrown = sequencer.offer(part[0], numbers(part[0], part[1]));
      known = Math.max(known, part[1]);
      assertEquals(hasGrown, sequencer.tail().head() > before);
      assertTrue(sequencer.tail().head() >= before, "never back");
      assertTrue(part[0] > before + 1 || sequencer.tail().head() >= part[1], "what follows is taken");
      assertEquals(known > sequencer.tail().head(), sequencer.hasGap());
      assertGapless(sequencer.tail());
    }
    fromTheLog(sequencer, known);
    assertFalse(sequencer.hasGap());
    assertEquals(known, sequencer.tail().head());
    assertGapless(sequencer.tail());
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void whatWasOnlyReorderedALittleNeedsNoLog(@ForAll Random random, @ForAll @IntRange(min = 1, max = 50) int batches) {
    List<Long> order = new ArrayList<>(LongStream.rangeClosed(1, batches).boxed().toList());
    Collections.shuffle(order, random);
    Sequencer sequencer = new Sequencer(RoomTail.startingAt("room", "e", 0));
    order.forEach(each -> sequencer.offer(each, numbers(each, each)));
    assertEquals(batches, sequencer.tail().head());
    assertFalse(sequencer.hasGap());
  }

  @Example
  void keepsABoundedNumberOfBatchesThatAreAhead() {
    Sequencer sequencer = new Sequencer(RoomTail.startingAt("room", "e", 0));
    for (long seq = 2; seq <= 200; seq++) {
      assertFalse(sequencer.offer(seq, numbers(seq, seq)));
    }
    assertTrue(sequencer.offer(1, numbers(1, 1)));
    assertEquals(65, sequencer.tail().head(), "64 of them were kept");
    assertTrue(sequencer.hasGap(), "the others are in the log");
  }

  @Example
  void hearsOfEventsThatItWasNotGiven() {
    Sequencer sequencer = new Sequencer(RoomTail.startingAt("room", "e", 5));
    sequencer.heard(4);
    assertFalse(sequencer.hasGap());
    sequencer.heard(6);
    assertTrue(sequencer.hasGap());
  }

  private static void fromTheLog(Sequencer sequencer, long head) {
    while (sequencer.hasGap()) {
      long from = sequencer.tail().head() + 1;
      sequencer.offer(from, numbers(from, Math.min(head, from + 99)));
    }
  }

  /** The events after base in parts, some lost, some twice, cut anywhere, in a wrong order. */
  private static List<long[]> parts(long base, int events, double loss, Random random) {
    List<long[]> parts = new ArrayList<>();
    for (long first = base + 1; first <= base + events; ) {
      long last = Math.min(base + events, first + random.nextInt(300));
      for (int copies = random.nextInt(3); copies >= 0; copies--) {
        if (random.nextDouble() >= loss) {
          long from = Math.max(1, first - random.nextInt(20));
          parts.add(new long[] {from, last});
        }
      }
      first = last + 1;
    }
    for (int i = 0; i < parts.size(); i++) {
      Collections.swap(parts, i, Math.min(parts.size() - 1, i + random.nextInt(5)));
    }
    return parts;
  }

  private static List<String> numbers(long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(Long::toString).toList();
  }

  private static void assertGapless(RoomTail tail) {
    long cursor = tail.head();
    while (cursor > 0 && tail.covers(cursor - 1)) {
      cursor--;
    }
    Delivery delivery = tail.after(cursor);
    String frame = delivery.frame();
    JsonArray events = new JsonObject(frame).getJsonObject("body").getJsonArray("events");
    assertEquals(LongStream.rangeClosed(cursor + 1, tail.head()).boxed().toList(), events.stream().map(each -> ((Number) each).longValue()).toList());
  }
}
