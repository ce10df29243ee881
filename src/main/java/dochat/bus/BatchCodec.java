package dochat.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A batch between nodes: room, first number, count, texts; each text as a 4-byte length and UTF-8. The events ride unparsed, and on
 * the same node the batch itself is handed over.
 */
final class BatchCodec implements MessageCodec<Batch, Batch> {

  @Override
  public void encodeToWire(Buffer wire, Batch batch) {
    append(wire, batch.room());
    wire.appendLong(batch.first()).appendInt(batch.events().size());
    batch.events().forEach(event -> append(wire, event));
  }

  @Override
  public Batch decodeFromWire(int position, Buffer wire) {
    Reader reader = new Reader(wire, position);
    String room = reader.text();
    long first = reader.number();
    int count = reader.length();
    List<String> events = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      events.add(reader.text());
    }
    return new Batch(room, first, events);
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

  private static void append(Buffer wire, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    wire.appendInt(bytes.length).appendBytes(bytes);
  }

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

    int length() {
      int length = wire.getInt(position);
      position += Integer.BYTES;
      return length;
    }

    long number() {
      long number = wire.getLong(position);
      position += Long.BYTES;
      return number;
    }
  }
}
