package dochat.security;

import dochat.model.Admission;
import dochat.model.Entrance;
import dochat.model.Newcomer;
import dochat.model.ProviderVisit;
import dochat.model.User;
import dochat.model.Ways;
import dochat.oidc.Provider;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.store.Subjects;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Lets people in whom an OpenID Provider knows, and links those who are in with who they are there. Who goes there may come back at any node. Any context may
 * call, and is called back on itself. Futures fail with a {@link Problem}, or as the store does.
 */
public final class ProviderDesk {
  private final Subjects subjects;
  private final Identities identities;
  private final Provider provider;
  private final Entrance cap;
  private final Ways ways;
  private final Tries tries = new Tries();
  private final Tries returns = new Tries();

  /**
   * @param cap  what this node lets in at most, whatever administrators say
   * @param ways by what it does
   */
  public ProviderDesk(Subjects subjects, Identities identities, Provider provider, Entrance cap, Ways ways) {
    this.subjects = subjects;
    this.identities = identities;
    this.provider = provider;
    this.cap = cap;
    this.ways = ways;
  }

  /**
   * Somebody is to go to the provider.
   *
   * @param address where
   * @param browser a secret that their browser keeps meanwhile
   */
  public record Leave(String address, String browser) {
    @Override
    public String toString() {
      return "Leave[]";
    }
  }

  /**
   * With what a browser comes back (RFC 6749 section 4.1.2, RFC 9207); each null where it is missing.
   *
   * @param state   what the provider was given
   * @param code    what the provider has given
   * @param issuer  who says to be the provider
   * @param browser what this browser has kept
   * @param network under which strangers are counted
   */
  public record Return(String state, String code, String issuer, String browser, String network) {
    @Override
    public String toString() {
      return "Return[]";
    }
  }

  /** What people call the provider. */
  public String name() {
    return provider.name();
  }

  /**
   * Somebody goes there.
   *
   * @param linking    who is to be linked with who they are there; null where somebody signs in
   * @param invitation the secret of a link; null without one
   * @param network    under which strangers are counted
   * @param redirect   where they come back, an address of this chat
   */
  public Future<Leave> leave(Identity linking, String invitation, String network, String redirect) {
    String state = Tokens.newToken();
    String browser = Tokens.newToken();
    ProviderVisit visit = new ProviderVisit(Tokens.newToken(), Tokens.newToken(), hash(invitation), linking == null ? null : Tokens.hash(linking.token()));
    return Future.succeededFuture().compose(now -> {
      tries.from(network);
      return provider.authorization(visit, state, redirect);
    }).compose(address -> subjects.leave(Tokens.hash(state), Tokens.hash(browser), visit).map(new Leave(address, browser)));
  }

  /**
   * Somebody comes back from there; the answer is their new session, empty where they were linked. Fails with {@code sign_in_over}, {@code provider_refused},
   * as {@link Provider} does, or with what keeps them out.
   *
   * @param redirect as before
   * @param device   what they sign in on, in words
   */
  public Future<Optional<Identity>> comeBack(Return back, String redirect, String device) {
    if (back.state() == null || back.browser() == null) {
      return Future.failedFuture(Problem.of(ProblemCode.SIGN_IN_OVER));
    }
    return Future.succeededFuture().compose(now -> {
      returns.from(back.network());
      return subjects.comeBack(Tokens.hash(back.state()), Tokens.hash(back.browser()));
    }).compose(found -> {
      ProviderVisit visit = found.orElseThrow(() -> Problem.of(ProblemCode.SIGN_IN_OVER));
      if (back.code() == null) {
        throw Problem.of(ProblemCode.PROVIDER_REFUSED);
      }
      return provider.redeem(visit, back.code(), back.issuer(), redirect).compose(newcomer -> visit.session() == null ? enter(newcomer, device, admission(visit))
          : subjects.link(newcomer, visit.session(), Passwords.none(), admission(visit)).map(Optional.empty()));
    });
  }

  /** Whether this person is linked with somebody there. */
  public Future<Boolean> isLinked(User user) {
    return subjects.isLinked(user.id(), provider.issuer());
  }

  /** They are not any more. Fails with {@code last_credential}. */
  public Future<Void> unlink(User user) {
    return subjects.unlink(user.id(), ways);
  }

  private Future<Optional<Identity>> enter(Newcomer newcomer, String device, Admission admission) {
    String token = Tokens.newToken();
    return subjects.enter(newcomer, Tokens.newId(), Passwords.none(), Tokens.hash(token), device, admission).map(entered -> {
      entered.ended().forEach(identities::ended);
      return Optional.of(new Identity(entered.user(), token));
    });
  }

  private Admission admission(ProviderVisit visit) {
    return new Admission(cap, visit.invitation());
  }

  private static byte[] hash(String secret) {
    return secret == null ? null : Tokens.hash(secret);
  }
}
