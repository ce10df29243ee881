package dochat.security;

import dochat.model.Admission;
import dochat.model.Answered;
import dochat.model.Credential;
import dochat.model.Entrance;
import dochat.model.Passkey;
import dochat.model.User;
import dochat.model.Ways;
import dochat.protocol.PasskeyAnswer;
import dochat.protocol.PasskeyViews;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.security.Challenges.Purpose;
import dochat.store.PasskeyRegistry;
import dochat.store.Registry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Passkeys of accounts: asks browsers for them, makes accounts with them, signs in with them, adds and removes them. A node keeps nothing between the question and the
 * answer, so each may come to another one. Any context may call, and is called back on itself. Futures fail with a {@link Problem}, or as the store does.
 */
public final class PasskeyDesk {
  private final Registry registry;
  private final PasskeyRegistry passkeys;
  private final Identities identities;
  private final Passwords passwords;
  private final Tries tries;
  private final Entrance cap;
  private final Ways ways;

  PasskeyDesk(Registry registry, Identities identities, Passwords passwords, Tries tries, Entrance cap, Ways ways) {
    this.registry = registry;
    this.passkeys = registry.passkeys();
    this.identities = identities;
    this.passwords = passwords;
    this.tries = tries;
    this.cap = cap;
    this.ways = ways;
  }

  /**
   * An answer, and where it comes from.
   *
   * @param holder what this browser was given with the challenge; what proves something of somebody who has signed in belongs to their session instead
   */
  public record Given(PasskeyAnswer answer, Site site, String holder) {
  }

  /** What a browser is to ask for, so that somebody signs in: any passkey of this page. */
  public Future<JsonObject> toSignIn(Site site, String holder) {
    return challenge(Purpose.SIGN_IN, holder).map(challenge -> PasskeyViews.request(site.id(), challenge, List.of()));
  }

  /**
   * The same for a new account.
   *
   * @param guest who becomes it; empty for a new person of this name
   */
  public Future<JsonObject> toRegister(Site site, String holder, Optional<User> guest, String handle, String name) {
    return challenge(Purpose.REGISTER, registering(holder, guest.map(User::id).orElse("")))
        .map(challenge -> PasskeyViews.creation(site.id(), guest.orElseGet(() -> new User(Challenges.nonce(challenge), name)), handle, challenge, List.of()));
  }

  /** The same for one more passkey of somebody who has just proven that it is them. Fails with {@code no_account}. */
  public Future<JsonObject> toAdd(Site site, Identity identity) {
    return Future.all(account(identity.user()), passkeys.ofUser(identity.user().id()), challenge(Purpose.ADD, session(identity)))
        .map(found -> PasskeyViews.creation(site.id(), identity.user(), found.<Credential>resultAt(0).handle(), found.resultAt(2), found.resultAt(1)));
  }

  /** The same for the proof that it is somebody themself. */
  public Future<JsonObject> toProve(Site site, Identity identity) {
    return Future.all(passkeys.ofUser(identity.user().id()), challenge(Purpose.PROVE, session(identity)))
        .map(found -> PasskeyViews.request(site.id(), found.resultAt(1), found.resultAt(0)));
  }

  /** Begins a session. Fails with {@code wrong_passkey} also where nobody has it. */
  public Future<Identity> signIn(Given given, AccountDesk.Caller caller) {
    return Future.succeededFuture().compose(now -> {
      tries.from(caller.network());
      return answered(Purpose.SIGN_IN, given.answer(), given.holder());
    }).compose(answered -> used(given, null).compose(used -> {
      Identity identity = new Identity(used.passkey().user(), Tokens.newToken());
      return passkeys.begin(used.passkey(), used.counter(), answered, Tokens.hash(identity.token()), caller.device()).map(ended -> {
        ended.forEach(identities::ended);
        return identity;
      });
    }));
  }

  /** Fails unless one of this person's passkeys has answered. */
  public Future<Void> prove(Identity identity, PasskeyAnswer answer, Site site) {
    return Future.succeededFuture().compose(now -> {
      tries.by("owner " + identity.user().id());
      return answered(Purpose.PROVE, answer, session(identity));
    }).compose(answered -> used(new Given(answer, site, ""), identity.user()).compose(used -> passkeys.use(used.passkey(), used.counter(), answered)));
  }

  /**
   * A guest becomes an account, with all that they have.
   *
   * @param name       of the passkey
   * @param invitation the secret of a link; null without one
   */
  public Future<Void> keep(Identity guest, String handle, String name, Given given, AccountDesk.Caller caller, String invitation) {
    return prepare(guest.user(), handle, given, registering(given.holder(), guest.user().id()), caller, admission(invitation))
        .compose(answered -> created(given, guest.user(), name).compose(first ->
            registry.register(new Credential(guest.user(), handle, Argon2.none()), first, answered, admission(invitation)).map(PasskeyDesk::done)));
  }

  /** A new person of this name with an account and a first session; the rest as for a guest. */
  public Future<Identity> register(String person, String handle, String name, Given given, AccountDesk.Caller caller, String invitation) {
    Identity identity = new Identity(new User(Challenges.nonce(given.answer().challenge()), person), Tokens.newToken());
    return prepare(identity.user(), handle, given, registering(given.holder(), ""), caller, admission(invitation))
        .compose(answered -> created(given, identity.user(), name).compose(first -> registry.register(new Credential(identity.user(), handle, Argon2.none()), first, answered,
            Tokens.hash(identity.token()), caller.device(), admission(invitation)).map(PasskeyDesk::done)))
        .map(identity);
  }

  /** One more passkey. Fails with {@code passkey_exists} or {@code too_many_passkeys}. */
  public Future<Passkey> add(Identity identity, String name, PasskeyAnswer answer, Site site) {
    return answered(Purpose.ADD, answer, session(identity))
        .compose(answered -> created(new Given(answer, site, ""), identity.user(), name).compose(made -> passkeys.add(made, answered).map(made)));
  }

  /** The passkeys of this person, the oldest first, and whether they have a password besides. */
  public Future<JsonObject> list(User user) {
    return Future.all(passkeys.ofUser(user.id()), registry.ofUser(user.id()))
        .map(found -> PasskeyViews.passkeys(found.resultAt(0), found.<Optional<Credential>>resultAt(1).filter(Credential::hasPassword).isPresent()));
  }

  /** Fails with {@code passkey_not_found}, and with {@code last_credential} where nothing else would be left to sign in with. */
  public Future<Void> remove(User user, String id) {
    return passkeys.remove(user.id(), id, ways);
  }

  private record Used(Passkey passkey, long counter) {
  }

  private Future<byte[]> challenge(Purpose purpose, String holder) {
    return secret().map(secret -> Challenges.issue(secret, purpose, holder, System.currentTimeMillis()));
  }

  private Future<Answered> answered(Purpose purpose, PasskeyAnswer answer, String holder) {
    return secret().map(secret -> Challenges.check(secret, answer.challenge(), purpose, holder, System.currentTimeMillis()));
  }

  private Future<byte[]> secret() {
    return passkeys.secret(Tokens.hash(Tokens.newToken()));
  }

  /** @param owner whose it has to be; null where the passkey says it */
  private Future<Used> used(Given given, User owner) {
    return passkeys.ofCredential(given.answer().credential()).compose(found -> {
      Passkey passkey = found.filter(known -> owner == null || known.user().id().equals(owner.id())).orElseThrow(() -> Problem.of(ProblemCode.WRONG_PASSKEY));
      return passwords.work(() -> new Used(passkey, Ceremonies.used(given.answer(), given.site(), passkey, owner == null)));
    });
  }

  private Future<Passkey> created(Given given, User user, String name) {
    return passwords.work(() -> Ceremonies.created(given.answer(), given.site(), user, name));
  }

  /** What is cheap to refuse is; the store has the last word. */
  private Future<Answered> prepare(User user, String handle, Given given, String holder, AccountDesk.Caller caller, Admission admission) {
    return Future.succeededFuture().compose(now -> {
      tries.from(caller.network());
      return Future.all(registry.ofUser(user.id()), registry.ofHandle(handle), registry.admits(user.id(), admission), answered(Purpose.REGISTER, given.answer(), holder));
    }).map(known -> {
      refuse(known.<Optional<Credential>>resultAt(0).isPresent(), ProblemCode.HAS_ACCOUNT);
      refuse(known.<Optional<Credential>>resultAt(1).isPresent(), ProblemCode.HANDLE_TAKEN);
      return known.resultAt(3);
    });
  }

  private Future<Credential> account(User user) {
    return registry.ofUser(user.id()).map(found -> found.orElseThrow(() -> Problem.of(ProblemCode.NO_ACCOUNT)));
  }

  private Admission admission(String invitation) {
    return new Admission(cap, invitation == null ? null : Tokens.hash(invitation));
  }

  private static Void done(Registry.Outcome outcome) {
    refuse(outcome == Registry.Outcome.HAS_ACCOUNT, ProblemCode.HAS_ACCOUNT);
    refuse(outcome == Registry.Outcome.HANDLE_TAKEN, ProblemCode.HANDLE_TAKEN);
    return null;
  }

  private static void refuse(boolean is, ProblemCode code) {
    if (is) {
      throw Problem.of(code);
    }
  }

  /** The authenticator was told whose passkey it is: nobody else becomes an account with it. */
  private static String registering(String holder, String guest) {
    return holder + " " + guest;
  }

  private static String session(Identity identity) {
    return "session " + Identities.fingerprint(identity);
  }
}
