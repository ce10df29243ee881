package dochat.security;

import dochat.model.Admission;
import dochat.model.Credential;
import dochat.model.Entrance;
import dochat.model.Login;
import dochat.model.Passkey;
import dochat.model.User;
import dochat.model.Ways;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.protocol.Proof;
import dochat.store.Registry;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Accounts: makes them of guests and of strangers, signs them in with their passwords, changes these, and ends sessions. Any context may call, and is called
 * back on itself. Futures fail with a {@link Problem}, or as the store does.
 */
public final class AccountDesk {
  /** So long ago a session may have begun at most that stands for a password where there is none. */
  private static final Duration RECENT = Duration.ofMinutes(10);
  private final Registry registry;
  private final Identities identities;
  private final Passwords passwords;
  private final Entrance cap;
  private final Ways ways;
  private final Tries tries = new Tries();
  private final PasskeyDesk passkeys;

  /**
   * @param cap  what this node lets in at most, whatever administrators say
   * @param ways by what it does
   */
  public AccountDesk(Registry registry, Identities identities, Passwords passwords, Entrance cap, Ways ways) {
    this.registry = registry;
    this.identities = identities;
    this.passwords = passwords;
    this.cap = cap;
    this.ways = ways;
    this.passkeys = new PasskeyDesk(registry, identities, passwords, tries, cap, ways);
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

  /** What is done with passkeys. */
  public PasskeyDesk passkeys() {
    return passkeys;
  }

  /** What this node lets in at most. */
  public Entrance cap() {
    return cap;
  }

  /** Whether this node lets anybody in with a password. */
  public boolean takesPasswords() {
    return ways.passwords();
  }

  /** With what this person signs in; empty for a guest. */
  public Future<Optional<Credential>> credential(User user) {
    return registry.ofUser(user.id());
  }

  /** Begins a session. Takes as long, and says the same, whether nobody has the handle or the password is another one: {@code wrong_password}. */
  public Future<Entered> signIn(Proof proof, Caller caller) {
    if (!ways.passwords()) {
      return Future.failedFuture(Problem.of(ProblemCode.PASSWORDS_REFUSED));
    }
    return registry.ofHandle(proof.handle()).compose(found -> {
      count(proof, found, caller);
      return passwords.matches(proof.password(), found.map(Credential::password).orElse(null))
          .compose(isRight -> isRight ? begin(found.orElseThrow(), caller) : wrong());
    });
  }

  /**
   * A guest becomes an account, with all that they have; the answer is what is to be left where they are.
   *
   * @param invitation the secret of a link; null without one
   */
  public Future<String> keep(Identity guest, Proof proof, Caller caller, String invitation) {
    return prepare(guest.user(), proof, caller, admission(invitation))
        .compose(credential -> registry.register(credential, admission(invitation)).map(outcome -> pass(outcome, credential)));
  }

  /**
   * A new person with an account and a first session.
   *
   * @param invitation the secret of a link; null without one
   */
  public Future<Entered> register(String name, Proof proof, Caller caller, String invitation) {
    Identity identity = new Identity(new User(Tokens.newId(), name), Tokens.newToken());
    return prepare(identity.user(), proof, caller, admission(invitation))
        .compose(credential -> registry.register(credential, Tokens.hash(identity.token()), caller.device(), admission(invitation))
            .map(outcome -> new Entered(identity, pass(outcome, credential))));
  }

  /**
   * Another password, or a first one, and the end of all other sessions; the answer is what is to be left where this person is. Fails like {@link #prove}.
   *
   * @param old null where there is none
   */
  public Future<String> change(Identity identity, String old, String fresh) {
    return registry.ofUser(identity.user().id()).compose(found -> {
      Credential before = found.orElseThrow(() -> Problem.of(ProblemCode.NO_ACCOUNT));
      refuse(!ways.passwords(), ProblemCode.PASSWORDS_REFUSED);
      CommonPasswords.refuse(new Proof(before.handle(), fresh));
      return prove(identity, before, old).compose(proven -> change(identity, before, fresh));
    });
  }

  /** The same for who has proven with a passkey that it is them. */
  public Future<String> choose(Identity identity, String fresh) {
    return registry.ofUser(identity.user().id()).compose(found -> {
      Credential before = found.orElseThrow(() -> Problem.of(ProblemCode.NO_ACCOUNT));
      refuse(!ways.passwords(), ProblemCode.PASSWORDS_REFUSED);
      CommonPasswords.refuse(new Proof(before.handle(), fresh));
      return change(identity, before, fresh);
    });
  }

  /**
   * Fails with {@code wrong_password} unless this is the person's. Who has none proves it by having signed in just now ({@code sign_in_again}), where there are
   * passkeys, which may be lost, by the provider; a guest needs neither.
   */
  public Future<Void> prove(Identity identity, String password) {
    return registry.ofUser(identity.user().id()).compose(found -> found.isEmpty() ? Future.succeededFuture() : prove(identity, found.get(), password));
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

  private Future<String> change(Identity identity, Credential before, String fresh) {
    return passwords.hash(fresh).compose(hash -> registry.change(before, hash, Tokens.hash(identity.token())).map(ended -> {
      ended.orElseThrow(() -> Problem.of(ProblemCode.WRONG_PASSWORD)).forEach(identities::ended);
      return DevicePass.issue(new Credential(identity.user(), before.handle(), hash));
    }));
  }

  private Future<Void> prove(Identity identity, Credential credential, String password) {
    tries.by("owner " + identity.user().id());
    if (!credential.hasPassword()) {
      return Future.all(registry.passkeys().ofUser(identity.user().id()), logins(identity.user())).map(found -> {
        Optional<Login> recent = found.<List<Login>>resultAt(1).stream().filter(login -> isRecent(login, identity)).findFirst();
        refuse(!found.<List<Passkey>>resultAt(0).isEmpty() && recent.filter(Login::byProvider).isEmpty(), ProblemCode.WRONG_PASSWORD);
        refuse(recent.isEmpty(), ProblemCode.SIGN_IN_AGAIN);
        return null;
      });
    }
    return (password == null ? Future.succeededFuture(false) : passwords.matches(password, credential.password())).compose(isRight -> isRight ? Future.succeededFuture() : wrong());
  }

  private static boolean isRecent(Login login, Identity identity) {
    return login.id().equals(Identities.fingerprint(identity)) && login.begun().isAfter(Instant.now().minus(RECENT));
  }

  private void count(Proof proof, Optional<Credential> found, Caller caller) {
    if (caller.pass() != null && found.isPresent() && DevicePass.isOf(found.get(), caller.pass())) {
      tries.by(caller.pass());
    } else {
      tries.from(caller.network());
      tries.of(proof.handle(), caller.network());
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
  private Future<Credential> prepare(User user, Proof proof, Caller caller, Admission admission) {
    return Future.succeededFuture().compose(now -> {
      refuse(!ways.passwords(), ProblemCode.PASSWORDS_REFUSED);
      CommonPasswords.refuse(proof);
      tries.from(caller.network());
      return Future.all(registry.ofUser(user.id()), registry.ofHandle(proof.handle()), registry.admits(user.id(), admission));
    }).compose(known -> {
      refuse(known.<Optional<Credential>>resultAt(0).isPresent(), ProblemCode.HAS_ACCOUNT);
      refuse(known.<Optional<Credential>>resultAt(1).isPresent(), ProblemCode.HANDLE_TAKEN);
      return passwords.hash(proof.password());
    }).map(hash -> new Credential(user, proof.handle(), hash));
  }

  private Admission admission(String invitation) {
    return new Admission(cap, invitation == null ? null : Tokens.hash(invitation));
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
