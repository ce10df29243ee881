package dochat.security;

import dochat.model.User;
import dochat.store.Store;
import io.vertx.core.Future;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;

/** Signs guests in and out, and tells whose token this is. Any context may call, and is called back on itself. */
public final class Identities {
  private final Store store;
  private final Consumer<String> voided;

  /** @param voided told the {@linkplain #fingerprint fingerprint} of each token that a sign-out made void, on that caller's context */
  public Identities(Store store, Consumer<String> voided) {
    this.store = store;
    this.voided = voided;
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

  /** Makes the token void, and says so. */
  public Future<Void> signOut(Identity identity) {
    return store.signOut(Tokens.hash(identity.token())).map(done -> {
      voided.accept(fingerprint(identity));
      return null;
    });
  }

  /** What names a token between nodes: its hash in hexadecimal. */
  public static String fingerprint(Identity identity) {
    return HexFormat.of().formatHex(Tokens.hash(identity.token()));
  }
}
