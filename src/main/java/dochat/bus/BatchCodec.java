package dochat.bus;

import dochat.metrics.Seldom;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A batch between nodes: the layout's version in one byte, then room, first number, count, texts; each text as a 4-byte length and UTF-8;
 * then the time at which the oldest came in, microseconds since 1970, which is not read by nodes that do not know of it, nor missed.
 * The events ride unparsed, and on the same node the batch itself is handed over. What cannot be read, because a newer node wrote it or
 * because it is broken, is nothing, null: the head check finds what it would have told.
 */
final class BatchCodec implements MessageCodec<Batch, Batch> {
  /** Raised with every change of the layout; the codec's name never changes, because a node without it would drop the connection. */
  static final byte LAYOUT = 1;
  private static final Logger LOG = LoggerFactory.getLogger(BatchCodec.class);

  private final Seldom warnings = new Seldom();

  @Override
  public void encodeToWire(Buffer wire, Batch batch) {
    wire.appendByte(LAYOUT);
    append(wire, batch.room());
    wire.appendLong(batch.first()).appendInt(batch.events().size());
    batch.events().forEach(event -> append(wire, event));
    wire.appendLong(batch.posted().micros());
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
    return new Batch(room, first, events, reader.hasNumber() ? new Posted(reader.number(), false) : null);
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
      int length = wire.getInt(position);
      position += Integer.BYTES;
      if (length < 0 || length > wire.length() - position) {
        throw new IllegalArgumentException("a length of " + length + " where " + (wire.length() - position) + " bytes are left");
      }
      return length;
    }

    boolean hasNumber() {
      return wire.length() - position >= Long.BYTES;
    }

    long number() {
      long number = wire.getLong(position);
      position += Long.BYTES;
      return number;
    }
  }
}
