package dochat.session;

import dochat.model.User;
import dochat.protocol.Command;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.security.AccountDesk;
import dochat.security.Identities;
import dochat.security.Identity;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;

/** Who speaks on one connection: nobody at first, then the person of a token or of a sign-in. Lives on the session's event loop. */
final class Speaker {
  private final Services services;
  private final Wire wire;
  private final Consumer<User> whenKnown;
  private final Runnable whenNobody;
  private Identity identity;
  private String lastToken;
  private int asked;

  /**
   * @param whenKnown  told whenever a token or a sign-in names a person
   * @param whenNobody told whenever a token is nobody's, and so it is nobody who speaks
   */
  Speaker(Services services, Wire wire, Consumer<User> whenKnown, Runnable whenNobody) {
    this.services = services;
    this.wire = wire;
    this.whenKnown = whenKnown;
    this.whenNobody = whenNobody;
  }

  boolean isNobody() {
    return identity == null;
  }

  /** Whether the store has been asked who it is, and has not answered yet. */
  boolean isAsked() {
    return asked > 0;
  }

  /** Null while it is nobody. */
  User user() {
    return identity == null ? null : identity.user();
  }

  boolean isOf(String fingerprint) {
    return identity != null && Identities.fingerprint(identity).equals(fingerprint);
  }

  /** Whether this token has not been looked up yet; null is none. */
  boolean isNew(String token) {
    return token != null && !token.equals(lastToken);
  }

  /** Notes that this token is the one to be looked up. */
  void offer(String token) {
    lastToken = token;
  }

  /** Looks a token up; one that is void makes it nobody. */
  Future<Void> use(String token) {
    return asking(services.identities().find(token)).map(found -> become(found.orElse(null)));
  }

  /** Whether the token that it spoke with still holds, as the store has it now; nobody's does. */
  Future<Boolean> isStillKnown() {
    if (identity == null) {
      return Future.succeededFuture(true);
    }
    Identity asked = identity;
    return services.identities().confirm(asked.token()).map(found -> found.isPresent() || identity != asked);
  }

  /** Who speaks may be called otherwise by now. What cannot be found out stays until the next change. */
  void renew() {
    Identity asked = identity;
    services.identities().confirm(asked.token()).onSuccess(found -> {
      if (identity == asked && found.isPresent()) {
        become(found.get());
      }
    });
  }

  /** Signs in, or tells who is signed in. Fails with {@code unauthenticated} when nobody is. */
  Future<JsonObject> session(Command.SignIn signIn) {
    if (signIn.isQuestion()) {
      return identity == null ? Future.failedFuture(Problem.of(ProblemCode.UNAUTHENTICATED))
          : Future.succeededFuture(services.describe(identity));
    }
    return asking(enter(signIn)).map(fresh -> {
      lastToken = fresh.token();
      become(fresh);
      return services.describe(fresh).put("token", fresh.token());
    });
  }

  private Future<Identity> enter(Command.SignIn signIn) {
    return signIn.proof() == null ? services.identities().signIn(signIn.name(), wire.transport())
        : services.desk().signIn(signIn.proof(), new AccountDesk.Caller(wire.network(), wire.transport(), null)).map(AccountDesk.Entered::identity);
  }

  private <T> Future<T> asking(Future<T> answer) {
    asked++;
    return answer.onComplete((answered, failure) -> asked--);
  }

  private Void become(Identity known) {
    identity = known;
    if (known != null) {
      lastToken = known.token().equals(lastToken) ? known.token() : lastToken; // one string for all of their connections
      whenKnown.accept(known.user());
    } else {
      whenNobody.run();
    }
    return null;
  }
}
