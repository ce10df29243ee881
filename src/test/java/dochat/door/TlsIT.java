package dochat.door;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dochat.support.Certificate;
import dochat.support.ChatNode;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What whoever connects may do before TLS is there, and with TLS itself. */
@Timeout(120)
class TlsIT {
  /** As many may be beginning at each door of a node that takes 20 connections. */
  private static final int BEGINNERS = 21;
  private static final int MORE = 5;

  @TempDir
  static Path folder;

  private static Certificate certificate;
  private static ChatNode node;

  @BeforeAll
  static void start() throws IOException {
    certificate = new Certificate(folder);
    List<String> options = new ArrayList<>(List.of(certificate.options()));
    options.addAll(List.of("--max-connections", "20"));
    node = ChatNode.start(Files.createDirectory(folder.resolve("data")), options.toArray(String[]::new));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  /** No connection is counted before TLS is there: those who say nothing would take all files of the node. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void onlySoManyBeginAtOnce(boolean isWeb) throws IOException {
    int port = isWeb ? node.port() : node.tcpPort();
    double before = cuts();
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < BEGINNERS + MORE; i++) {
        silent.add(new Socket("127.0.0.1", port));
      }
      eventually(() -> assertEquals(MORE, silent.stream().filter(TlsIT::hasEnded).count()));
      assertEquals(MORE, cuts() - before);
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
    eventually("those who come have their places", () -> begins(port));
    assertFalse(node.log().contains("Exception"), node.log());
  }

  /** Each costs a node more than its client. */
  @Test
  void nobodyBeginsAnewOnTheSameConnection() throws IOException {
    try (SSLSocket socket = connect(node.port())) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      socket.startHandshake();
      socket.startHandshake();
      assertThrows(SSLException.class, () -> {
        socket.getOutputStream().write("GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        socket.getInputStream().read();
      });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "\u0016\u0003\u0001"})
  void whatIsNoTlsEndsAConnectionWithoutAWord(String text) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", node.port())) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      assertEquals(-1, socket.getInputStream().read());
    }
    assertFalse(node.log().contains("Exception"), node.log());
  }

  private static double cuts() {
    return node.metrics().sum("dochat_connections_cut_total", "reason=\"tls\"");
  }

  private static boolean begins(int port) {
    try (SSLSocket socket = connect(port)) {
      socket.startHandshake();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static SSLSocket connect(int port) throws IOException {
    return (SSLSocket) certificate.trust().getSocketFactory().createSocket("127.0.0.1", port);
  }

  private static boolean hasEnded(Socket socket) {
    try {
      socket.setSoTimeout(1);
      return socket.getInputStream().read() == -1;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
