package dochat.door;

import dochat.protocol.Codec;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.parsetools.RecordParser;
import java.util.function.Consumer;

/** Lengths and texts in turn. No more than a frame is ever waited for, and nothing is kept for one that is too large. */
final class LengthPrefixed implements Handler<Buffer> {
  private final RecordParser parser;
  private final int mostBytes;
  private final Consumer<String> texts;
  private final Runnable oversized;
  private boolean isLength = true;

  /** @param parser at a length of 4 bytes */
  LengthPrefixed(RecordParser parser, int mostBytes, Consumer<String> texts, Runnable oversized) {
    this.parser = parser;
    this.mostBytes = mostBytes;
    this.texts = texts;
    this.oversized = oversized;
  }

  @Override
  public void handle(Buffer part) {
    if (!isLength) {
      expect(true, Integer.BYTES);
      texts.accept(Codec.text(part.getBytes()));
      return;
    }
    if (part.length() < Integer.BYTES) {
      return; // what is left when a client goes in the middle of a length
    }
    int length = part.getInt(0);
    if (length == 0) {
      texts.accept("");
    } else if (length > 0 && length <= mostBytes) {
      expect(false, length);
    } else {
      oversized.run();
    }
  }

  private void expect(boolean length, int bytes) {
    isLength = length;
    parser.fixedSizeMode(bytes);
  }
}
