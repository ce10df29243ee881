package dochat.support;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A client of HTTP/2 in the clear (RFC 9113) that opens the windows of its streams as far as a test says, and no further. */
public final class RawHttp2 implements AutoCloseable {
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int WINDOW_UPDATE = 8;
  private static final int INITIAL_WINDOW_SIZE = 4;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket = new Socket();
  private final DataInputStream in;
  private final Set<Integer> answered = new HashSet<>();
  private final Set<Integer> reset = new HashSet<>();
  private int stream = -1;

  /** @param window bytes that each stream may send at first */
  public RawHttp2(int port, int window) throws IOException {
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(new InetSocketAddress("127.0.0.1", port));
    in = new DataInputStream(socket.getInputStream());
    socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    send(SETTINGS, 0, 0, ByteBuffer.allocate(6).putShort((short) INITIAL_WINDOW_SIZE).putInt(window).array());
  }

  /** Asks; the answer is the number of the stream. */
  public int get(String path, String token) throws IOException {
    return ask("GET", END_STREAM, path, token);
  }

  /** Asks, and does not say that this is all. */
  public int getUnended(String path, String token) throws IOException {
    return ask("GET", 0, path, token);
  }

  /** Asks, with a body that is to follow. */
  public int post(String path, String token) throws IOException {
    return ask("POST", 0, path, token);
  }

  /** The same for JSON that is announced as so many bytes. */
  public int post(String path, String token, int length) throws IOException {
    return ask("POST", 0, path, token, "content-type", "application/json", "content-length", Integer.toString(length));
  }

  /** Sends a part of a body. */
  public void send(int stream, byte[] part, boolean isLast) throws IOException {
    send(DATA, isLast ? END_STREAM : 0, stream, part);
  }

  private int ask(String method, int flags, String path, String token, String... headers) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (var header : Map.of(":method", method, ":scheme", "http", ":path", path, ":authority", "127.0.0.1:" + socket.getPort()).entrySet()) {
      literal(block, header.getKey(), header.getValue());
    }
    literal(block, "authorization", "Bearer " + token);
    for (int i = 0; i < headers.length; i += 2) {
      literal(block, headers[i], headers[i + 1]);
    }
    stream += 2;
    send(HEADERS, flags | END_HEADERS, stream, block.toByteArray());
    return stream;
  }

  /** Lets a stream send so many bytes more; 0 is all of them together. */
  public void open(int stream, int bytes) throws IOException {
    send(WINDOW_UPDATE, 0, stream, ByteBuffer.allocate(4).putInt(bytes).array());
  }

  /** Reads on until this stream brings some of its answer. */
  public void awaitData(int stream) throws IOException {
    while (read() != stream) {
      // frames of others
    }
  }

  /** Reads on until all of this stream's answer has come. */
  public void awaitAnswer(int stream) throws IOException {
    while (!answered.contains(stream)) {
      read();
    }
  }

  /** Reads on until the node ends this stream before its answer has ended. */
  public void awaitReset(int stream) throws IOException {
    while (!reset.contains(stream)) {
      read();
    }
  }

  /** Whether the node has ended this stream, as far as has been read. */
  public boolean isReset(int stream) {
    return reset.contains(stream);
  }

  /** Reads on until the node ends the connection. */
  public void awaitEnd() throws IOException {
    try {
      while (true) {
        read();
      }
    } catch (EOFException | SocketException ended) {
      // as it should
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** The stream whose data has come; else -1. */
  private int read() throws IOException {
    int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
    int type = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    int stream = in.readInt();
    in.skipNBytes(length);
    if (type == RST_STREAM) {
      reset.add(stream);
    }
    if (type == DATA && (flags & END_STREAM) != 0) {
      answered.add(stream);
    }
    return type == DATA ? stream : -1;
  }

  /** Without an index and without Huffman's code (RFC 7541 section 6.2.2). */
  private static void literal(ByteArrayOutputStream block, String name, String value) {
    block.write(0);
    block.write(name.length());
    block.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
    block.write(value.length());
    block.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
  }

  private void send(int type, int flags, int stream, byte[] payload) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(9 + payload.length).putShort((short) (payload.length >> 8)).put((byte) payload.length)
        .put((byte) type).put((byte) flags).putInt(stream).put(payload);
    socket.getOutputStream().write(frame.array());
  }
}
