package dochat.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate of 127.0.0.1 that signs itself, made by the JDK's keytool: as PEM files for a node, and as what a client must trust. */
public final class Certificate {
  private static final String PASSWORD = "changeit";

  private final Path folder;
  private final KeyStore store;

  public Certificate(Path folder) {
    this(folder, 90);
  }

  /** One that is good for so many days from now on. */
  public Certificate(Path folder, int days) {
    this(folder, "-0d", days);
  }

  private Certificate(Path folder, String start, int days) {
    this.folder = folder;
    try {
      Path file = folder.resolve("certificate.p12");
      Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-J-XX:TieredStopAtLevel=1", "-genkeypair", "-alias", "node",
          "-keyalg", "EC", "-startdate", start, "-validity", Integer.toString(days), "-dname", "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1", "-storetype", "PKCS12", "-storepass", PASSWORD,
          "-keystore", file.toString()).redirectErrorStream(true).start();
      String said = new String(keytool.getInputStream().readAllBytes());
      if (keytool.waitFor() != 0) {
        throw new IllegalStateException(said);
      }
      store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(file)) {
        store.load(in, PASSWORD.toCharArray());
      }
      write(pem(), "CERTIFICATE", store.getCertificate("node").getEncoded());
      write(key(), "PRIVATE KEY", store.getKey("node", PASSWORD.toCharArray()).getEncoded());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One that was good for a day, ten days ago. */
  public static Certificate expired(Path folder) {
    return new Certificate(folder, "-10d", 1);
  }

  /** The certificate as a file. */
  public Path pem() {
    return folder.resolve("certificate.pem");
  }

  /** Its private key as a file. */
  public Path key() {
    return folder.resolve("key.pem");
  }

  /** Where its files are. */
  public Path folder() {
    return folder;
  }

  /** Puts the files of one certificate in the place of another's. */
  public static void copy(Path from, Path to) throws IOException {
    for (String file : new String[] {"certificate.pem", "key.pem"}) {
      Files.copy(from.resolve(file), to.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The options of a node that speaks TLS with it. */
  public String[] options() {
    return new String[] {"--tls-cert", pem().toString(), "--tls-key", key().toString()};
  }

  /** Trusts this certificate and no other. */
  public SSLContext trust() {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("node", store.getCertificate("node"));
      TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void write(Path file, String what, byte[] encoded) throws IOException {
    Files.writeString(file, "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(encoded)
        + "\n-----END " + what + "-----\n");
  }
}
