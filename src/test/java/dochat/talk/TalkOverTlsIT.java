package dochat.talk;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.support.Certificate;
import dochat.support.ChatNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dochat talk} with a node whose doors speak TLS. */
class TalkOverTlsIT {
  @TempDir
  static Path folder;

  private static Certificate own;
  private static Certificate other;
  private static ChatNode node;

  @BeforeAll
  static void start() throws IOException {
    own = new Certificate(Files.createDirectory(folder.resolve("own")));
    other = new Certificate(Files.createDirectory(folder.resolve("other")), 30);
    node = ChatNode.start(Files.createDirectory(folder.resolve("data")), own.options());
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void talksToWhomItTrusts() {
    try (Talking bot = talk("--tls-ca", own.pem().toString(), "--name", "bot")) {
      assertEquals(0, bot.type("by TLS\n").end(), bot::err);
    }
    try (Talking ann = Talking.inATerminal("--node", Talking.at(node), "--tls-ca", own.pem().toString(), "--name", "Ann")) {
      ann.shows("by TLS").type("/quit\n");
      assertEquals(0, ann.exitCode());
    }
  }

  @Test
  void saysInOneSentenceWhomItDoesNotTrust() {
    String sentence = "dochat: The node at " + Talking.at(node)
        + " does not speak TLS, or its certificate is not one that is trusted; name it with --tls-ca.\n";
    for (String[] trust : new String[][] {{"--tls"}, {"--tls-ca", other.pem().toString()}}) {
      try (Talking talk = talk(trust)) {
        assertEquals(1, talk.type("secret\n").end());
        assertEquals(sentence, talk.err());
      }
    }
  }

  /** The key comes a moment after its certificate, as from tools that write one file after the other. */
  @Test
  void takesANewCertificateWithoutARestart() throws Exception {
    Path before = Files.createDirectory(folder.resolve("before"));
    Certificate.copy(own.folder(), before);
    try {
      Files.copy(other.pem(), own.pem(), StandardCopyOption.REPLACE_EXISTING);
      eventually("one without the other is not taken", () -> node.log().contains("the certificate is not taken"));
      assertEquals(200, status(own));
      assertEquals(90, daysLeft());
      Certificate.copy(other.folder(), own.folder());
      eventually("the web door has the new one", () -> status(other) == 200);
      assertEquals(30, daysLeft());
      try (Talking bot = talk("--tls-ca", other.pem().toString(), "--name", "bot")) {
        assertEquals(0, bot.type("with another certificate\n").end(), bot::err);
      }
    } finally {
      Certificate.copy(before, own.folder());
      eventually("the old one is back", () -> status(own) == 200);
    }
  }

  /** Of the certificate, as operators see it. */
  private static long daysLeft() {
    return Math.round((node.metrics().sum("dochat_certificate_expiry_timestamp_seconds") - Instant.now().getEpochSecond()) / Duration.ofDays(1).toSeconds());
  }

  /** 0 when its certificate is another one. */
  private static int status(Certificate trusted) throws InterruptedException, IOException {
    HttpClient client = HttpClient.newBuilder().sslContext(trusted.trust()).build();
    try {
      return client.send(HttpRequest.newBuilder(node.uri("/health/live")).build(), BodyHandlers.discarding()).statusCode();
    } catch (SSLHandshakeException e) {
      return 0;
    }
  }

  private static Talking talk(String... options) {
    String[] all = new String[options.length + 2];
    all[0] = "--node";
    all[1] = Talking.at(node);
    System.arraycopy(options, 0, all, 2, options.length);
    return Talking.inAPipe(all);
  }
}
