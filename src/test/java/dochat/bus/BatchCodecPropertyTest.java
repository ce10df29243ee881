package dochat.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** What one node writes, the other reads, wherever in the message it stands. */
class BatchCodecPropertyTest {
  private final BatchCodec codec = new BatchCodec();

  @Property(tries = 500)
  void aBatchComesBackAsItWas(@ForAll("texts") String room, @ForAll @LongRange(min = 1) long first,
      @ForAll @Size(min = 1, max = 20) List<@From("texts") String> events, @ForAll @IntRange(max = 50) int position) {
    Buffer wire = Buffer.buffer(new byte[position]);
    Batch batch = new Batch(room, first, events);
    codec.encodeToWire(wire, batch);
    wire.appendString("what follows");
    assertEquals(batch, codec.decodeFromWire(position, wire));
  }

  @Example
  void onTheSameNodeTheBatchItselfIsHandedOver() {
    Batch batch = new Batch("room", 1, List.of("{}"));
    assertSame(batch, codec.transform(batch));
  }

  @Example
  void aBatchHasEventsAndANumber() {
    assertThrows(IllegalArgumentException.class, () -> new Batch("room", 1, List.of()));
    assertThrows(IllegalArgumentException.class, () -> new Batch("room", 0, List.of("{}")));
    assertEquals(7, new Batch("room", 5, List.of("{}", "{}", "{}")).last());
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(Arbitraries.strings().withCharRange(' ', '\uD7FF').ofMaxLength(40), Arbitraries.of("", "한글 👩‍👩‍👧‍👦", "{\"seq\":1}"));
  }
}
