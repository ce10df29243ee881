package dochat.support;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One connection of HTTP/1.1, byte by byte: it may do what a proper client never does, such as stop in the middle, or never read. */
public final class RawHttp implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 120_000;

  private final ChatNode node;
  private final Socket socket = new Socket();
  private final InputStream in;

  /** What was answered; the names of the headers are in lower case. */
  public record Answer(int status, Map<String, String> headers, String body) {
  }

  public RawHttp(ChatNode node) throws IOException {
    this(node, node.port());
  }

  /** At another port of the node. */
  public RawHttp(ChatNode node, int port) throws IOException {
    this.node = node;
    socket.setReceiveBufferSize(4096);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(new InetSocketAddress("127.0.0.1", port));
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Sends these characters, each a byte. */
  public RawHttp write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** Sends the head of a request, with further header lines. */
  public RawHttp request(String method, String path, String token, String... headers) throws IOException {
    return write(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + node.port() + "\r\nAuthorization: Bearer " + token + "\r\n"
        + String.join("", Stream.of(headers).map(header -> header + "\r\n").toList()) + "\r\n");
  }

  /** Reads the head of an answer. */
  public Answer head() throws IOException {
    int status = Integer.parseInt(Chunks.line(in).split(" ")[1]);
    Map<String, String> headers = new TreeMap<>();
    for (String line = Chunks.line(in); !line.isEmpty(); line = Chunks.line(in)) {
      headers.put(line.split(": ", 2)[0].toLowerCase(), line.split(": ", 2)[1]);
    }
    return new Answer(status, headers, "");
  }

  /** Reads an answer whose length is given, or that has no body. */
  public Answer answer() throws IOException {
    Answer head = head();
    byte[] body = in.readNBytes(Integer.parseInt(head.headers().getOrDefault("content-length", "0")));
    return new Answer(head.status(), head.headers(), new String(body, StandardCharsets.UTF_8));
  }

  /** The content of a body in chunks, as it comes. */
  public InputStream chunks() {
    return new Chunks(in);
  }

  /** The next so many bytes as text. */
  public String text(int bytes) throws IOException {
    return new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
  }

  /** The next byte, -1 at the end; a connection that was cut has ended, too. */
  public int read() throws IOException {
    try {
      return in.read();
    } catch (SocketException e) {
      return -1;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
