package dochat.door;

import dochat.config.Tls;
import dochat.loop.Bulkhead;
import dochat.loop.Periodic;
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
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.X509KeyManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate of the doors. Its files are read again every two seconds, so that a new one counts without a restart: for who connects from
 * then on. Files that are no certificate and its key, because only one of them was replaced so far, change nothing, and neither does one that is not
 * good at this time. Any thread may call.
 */
public final class Certificate {
  private static final Logger LOG = LoggerFactory.getLogger(Certificate.class);
  private static final long LOOK_MILLIS = 2_000;
  /** The algorithms of keys that certificates have, with what signs by them. */
  private static final List<List<String>> ALGORITHMS = List.of(List.of("EC", "SHA256withECDSA"), List.of("RSA", "SHA256withRSA"),
      List.of("RSASSA-PSS", "RSASSA-PSS"), List.of("EdDSA", "EdDSA"));

  private final Vertx vertx;
  private final Tls files;
  private final List<Consumer<KeyCertOptions>> listeners = new CopyOnWriteArrayList<>();
  private volatile Pair latest;
  /** Why the files are not taken, as it was said last; null while they are. Said once, however often they are read. */
  private String fault;

  /**
   * A certificate and its key, which belong together.
   *
   * @param start  when the last of its chain begins to be good
   * @param expiry when the first of its chain ends to be good
   */
  private record Pair(PemKeyCertOptions files, Instant start, Instant expiry) {
    boolean isGood(Instant now) {
      return !now.isBefore(start) && !now.isAfter(expiry);
    }
  }

  private Certificate(Vertx vertx, Tls files) {
    this.vertx = vertx;
    this.files = files;
  }

  /** Reads it. Fails with one sentence where they are no certificate and its key. */
  public static Future<Certificate> of(Vertx vertx, Tls files) {
    Certificate certificate = new Certificate(vertx, files);
    return certificate.read()
        .recover(failure -> Future.failedFuture(
            new IllegalArgumentException("--tls-cert and --tls-key must be PEM files, a certificate and its private key.", failure)))
        .map(read -> {
          certificate.latest = read;
          if (!read.isGood(Instant.now())) {
            LOG.warn("the certificate is not good now file={} start={} expiry={}", files.certificate(), read.start, read.expiry);
          }
          return certificate;
        });
  }

  /** Looks at its files from now on, all the time. */
  public Certificate watch() {
    Periodic.every(vertx, LOOK_MILLIS, this::look);
    return this;
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

  /** Looks at its files once; never again before that is done. */
  Future<Void> look() {
    return read().map(read -> {
      take(read);
      return (Void) null;
    }).otherwise(failure -> {
      leave(Objects.requireNonNullElse(failure.getMessage(), failure.toString()));
      return null;
    });
  }

  private void take(Pair read) {
    if (read.files.equals(latest.files)) {
      fault = null;
    } else if (read.isGood(Instant.now())) {
      fault = null;
      latest = read;
      Bulkhead.each(listeners, listener -> listener.accept(read.files));
      LOG.info("the certificate was replaced file={} expiry={}", files.certificate(), read.expiry);
    } else {
      leave("it is good from " + read.start + " to " + read.expiry);
    }
  }

  private void leave(String reason) {
    if (!reason.equals(fault)) {
      fault = reason;
      LOG.warn("the certificate is not taken, the one before goes on file={} key={} reason={}", files.certificate(), files.key(), reason);
    }
  }

  private Future<Pair> read() {
    return Future.all(vertx.fileSystem().readFile(files.certificate().toString()), vertx.fileSystem().readFile(files.key().toString()))
        .map(read -> new PemKeyCertOptions().setCertValue(read.resultAt(0)).setKeyValue(read.resultAt(1)))
        .compose(this::checked);
  }

  private Future<Pair> checked(PemKeyCertOptions pem) {
    try {
      List<X509Certificate> chain = Stream.of(pem.getKeyManagerFactory(vertx).getKeyManagers()).filter(X509KeyManager.class::isInstance)
          .flatMap(manager -> chain((X509KeyManager) manager).stream()).toList();
      return chain.isEmpty() ? Future.failedFuture("the key is not that of the certificate") : Future.succeededFuture(pair(pem, chain));
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }

  private static Pair pair(PemKeyCertOptions pem, List<X509Certificate> chain) {
    Date start = chain.stream().map(X509Certificate::getNotBefore).max(Comparator.naturalOrder()).orElseThrow();
    Date expiry = chain.stream().map(X509Certificate::getNotAfter).min(Comparator.naturalOrder()).orElseThrow();
    return new Pair(pem, start.toInstant(), expiry.toInstant());
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
