package dochat.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.trace.Origin;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
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
  private static final int ORIGIN_BYTES = 28;
  private static final Batch TRACED = new Batch("room", 7, List.of("{\"seq\":7}", "{\"seq\":8}"), new Posted(5, false),
      List.of(new Origin(0, 1, 2, 3), new Origin(1, -4, -5, -6)));

  private final BatchCodec codec = new BatchCodec();

  @Property(tries = 500)
  void aBatchComesBackAsItWas(@ForAll("texts") String room, @ForAll @LongRange(min = 1) long first,
      @ForAll @Size(min = 1, max = 20) List<@From("texts") String> events, @ForAll long micros, @ForAll @Size(max = 20) List<@From("origins") Origin> origins,
      @ForAll @IntRange(max = 50) int position) {
    Buffer wire = Buffer.buffer(new byte[position]);
    Batch batch = new Batch(room, first, events, new Posted(micros, false), origins.stream().limit(events.size()).toList());
    codec.encodeToWire(wire, batch);
    wire.appendString("what follows");
    assertEquals(batch, codec.decodeFromWire(position, wire));
  }

  @Property(tries = 2000)
  void whateverComesIsABatchOrNothing(@ForAll @Size(max = 60) byte[] bytes, @ForAll @IntRange(max = 70) int position) {
    Batch batch = codec.decodeFromWire(position, Buffer.buffer(bytes));
    assertTrue(batch == null || !batch.events().isEmpty());
  }

  /** A length that is taken at its word would end the node for want of memory. */
  @Property(tries = 1000)
  void aBatchThatIsBrokenAnywhereIsABatchOrNothing(@ForAll byte broken, @ForAll @IntRange(max = 200) int at) {
    Buffer wire = Buffer.buffer();
    codec.encodeToWire(wire, TRACED);
    Batch batch = codec.decodeFromWire(0, wire.setByte(at % wire.length(), broken));
    assertTrue(batch == null || !batch.events().isEmpty());
  }

  @Example
  void aLayoutThatIsNotKnownIsNothing() {
    Buffer wire = Buffer.buffer();
    codec.encodeToWire(wire, new Batch("room", 7, List.of("{}")));
    assertNull(codec.decodeFromWire(0, wire.setByte(0, (byte) (BatchCodec.LAYOUT + 1))));
  }

  @Example
  void aBatchWithoutItsTimeOrItsOriginsIsNothing() {
    Buffer wire = Buffer.buffer();
    codec.encodeToWire(wire, TRACED);
    int withoutOrigins = wire.length() - Integer.BYTES - 2 * ORIGIN_BYTES;
    assertNull(codec.decodeFromWire(0, wire.slice(0, withoutOrigins)));
    assertNull(codec.decodeFromWire(0, wire.slice(0, withoutOrigins - Long.BYTES)));
  }

  /** As a newer node may write it. */
  @Example
  void whatIsAddedAtTheEndIsNotRead() {
    Buffer wire = Buffer.buffer();
    codec.encodeToWire(wire, TRACED);
    assertEquals(codec.decodeFromWire(0, wire), codec.decodeFromWire(0, wire.copy().appendLong(7)));
  }

  /** As the neighbouring releases read it. */
  @Example
  void whatStandsBeforeTheOriginsIsWhereItWas() {
    Buffer wire = Buffer.buffer();
    codec.encodeToWire(wire, TRACED);
    Buffer before = Buffer.buffer().appendByte((byte) 1).appendInt(4).appendString("room").appendLong(7).appendInt(2)
        .appendInt(9).appendString("{\"seq\":7}").appendInt(9).appendString("{\"seq\":8}").appendLong(5);
    assertEquals(before, wire.slice(0, before.length()));
  }

  /** A number that is taken at its word would make spans for events that are not there. */
  @Example
  void moreOriginsThanEventsAreNone() {
    Buffer wire = Buffer.buffer();
    codec.encodeToWire(wire, new Batch("room", 7, List.of("{}"), new Posted(5, false), TRACED.origins()));
    assertEquals(List.of(), codec.decodeFromWire(0, wire).origins());
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
  Arbitrary<Origin> origins() {
    Arbitrary<Long> halves = Arbitraries.longs().withoutEdgeCases();
    return Combinators.combine(Arbitraries.integers().withoutEdgeCases(), halves, halves, halves).as(Origin::new);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(Arbitraries.strings().withCharRange(' ', '\uD7FF').ofMaxLength(40), Arbitraries.of("", "한글 👩‍👩‍👧‍👦", "{\"seq\":1}"));
  }
}
