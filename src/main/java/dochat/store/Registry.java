package dochat.store;

import dochat.model.Admission;
import dochat.model.Answered;
import dochat.model.Credential;
import dochat.model.Endings;
import dochat.model.Login;
import dochat.model.Passkey;
import dochat.protocol.Problem;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.HandleCallback;

/**
 * The part of the {@link Store} that knows accounts and sessions, under the store's own rules: any thread may call, futures come back on the caller's context
 * and fail as the store's do. The id of a session is the hash of its token in hexadecimal.
 */
public final class Registry {
  /** What became of a registration. */
  public enum Outcome { DONE, HANDLE_TAKEN, HAS_ACCOUNT }

  private final Engine engine;
  private final Lane changes;
  private final Queries queries;

  Registry(Engine engine, Lane changes, Queries queries) {
    this.engine = engine;
    this.changes = changes;
    this.queries = queries;
  }

  /** The passkeys of accounts. */
  public PasskeyRegistry passkeys() {
    return new PasskeyRegistry(engine, changes, queries);
  }

  /** Runs a change after the others of its lane. */
  interface Lane {
    <T> Future<T> change(String lane, HandleCallback<T, RuntimeException> work);
  }

  /** Runs what reads. */
  interface Queries {
    <T> Future<T> read(HandleCallback<T, RuntimeException> work);
  }

  /** Who signs in with this handle; empty if nobody does. */
  public Future<Optional<Credential>> ofHandle(String name) {
    return queries.read(handle -> Credentials.ofHandle(handle, name));
  }

  /** What this person signs in with; empty for a guest. */
  public Future<Optional<Credential>> ofUser(String user) {
    return queries.read(handle -> Credentials.ofUser(handle, user));
  }

  /** Whether this person, who comes with this, could make an account now; else fails with the {@link Problem} that keeps them out. */
  public Future<Void> admits(String user, Admission admission) {
    return queries.read(handle -> {
      Entrances.check(handle, user, admission);
      return null;
    });
  }

  /** A guest becomes an account, and stays who they are. Fails with the {@link Problem} that keeps them out. */
  public Future<Outcome> register(Credential guest, Admission admission) {
    return changes.change(lane(guest), handle -> {
      var outcome = Credentials.add(handle, guest);
      if (outcome == Outcome.DONE) {
        Entrances.admit(handle, engine, guest.user().id(), admission);
      }
      return outcome;
    });
  }

  /** A new person comes with an account, a first session and the room general, unless somebody holds that: then the first message there joins. Fails like the other. */
  public Future<Outcome> register(Credential stranger, byte[] tokenHash, String device, Admission admission) {
    return changes.change(lane(stranger), handle -> {
      var outcome = Credentials.add(handle, stranger);
      if (outcome == Outcome.DONE) {
        Accounts.signIn(handle, engine, stranger.user(), tokenHash, device);
        Entrances.admit(handle, engine, stranger.user().id(), admission);
      }
      return outcome;
    });
  }

  /**
   * The same with a first passkey in place of a password. Fails also with {@code challenge_expired} and {@code passkey_exists}.
   *
   * @param first of the guest
   */
  public Future<Outcome> register(Credential guest, Passkey first, Answered answered, Admission admission) {
    return changes.change(lane(guest), handle -> {
      var outcome = Credentials.add(handle, guest);
      if (outcome == Outcome.DONE) {
        Passkeys.add(handle, first, answered);
        Entrances.admit(handle, engine, guest.user().id(), admission);
      }
      return outcome;
    });
  }

  /** The same for a new person. */
  public Future<Outcome> register(Credential stranger, Passkey first, Answered answered, byte[] tokenHash, String device, Admission admission) {
    return changes.change(lane(stranger), handle -> {
      var outcome = Credentials.add(handle, stranger);
      if (outcome == Outcome.DONE) {
        Accounts.signIn(handle, engine, stranger.user(), tokenHash, device);
        Passkeys.add(handle, first, answered);
        Entrances.admit(handle, engine, stranger.user().id(), admission);
      }
      return outcome;
    });
  }

  /** Begins a session, if the password is still this one; the answer is the sessions that had to end for it, empty when it is another one. Fails with {@code account_deactivated}. */
  public Future<Optional<List<String>>> begin(Credential proven, byte[] tokenHash, String device) {
    return changes.change(lane(proven), handle -> {
      if (!Credentials.lock(handle, engine, proven)) {
        return Optional.empty();
      }
      Profiles.checkActive(handle, engine, proven.user().id());
      Logins.begin(handle, proven.user().id(), tokenHash, device);
      return Optional.of(Logins.endExcess(handle, proven.user().id()));
    });
  }

  /** Gives a person another password, if it is still this one, and ends all other sessions; the answer is those. */
  public Future<Optional<List<String>>> change(Credential proven, String password, byte[] kept) {
    return changes.change(lane(proven), handle -> {
      if (!Credentials.lock(handle, engine, proven)) {
        return Optional.empty();
      }
      Credentials.change(handle, proven.user().id(), password);
      return Optional.of(Logins.endOthers(handle, proven.user().id(), HexFormat.of().formatHex(kept)));
    });
  }

  /** The sessions of a person, the one that was used last first. */
  public Future<List<Login>> logins(String user) {
    return queries.read(handle -> Logins.of(handle, user));
  }

  /** Ends a session of this person; false if they have none of this id. */
  public Future<Boolean> end(String user, String id) {
    return changes.change(lane(user), handle -> {
      boolean isTheirs = Logins.of(handle, user).stream().anyMatch(login -> login.id().equals(id));
      return isTheirs && !Logins.end(handle, List.of(id)).isEmpty();
    });
  }

  /** Ends all sessions of this person but that of this token; the answer is those. */
  public Future<List<String>> endOthers(String user, byte[] kept) {
    return changes.change(lane(user), handle -> Logins.endOthers(handle, user, HexFormat.of().formatHex(kept)));
  }

  /** Notes that these sessions are used. */
  public Future<Void> seen(Collection<String> ids) {
    var used = List.copyOf(ids);
    return changes.change("seen", handle -> Logins.seen(handle, engine, used)).mapEmpty();
  }

  /** The sessions that have ended after this number, of whomever, at whatever node. */
  public Future<Endings> endedAfter(long seq) {
    return queries.read(handle -> Logins.endedAfter(handle, seq));
  }

  private static String lane(Credential credential) {
    return lane(credential.user().id());
  }

  /** Where changes of this person's account go one after the other. */
  static String lane(String user) {
    return "account " + user;
  }
}
