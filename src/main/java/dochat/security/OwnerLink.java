package dochat.security;

import dochat.store.Administration;
import dochat.store.StoreArchive;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The link that makes whoever opens it first the owner of the chat. Its secret is in the fragment, which no proxy sees; the store keeps its hash. */
public final class OwnerLink {
  /** So long it is good. */
  public static final int HOURS = 24;
  private static final Logger LOG = LoggerFactory.getLogger(OwnerLink.class);

  private OwnerLink() {
  }

  /** The secret, at the first node that starts with a store that nobody owns; empty at all others. A store that does not answer leaves it to a later start. */
  public static Future<Optional<String>> ofNewStore(Administration store) {
    String secret = Tokens.newToken();
    return store.welcome(Tokens.newId(), Tokens.hash(secret), end())
        .map(isNew -> isNew ? Optional.of(secret) : Optional.<String>empty())
        .otherwise(failure -> {
          LOG.warn("the link of the first owner was not made, a later start tries again reason={}", failure.toString());
          return Optional.empty();
        });
  }

  /** A new secret for a store; the one before is of no use from now on. Blocks, and fails as the archive does. */
  public static String renew(StoreArchive store) {
    String secret = Tokens.newToken();
    store.addOwnerLink(Tokens.newId(), Tokens.hash(secret), end());
    return secret;
  }

  /** What follows the address of the chat in a link with this secret. */
  public static String fragment(String secret) {
    return "#/invitation/" + secret;
  }

  private static Instant end() {
    return Instant.now().plus(Duration.ofHours(HOURS));
  }
}
