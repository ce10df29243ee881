package dochat.door;

import dochat.config.Tls;
import dochat.loop.Bulkhead;
import dochat.metrics.Seldom;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.X509KeyManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate of the doors. Its files are read again every two seconds, so that a new one counts without a restart: for who connects from
 * then on. Files that are no certificate and its key, because only one of them was replaced so far, change nothing. Any thread may call.
 */
public final class Certificate {
  private static final Logger LOG = LoggerFactory.getLogger(Certificate.class);
  private static final long LOOK_MILLIS = 2_000;
  /** The algorithms of keys that certificates have, with what signs by them. */
  private static final List<List<String>> ALGORITHMS = List.of(List.of("EC", "SHA256withECDSA"), List.of("RSA", "SHA256withRSA"),
      List.of("RSASSA-PSS", "RSASSA-PSS"), List.of("EdDSA", "EdDSA"));

  private final Vertx vertx;
  private final Tls files;
  private final Seldom warnings = new Seldom();
  private final List<Consumer<KeyCertOptions>> listeners = new CopyOnWriteArrayList<>();
  private volatile Pair latest;

  /**
   * A certificate and its key, which belong together.
   *
   * @param expiry when the first of its chain ends to be good
   */
  private record Pair(PemKeyCertOptions files, Instant expiry) {}

  private Certificate(Vertx vertx, Tls files) {
    this.vertx = vertx;
    this.files = files;
  }

  /** Reads it, and watches its files from then on. Fails with one sentence where they are no certificate and its key. */
  public static Future<Certificate> of(Vertx vertx, Tls files) {
    Certificate certificate = new Certificate(vertx, files);
    return certificate.read()
        .recover(failure -> Future.failedFuture(
            new IllegalArgumentException("--tls-cert and --tls-key must be PEM files, a certificate and its private key.", failure)))
        .map(read -> {
          certificate.latest = read;
          vertx.setPeriodic(LOOK_MILLIS, timer -> certificate.look());
          return certificate;
        });
  }

  /** As it was read last. */
  public KeyCertOptions options() {
    return latest.files;
  }

  /** When it ends to be good, in seconds since 1970. */
  public double expirySeconds() {
    return latest.expiry.getEpochSecond();
  }

  /** The receiver is called, on one event loop or another, with each that follows. */
  public void onChange(Consumer<KeyCertOptions> receiver) {
    listeners.add(receiver);
  }

  private void look() {
    read().onSuccess(this::take)
        .onFailure(failure -> warnings.now(() -> LOG.warn("the certificate is not taken, the one before goes on file={} reason={}", files.certificate(), failure.toString())));
  }

  private void take(Pair read) {
    if (!read.files.equals(latest.files)) {
      latest = read;
      Bulkhead.each(listeners, listener -> listener.accept(read.files));
      LOG.info("the certificate was replaced file={} expiry={}", files.certificate(), read.expiry);
    }
  }

  private Future<Pair> read() {
    return Future.all(vertx.fileSystem().readFile(files.certificate().toString()), vertx.fileSystem().readFile(files.key().toString()))
        .map(read -> new PemKeyCertOptions().setCertValue(read.resultAt(0)).setKeyValue(read.resultAt(1)))
        .compose(this::checked);
  }

  private Future<Pair> checked(PemKeyCertOptions pem) {
    try {
      return Stream.of(pem.getKeyManagerFactory(vertx).getKeyManagers()).filter(X509KeyManager.class::isInstance)
          .flatMap(manager -> chain((X509KeyManager) manager).stream()).map(X509Certificate::getNotAfter).min(Comparator.naturalOrder())
          .map(expiry -> Future.succeededFuture(new Pair(pem, expiry.toInstant())))
          .orElseGet(() -> Future.failedFuture("the key is not that of the certificate"));
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }

  /** A certificate and those that vouch for it; none where the key is not its own. */
  private static List<X509Certificate> chain(X509KeyManager keys) {
    for (List<String> algorithm : ALGORITHMS) {
      String[] aliases = keys.getServerAliases(algorithm.get(0), null);
      if (aliases != null && aliases.length > 0) {
        List<X509Certificate> chain = List.of(keys.getCertificateChain(aliases[0]));
        return isPair(chain.get(0), keys.getPrivateKey(aliases[0]), algorithm.get(1)) ? chain : List.of();
      }
    }
    return List.of();
  }

  private static boolean isPair(X509Certificate certificate, PrivateKey key, String algorithm) {
    try {
      byte[] text = {1, 2, 3};
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(text);
      byte[] signed = signature.sign();
      signature.initVerify(certificate);
      signature.update(text);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
