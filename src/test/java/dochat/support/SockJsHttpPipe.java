package dochat.support;

import io.vertx.core.json.JsonArray;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * SockJS without WebSocket: one request after the other that brings what the server has, each on a connection of its own as Vert.x wants
 * it, and a request for each message to the server.
 */
public final class SockJsHttpPipe implements Pipe {
  private static final int LOST = 1006;

  /** How the server's frames come, each in a line, and where the client's go. */
  public enum Receiving {
    XHR("POST", "xhr", "", "xhr_send"),
    XHR_STREAMING("POST", "xhr_streaming", "", "xhr_send"),
    EVENTSOURCE("GET", "eventsource", "data: ", "xhr_send"),
    HTMLFILE("GET", "htmlfile?c=callback", "p(", "xhr_send"),
    JSONP("GET", "jsonp?c=callback", "/**/callback(", "jsonp_send");

    private final String method;
    private final String path;
    private final String prefix;
    private final String sending;

    Receiving(String method, String path, String prefix, String sending) {
      this.method = method;
      this.path = path;
      this.prefix = prefix;
      this.sending = sending;
    }

    /** The frame in a line; null when it has none. A script has it as the argument of a call. */
    private String frame(String line) {
      if (!line.startsWith(prefix)) {
        return null;
      }
      String rest = line.substring(prefix.length());
      if (this == EVENTSOURCE) {
        return decodeUri(rest);
      }
      return prefix.endsWith("(") ? new JsonArray("[" + rest.substring(0, rest.lastIndexOf(')')).replace("\\'", "'") + "]").getString(0) : rest;
    }
  }

  /** What SockJS's client does with each message of an event source. */
  private static String decodeUri(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static final HttpClient SENDING = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final int port;
  private final Receiving receiving;
  private final Map<String, String> headers;
  private final String session = "/eventbus/000/" + UUID.randomUUID() + "/";
  private final Object connection = new Object();
  private SockJsFrames frames;
  private Socket socket;
  private boolean stops;
  private volatile String refusal;

  /** @param headers further ones of each request, such as Origin or Cookie */
  public SockJsHttpPipe(ChatNode node, Receiving receiving, Map<String, String> headers) {
    this(node.port(), receiving, headers);
  }

  /** The same at any port of this machine. */
  public SockJsHttpPipe(int port, Receiving receiving, Map<String, String> headers) {
    this.port = port;
    this.receiving = receiving;
    this.headers = headers;
  }

  @Override
  public void open(Receiver receiver) {
    frames = new SockJsFrames(receiver);
    new Thread(this::receive, "sockjs").start();
    Eventually.eventually("SockJS's open frame", () -> frames.isOpen() || frames.isClosed() || refusal != null);
    if (refusal != null) {
      throw new IllegalStateException(refusal);
    }
  }

  /** Returns when the server has taken it, so that messages do not overtake each other. */
  @Override
  public void send(String frame) {
    send(List.of(frame));
  }

  @Override
  public synchronized void send(List<String> texts) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + session + receiving.sending))
        .header("Content-Type", "text/plain").POST(BodyPublishers.ofString(SockJsFrames.of(texts)));
    headers.forEach(request::header);
    try {
      SENDING.send(request.build(), BodyHandlers.discarding());
    } catch (IOException e) {
      frames.closed(LOST);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Drops the connection on which the server would answer, as a page that goes away does. */
  @Override
  public void close() {
    synchronized (connection) {
      stops = true;
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void receive() {
    try {
      while (connect()) {
        receiveOnce();
      }
    } catch (IOException | IllegalArgumentException e) {
      frames.closed(LOST);
    }
  }

  private boolean connect() throws IOException {
    synchronized (connection) {
      if (stops || frames.isClosed()) {
        return false;
      }
      socket = new Socket("127.0.0.1", port);
      return true;
    }
  }

  private void receiveOnce() throws IOException {
    StringBuilder request = new StringBuilder(receiving.method + " " + session + receiving.path + " HTTP/1.1\r\nHost: 127.0.0.1:"
        + port + "\r\nContent-Length: 0\r\n");
    headers.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
    try (Socket open = socket; InputStream in = new BufferedInputStream(open.getInputStream())) {
      open.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.UTF_8));
      String status = Chunks.line(in);
      while (!Chunks.line(in).isEmpty()) {
        // headers, none of which matters here
      }
      if (status.startsWith("HTTP/1.1 200")) {
        read(new BufferedReader(new InputStreamReader(new Chunks(in), StandardCharsets.UTF_8)));
      } else {
        refusal = status;
        close();
      }
    }
  }

  private void read(BufferedReader lines) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String frame = receiving.frame(line);
      if (frame != null) {
        frames.read(frame);
      }
    }
  }
}
