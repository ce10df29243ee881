package dochat.store;

import dochat.model.Answered;
import dochat.model.Passkey;
import dochat.model.Ways;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** The part of the {@link Registry} that knows passkeys, under the same rules. What may not be fails with the {@link Problem} that it is. */
public final class PasskeyRegistry {
  private final Engine engine;
  private final Registry.Lane changes;
  private final Registry.Queries queries;

  PasskeyRegistry(Engine engine, Registry.Lane changes, Registry.Queries queries) {
    this.engine = engine;
    this.changes = changes;
    this.queries = queries;
  }

  /**
   * With what all nodes of this store sign their challenges.
   *
   * @param fresh is it from now on, if there is none yet
   */
  public Future<byte[]> secret(byte[] fresh) {
    return queries.read(Passkeys::secret)
        .compose(known -> known.map(Future::succeededFuture).orElseGet(() -> changes.change("challenge", handle -> Passkeys.secret(handle, fresh))));
  }

  /** The passkeys of a person, the oldest first. */
  public Future<List<Passkey>> ofUser(String user) {
    return queries.read(handle -> Passkeys.of(handle, user));
  }

  /** The passkey that an authenticator calls this, in base64url; empty if nobody has it. */
  public Future<Optional<Passkey>> ofCredential(String credential) {
    return queries.read(handle -> Passkeys.ofCredential(handle, credential));
  }

  /** One more of an account. Fails with {@code no_account}, {@code challenge_expired}, {@code passkey_exists} or {@code too_many_passkeys}. */
  public Future<Void> add(Passkey passkey, Answered answered) {
    return changes.change(lane(passkey), handle -> {
      Credentials.lock(handle, engine, passkey.user().id()).orElseThrow(() -> Problem.of(ProblemCode.NO_ACCOUNT));
      Passkeys.add(handle, passkey, answered);
      return null;
    });
  }

  /**
   * Begins a session; the answer is the sessions that had to end for it. Fails with {@code account_deactivated}, {@code challenge_expired} or {@code wrong_passkey}.
   *
   * @param counter that the passkey came with
   */
  public Future<List<String>> begin(Passkey proven, long counter, Answered answered, byte[] tokenHash, String device) {
    return changes.change(lane(proven), handle -> {
      Passkeys.use(handle, proven, counter, answered);
      Profiles.checkActive(handle, engine, proven.user().id());
      Logins.begin(handle, proven.user().id(), tokenHash, device);
      return Logins.endExcess(handle, proven.user().id());
    });
  }

  /** Notes a use that begins no session. Fails like the other. */
  public Future<Void> use(Passkey proven, long counter, Answered answered) {
    return changes.change(lane(proven), handle -> {
      Passkeys.use(handle, proven, counter, answered);
      return null;
    });
  }

  /**
   * Fails with {@code passkey_not_found}, and with {@code last_credential} where it is all that the account signs in with.
   *
   * @param ways by what the node lets people in
   */
  public Future<Void> remove(String user, String id, Ways ways) {
    return changes.change(Registry.lane(user), handle -> {
      Passkeys.remove(handle, engine, user, id, ways);
      return null;
    });
  }

  private static String lane(Passkey passkey) {
    return Registry.lane(passkey.user().id());
  }
}
