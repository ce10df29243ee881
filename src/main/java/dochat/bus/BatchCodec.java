package dochat.bus;

import dochat.metrics.Seldom;
import dochat.trace.Origin;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A batch between nodes: the layout's version in one byte, then room, first number, count, texts; each text as a 4-byte length and UTF-8;
 * then the time at which the oldest came in, microseconds since 1970, then the number of events that are traced, and for each which one
 * of the batch it is, the two halves of its trace's id and its span's id. What a newer node adds at the end is not read. The events ride unparsed, and on the same node the batch itself is handed over. What cannot be read, because a
 * newer node wrote it or because it is broken, is nothing, null: the head check finds what it would have told.
 */
final class BatchCodec implements MessageCodec<Batch, Batch> {
  /** Raised with every change of the layout; the codec's name never changes, because a node without it would drop the connection. */
  static final byte LAYOUT = 1;
  private static final int ORIGIN_BYTES = Integer.BYTES + 3 * Long.BYTES;
  private static final Logger LOG = LoggerFactory.getLogger(BatchCodec.class);

  private final Seldom warnings = new Seldom();

  @Override
  public void encodeToWire(Buffer wire, Batch batch) {
    wire.appendByte(LAYOUT);
    append(wire, batch.room());
    wire.appendLong(batch.first()).appendInt(batch.events().size());
    batch.events().forEach(event -> append(wire, event));
    wire.appendLong(batch.posted().micros()).appendInt(batch.origins().size());
    if (!batch.origins().isEmpty()) {
      batch.origins().forEach(origin -> wire.appendInt(origin.event()).appendLong(origin.traceHigh()).appendLong(origin.traceLow()).appendLong(origin.span()));
    }
  }

  @Override
  public Batch decodeFromWire(int position, Buffer wire) {
    try {
      byte layout = wire.getByte(position);
      if (layout == LAYOUT) {
        return read(new Reader(wire, position + 1));
      }
      warnings.now(() -> LOG.warn("batches of another layout are dropped, the head check finds their events layout={}", layout));
    } catch (RuntimeException e) {
      warnings.now(() -> LOG.warn("a batch that cannot be read is dropped, the head check finds its events reason={}", e.toString()));
    }
    return null;
  }

  @Override
  public Batch transform(Batch batch) {
    return batch;
  }

  @Override
  public String name() {
    return "dochat.batch";
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }

  private static Batch read(Reader reader) {
    String room = reader.text();
    long first = reader.number();
    int count = reader.length();
    List<String> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(reader.text());
    }
    Posted posted = new Posted(reader.number(), false);
    return new Batch(room, first, events, posted, origins(reader, count));
  }

  /** What no event can have is none. */
  private static List<Origin> origins(Reader reader, int most) {
    int count = reader.integer();
    if (count <= 0 || count > most || !reader.has((long) count * ORIGIN_BYTES)) {
      return List.of();
    }
    List<Origin> origins = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      origins.add(new Origin(reader.integer(), reader.number(), reader.number(), reader.number()));
    }
    return origins;
  }

  private static void append(Buffer wire, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    wire.appendInt(bytes.length).appendBytes(bytes);
  }

  /** Never makes room for more than is there, whatever a length claims. */
  private static final class Reader {
    private final Buffer wire;
    private int position;

    Reader(Buffer wire, int position) {
      this.wire = wire;
      this.position = position;
    }

    String text() {
      int length = length();
      String text = wire.getString(position, position + length, "UTF-8");
      position += length;
      return text;
    }

    /** Of a text in bytes, or of a list, whose members take more than a byte each. */
    int length() {
      int length = integer();
      if (length < 0 || length > wire.length() - position) {
        throw new IllegalArgumentException("a length of " + length + " where " + (wire.length() - position) + " bytes are left");
      }
      return length;
    }

    boolean has(long bytes) {
      return wire.length() - position >= bytes;
    }

    int integer() {
      int integer = wire.getInt(position);
      position += Integer.BYTES;
      return integer;
    }

    long number() {
      long number = wire.getLong(position);
      position += Long.BYTES;
      return number;
    }
  }
}
