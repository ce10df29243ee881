package dochat.security;

import dochat.model.Credential;
import dochat.model.Login;
import dochat.model.User;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.protocol.Proof;
import dochat.store.Registry;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * Accounts: makes them of guests and of strangers, signs them in with their passwords, changes these, and ends sessions. Any context may call, and is called
 * back on itself. Futures fail with a {@link Problem}, or as the store does.
 */
public final class AccountDesk {
  private final Registry registry;
  private final Identities identities;
  private final Passwords passwords;
  private final boolean isOpen;
  private final Tries tries = new Tries();

  /** @param isOpen whether there may be new accounts */
  public AccountDesk(Registry registry, Identities identities, Passwords passwords, boolean isOpen) {
    this.registry = registry;
    this.identities = identities;
    this.passwords = passwords;
    this.isOpen = isOpen;
  }

  /**
   * Where somebody comes from.
   *
   * @param network under which strangers are counted
   * @param device  what is remembered of it, in words; may be empty
   * @param pass    what a sign-in before has left there; null if nothing
   */
  public record Caller(String network, String device, String pass) {
  }

  /**
   * Somebody who has signed in.
   *
   * @param pass to be left where they did
   */
  public record Entered(Identity identity, String pass) {
  }

  /** Whether anybody may register. */
  public boolean isOpen() {
    return isOpen;
  }

  /** The handle of this person; empty for a guest. */
  public Future<Optional<String>> handle(User user) {
    return registry.ofUser(user.id()).map(found -> found.map(Credential::handle));
  }

  /** Begins a session. Takes as long, and says the same, whether nobody has the handle or the password is another one: {@code wrong_password}. */
  public Future<Entered> signIn(Proof proof, Caller caller) {
    return registry.ofHandle(proof.handle()).compose(found -> {
      count(proof, found, caller);
      return passwords.matches(proof.password(), found.map(Credential::password).orElse(null))
          .compose(isRight -> isRight ? begin(found.orElseThrow(), caller) : wrong());
    });
  }

  /** A guest becomes an account, with all that they have; the answer is what is to be left where they are. */
  public Future<String> keep(Identity guest, Proof proof, Caller caller) {
    return prepare(guest.user(), proof, caller)
        .compose(credential -> registry.register(credential).map(outcome -> pass(outcome, credential)));
  }

  /** A new person with an account and a first session. */
  public Future<Entered> register(String name, Proof proof, Caller caller) {
    Identity identity = new Identity(new User(Tokens.newId(), name), Tokens.newToken());
    return prepare(identity.user(), proof, caller)
        .compose(credential -> registry.register(credential, Tokens.hash(identity.token()), caller.device())
            .map(outcome -> new Entered(identity, pass(outcome, credential))));
  }

  /** Another password, and the end of all other sessions; the answer is what is to be left where this person is. */
  public Future<String> change(Identity identity, String old, String fresh) {
    return registry.ofUser(identity.user().id()).compose(found -> {
      Credential before = found.orElseThrow(() -> Problem.of(ProblemCode.NO_ACCOUNT));
      tries.by("owner " + identity.user().id());
      CommonPasswords.refuse(new Proof(before.handle(), fresh));
      return passwords.matches(old, before.password())
          .compose(isRight -> isRight ? passwords.hash(fresh) : wrong())
          .compose(hash -> registry.change(before, hash, Tokens.hash(identity.token())).map(ended -> {
            ended.orElseThrow(() -> Problem.of(ProblemCode.WRONG_PASSWORD)).forEach(identities::ended);
            return DevicePass.issue(new Credential(identity.user(), before.handle(), hash));
          }));
    });
  }

  /** The sessions of this person, the one that was used last first. */
  public Future<List<Login>> logins(User user) {
    return registry.logins(user.id());
  }

  /** Ends one of this person's sessions at every node. Fails with {@code session_not_found}. */
  public Future<Void> end(User user, String id) {
    return registry.end(user.id(), id).map(isEnded -> {
      if (!isEnded) {
        throw Problem.of(ProblemCode.SESSION_NOT_FOUND);
      }
      identities.ended(id);
      return null;
    });
  }

  /** Ends all of this person's sessions but this one. */
  public Future<Void> endOthers(Identity identity) {
    return registry.endOthers(identity.user().id(), Tokens.hash(identity.token())).map(ended -> {
      ended.forEach(identities::ended);
      return null;
    });
  }

  private void count(Proof proof, Optional<Credential> found, Caller caller) {
    if (caller.pass() != null && found.isPresent() && DevicePass.isOf(found.get(), caller.pass())) {
      tries.by(caller.pass());
    } else {
      tries.from(caller.network());
      tries.of(proof.handle());
    }
  }

  private Future<Entered> begin(Credential credential, Caller caller) {
    Identity identity = new Identity(credential.user(), Tokens.newToken());
    return registry.begin(credential, Tokens.hash(identity.token()), caller.device()).map(ended -> {
      ended.orElseThrow(() -> Problem.of(ProblemCode.WRONG_PASSWORD)).forEach(identities::ended);
      return new Entered(identity, DevicePass.issue(credential));
    });
  }

  /** What is cheap to refuse is, before a password is hashed; the store has the last word. */
  private Future<Credential> prepare(User user, Proof proof, Caller caller) {
    return Future.succeededFuture().compose(now -> {
      if (!isOpen) {
        throw Problem.of(ProblemCode.REGISTRATION_CLOSED);
      }
      CommonPasswords.refuse(proof);
      tries.from(caller.network());
      return Future.all(registry.ofUser(user.id()), registry.ofHandle(proof.handle()));
    }).compose(known -> {
      refuse(known.<Optional<Credential>>resultAt(0).isPresent(), ProblemCode.HAS_ACCOUNT);
      refuse(known.<Optional<Credential>>resultAt(1).isPresent(), ProblemCode.HANDLE_TAKEN);
      return passwords.hash(proof.password());
    }).map(hash -> new Credential(user, proof.handle(), hash));
  }

  private static String pass(Registry.Outcome outcome, Credential credential) {
    refuse(outcome == Registry.Outcome.HAS_ACCOUNT, ProblemCode.HAS_ACCOUNT);
    refuse(outcome == Registry.Outcome.HANDLE_TAKEN, ProblemCode.HANDLE_TAKEN);
    return DevicePass.issue(credential);
  }

  private static void refuse(boolean is, ProblemCode code) {
    if (is) {
      throw Problem.of(code);
    }
  }

  private static <T> Future<T> wrong() {
    return Future.failedFuture(Problem.of(ProblemCode.WRONG_PASSWORD));
  }
}
