package dochat.talk;

import dochat.protocol.Framing;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

/** Reads frames of the TCP door out of a stream, however its bytes come. For one thread, which it blocks. */
final class FrameInput {
  /** Bytes; several times what a node's largest delivery or page takes. */
  static final int MOST_BYTES = 4 << 20;

  private final DataInputStream in;

  FrameInput(InputStream in) {
    this.in = new DataInputStream(new BufferedInputStream(in));
  }

  /** Waits for the next frame. Fails when the stream ends, in the middle of a frame or not, and when it is no stream of frames. */
  JsonObject next() throws IOException {
    int length = in.readInt();
    if (!Framing.isLength(length, MOST_BYTES)) {
      throw new ProtocolException("not a frame: its length is " + length);
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the stream ended within a frame");
    }
    try {
      return new JsonObject(new String(bytes, StandardCharsets.UTF_8));
    } catch (DecodeException e) {
      throw new ProtocolException("not a frame: it is no JSON object");
    }
  }
}
