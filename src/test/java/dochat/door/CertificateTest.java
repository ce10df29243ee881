package dochat.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.config.Tls;
import dochat.support.LogListener;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a certificate while they are replaced, by what is one and by what is none. */
class CertificateTest {
  private static final Vertx VERTX = Vertx.vertx();

  @TempDir
  static Path folder;

  private static dochat.support.Certificate first;
  private static dochat.support.Certificate second;
  private static dochat.support.Certificate expired;

  @BeforeAll
  static void make() throws IOException {
    first = new dochat.support.Certificate(Files.createDirectory(folder.resolve("first")));
    second = new dochat.support.Certificate(Files.createDirectory(folder.resolve("second")));
    expired = dochat.support.Certificate.expired(Files.createDirectory(folder.resolve("expired")));
  }

  @AfterAll
  static void end() {
    VERTX.close().await();
  }

  /** A node looks every two seconds for as long as it lasts. */
  @Test
  void whatIsNoneIsSaidOnceAndChangesNothing(@TempDir Path here) throws IOException {
    dochat.support.Certificate.copy(first.folder(), here);
    Certificate certificate = read(here);
    KeyCertOptions before = certificate.options();
    List<String> said = new CopyOnWriteArrayList<>();
    try (LogListener log = new LogListener(Certificate.class, said::add)) {
      for (Fault fault : faults(here)) {
        fault.make();
        for (int i = 0; i < 3; i++) {
          certificate.look().await();
        }
        assertSame(before, certificate.options(), fault.reason);
        assertEquals(1, said.size(), said::toString);
        assertTrue(said.get(0).startsWith("the certificate is not taken, the one before goes on ") && said.get(0).contains("reason=" + fault.reason), said::toString);
        dochat.support.Certificate.copy(first.folder(), here);
        certificate.look().await();
        said.clear();
      }
      dochat.support.Certificate.copy(second.folder(), here);
      certificate.look().await();
      assertNotSame(before, certificate.options());
    }
  }

  /** Whoever has no other one comes up all the same: its clients say what is wrong, too. */
  @Test
  void oneThatIsNotGoodAnyMoreIsWarnedOfAtTheStart() {
    List<String> said = new CopyOnWriteArrayList<>();
    try (LogListener log = new LogListener(Certificate.class, said::add)) {
      read(expired.folder());
      assertTrue(said.get(0).startsWith("the certificate is not good now "), said::toString);
    }
  }

  private static Certificate read(Path here) {
    return Certificate.of(VERTX, new Tls(here.resolve("certificate.pem"), here.resolve("key.pem"))).await();
  }

  private static List<Fault> faults(Path here) {
    Path pem = here.resolve("certificate.pem");
    Path key = here.resolve("key.pem");
    return List.of(
        new Fault("Missing -----BEGIN CERTIFICATE-----", () -> Files.write(pem, new byte[] {0, 1, 2, (byte) 200})),
        new Fault("Missing -----END CERTIFICATE-----", () -> Files.writeString(pem, Files.readString(pem).substring(0, 300))),
        new Fault("Missing -----BEGIN PRIVATE KEY-----", () -> Files.write(key, new byte[0])),
        new Fault("the key is not that of the certificate", () -> Files.copy(second.key(), key, StandardCopyOption.REPLACE_EXISTING)),
        new Fault("it is good from ", () -> dochat.support.Certificate.copy(expired.folder(), here)),
        new Fault("Unable to read file", () -> Files.delete(key)));
  }

  private record Fault(String reason, Make how) {
    void make() throws IOException {
      how.run();
    }
  }

  private interface Make {
    void run() throws IOException;
  }
}
