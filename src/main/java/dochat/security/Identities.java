package dochat.security;

import dochat.bus.SignalBus;
import dochat.model.User;
import dochat.store.Store;
import io.vertx.core.Future;
import java.util.HexFormat;
import java.util.Optional;

/** Signs guests in and out, and tells whose token this is. Any context may call, and is called back on itself. */
public final class Identities {
  private final Store store;
  private final SignalBus signals;

  public Identities(Store store, SignalBus signals) {
    this.store = store;
    this.signals = signals;
  }

  /** A new guest under this name, who has joined the general room. */
  public Future<Identity> signIn(String name) {
    Identity identity = new Identity(new User(Tokens.newId(), name), Tokens.newToken());
    return store.signIn(identity.user(), Tokens.hash(identity.token())).map(identity);
  }

  /** Whose token this is; empty when it is nobody's, or no longer. */
  public Future<Optional<Identity>> find(String token) {
    return store.userOf(Tokens.hash(token)).map(user -> user.map(found -> new Identity(found, token)));
  }

  /** Makes the token void, and tells all nodes so. */
  public Future<Void> signOut(Identity identity) {
    return store.signOut(Tokens.hash(identity.token())).map(voided -> {
      signals.signedOut(fingerprint(identity));
      return null;
    });
  }

  /** What names a token between nodes: its hash in hexadecimal. */
  public static String fingerprint(Identity identity) {
    return HexFormat.of().formatHex(Tokens.hash(identity.token()));
  }
}
