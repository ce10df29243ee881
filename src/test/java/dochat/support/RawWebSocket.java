package dochat.support;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A WebSocket client (RFC 6455) that may do what a proper one never does: send broken frames, or never read. */
public final class RawWebSocket implements AutoCloseable {
  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;
  private static final int CONTINUATION = 0;
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  /** Little, so that what is not read stays with the node. */
  private static final int RECEIVE_BYTES = 4096;

  private final Socket socket = new Socket();
  private final DataInputStream in;
  private final OutputStream out;

  public RawWebSocket(ChatNode node, String path) throws IOException {
    socket.setReceiveBufferSize(RECEIVE_BYTES);
    socket.connect(new InetSocketAddress("127.0.0.1", node.port()));
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
    out.write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + node.port() + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    if (!header().startsWith("HTTP/1.1 101")) {
      throw new IOException("no WebSocket");
    }
  }

  /** Sends these bytes as a text message, whatever they are, at most 65,535. The mask is zero, so that they go out as they are. */
  public void sendText(byte[] payload) throws IOException {
    send(FINAL | TEXT, payload);
  }

  /** Sends one text message in several frames. */
  public void sendFragments(String... parts) throws IOException {
    for (int i = 0; i < parts.length; i++) {
      send((i == 0 ? TEXT : CONTINUATION) | (i == parts.length - 1 ? FINAL : 0), parts[i].getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Sends so many pings at once. */
  public void sendPings(int count, String payload) throws IOException {
    ByteBuffer pings = ByteBuffer.allocate(count * (payload.length() + 8));
    for (int i = 0; i < count; i++) {
      pings.put(frame(FINAL | PING, payload.getBytes(StandardCharsets.UTF_8)));
    }
    out.write(pings.array(), 0, pings.position());
  }

  private void send(int head, byte[] payload) throws IOException {
    ByteBuffer frame = frame(head, payload);
    out.write(frame.array(), 0, frame.limit());
  }

  private static ByteBuffer frame(int head, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 8).put((byte) head);
    if (payload.length < 126) {
      frame.put((byte) (MASKED | payload.length));
    } else {
      frame.put((byte) (MASKED | 126)).putShort((short) payload.length);
    }
    return frame.putInt(0).put(payload).flip();
  }

  /** Sends these bytes as they are, whatever they are as frames; each given as a number from 0 to 255. */
  public void sendBytes(int... bytes) throws IOException {
    ByteBuffer raw = ByteBuffer.allocate(bytes.length);
    for (int each : bytes) {
      raw.put((byte) each);
    }
    out.write(raw.array());
  }

  /** Says that a text message of so many bytes follows, and sends none of them. */
  public void begin(long bytes) throws IOException {
    out.write(ByteBuffer.allocate(14).put((byte) (FINAL | TEXT)).put((byte) (MASKED | 127)).putLong(bytes).putInt(0).array());
  }

  public void sendText(String text) throws IOException {
    sendText(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads on until the server closes; the answer is its close code, 1006 if it did not say one. */
  public int closeCode() throws IOException {
    while (true) {
      int opcode = in.read() & 0x0f;
      int bytes = length();
      if (bytes < 0) {
        return 1006;
      }
      if (opcode == CLOSE) {
        return in.readUnsignedShort();
      }
      in.skipNBytes(bytes);
    }
  }

  /** Reads on until the server answers this ping; fails when the connection ends before. */
  public void awaitPong(String payload) throws IOException {
    boolean isAnswered = false;
    while (!isAnswered) {
      int opcode = in.readUnsignedByte() & 0x0f;
      String read = new String(in.readNBytes(length()), StandardCharsets.UTF_8);
      isAnswered = opcode == PONG && read.equals(payload);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** Of the frame whose first byte has been read; negative at the end. */
  private int length() throws IOException {
    int length = in.read();
    return length == 127 ? (int) in.readLong() : length == 126 ? in.readUnsignedShort() : length;
  }

  private String header() throws IOException {
    StringBuilder header = new StringBuilder();
    while (header.indexOf("\r\n\r\n") < 0) {
      header.append((char) in.readByte());
    }
    return header.toString();
  }
}
