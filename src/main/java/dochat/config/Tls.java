package dochat.config;

import java.nio.file.Path;
import java.util.Objects;

/**
 * What a node needs to speak TLS.
 *
 * @param certificate PEM file with the certificate and those that sign it
 * @param key         PEM file with its private key, not encrypted
 */
public record Tls(Path certificate, Path key) {
  public Tls {
    Objects.requireNonNull(certificate, "certificate");
    Objects.requireNonNull(key, "key");
  }
}
