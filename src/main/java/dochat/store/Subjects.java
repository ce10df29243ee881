package dochat.store;

import dochat.model.Admission;
import dochat.model.Credential;
import dochat.model.Newcomer;
import dochat.model.ProviderVisit;
import dochat.model.Subject;
import dochat.model.User;
import dochat.model.Ways;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The part of the {@link Store} that knows who people are at an OpenID Provider, and who is there just now, so that any node may take them back; under the
 * store's own rules. What keeps somebody out is judged in the transaction that would let them in, and fails with a {@link Problem}.
 */
public final class Subjects {
  private static final String LANE = "provider";
  /** So long somebody may take there. */
  private static final long VISIT_MILLIS = Duration.ofMinutes(10).toMillis();
  private static final int VISITS = 10_000;
  /** The version of the tables that knows of them. */
  private static final int KNOWN = Schema.version("V14__identity.sql");

  private final Engine engine;
  private final Registry.Lane changes;
  private final Registry.Queries queries;

  Subjects(Engine engine, Registry.Lane changes, Registry.Queries queries) {
    this.engine = engine;
    this.changes = changes;
    this.queries = queries;
  }

  /**
   * Somebody who has come in.
   *
   * @param ended the sessions that had to end for it
   */
  public record Entered(User user, List<String> ended) {
  }

  /** Somebody goes there. Fails with {@code busy} where too many are, and with {@link OlderNodes} while they could come back to one. */
  public Future<Void> leave(byte[] state, byte[] browser, ProviderVisit visit) {
    return changes.change(LANE, handle -> {
      Releases.refuseOlder(handle, KNOWN);
      long now = System.currentTimeMillis();
      handle.execute("DELETE FROM provider_visit WHERE ends < ?", now);
      if (handle.createQuery("SELECT COUNT(*) FROM provider_visit").mapTo(Long.class).one() >= VISITS) {
        throw Problem.of(ProblemCode.BUSY);
      }
      handle.execute("INSERT INTO provider_visit (state, browser, nonce, verifier, invitation, session, ends) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
          state, browser, visit.nonce(), visit.verifier(), visit.invitation(), visit.session(), now + VISIT_MILLIS);
      return null;
    });
  }

  /** Somebody comes back from there: once, and with the browser in which they went. Empty where that is not so, or took too long. */
  public Future<Optional<ProviderVisit>> comeBack(byte[] state, byte[] browser) {
    return changes.change(LANE, handle -> handle.createQuery("DELETE FROM provider_visit WHERE state = :state AND browser = :browser AND ends >= :now"
            + " RETURNING nonce, verifier, invitation, session")
        .bind("state", state).bind("browser", browser).bind("now", System.currentTimeMillis())
        .map((row, context) -> new ProviderVisit(row.getString("nonce"), row.getString("verifier"), row.getBytes("invitation"), row.getBytes("session"))).findOne());
  }

  /**
   * Begins a session for whoever this is here; who is nobody yet becomes somebody with an account, if they may. Fails with {@code account_deactivated}, or with
   * what keeps them out.
   *
   * @param id       of the person, where there is none yet
   * @param password in place of one
   */
  public Future<Entered> enter(Newcomer newcomer, String id, String password, byte[] tokenHash, String device, Admission admission) {
    return changes.change(LANE, handle -> {
      forgetGone(handle, newcomer.subject());
      var stranger = new User(id, newcomer.name());
      if (add(handle, newcomer.subject(), id)) {
        name(handle, stranger, newcomer.handles(), password);
        Accounts.signIn(handle, engine, stranger, tokenHash, device);
        Logins.isByProvider(handle, tokenHash);
        Entrances.admit(handle, engine, id, admission);
        return new Entered(stranger, List.of());
      }
      var user = user(handle, newcomer.subject());
      Profiles.checkActive(handle, engine, user.id());
      Logins.begin(handle, user.id(), tokenHash, device);
      Logins.isByProvider(handle, tokenHash);
      return new Entered(user, Logins.endExcess(handle, user.id()));
    });
  }

  /**
   * Whoever has this session is this one there from now on; a guest becomes an account, if they may. Fails with {@code unauthenticated}, {@code identity_taken},
   * {@code has_identity}, or with what keeps them out.
   */
  public Future<Void> link(Newcomer newcomer, byte[] session, String password, Admission admission) {
    return changes.change(LANE, handle -> {
      forgetGone(handle, newcomer.subject());
      var user = Optional.ofNullable(Accounts.ofTokens(handle, engine, List.of(HexFormat.of().formatHex(session))).get(HexFormat.of().formatHex(session)))
          .orElseThrow(() -> Problem.of(ProblemCode.UNAUTHENTICATED));
      add(handle, newcomer.subject(), user.id());
      var there = owner(handle, newcomer.subject()).orElseThrow(() -> Problem.of(ProblemCode.HAS_IDENTITY));
      if (!there.equals(user.id())) {
        throw Problem.of(ProblemCode.IDENTITY_TAKEN);
      }
      if (name(handle, user, newcomer.handles(), password)) {
        Entrances.admit(handle, engine, user.id(), admission);
      }
      return null;
    });
  }

  /** Whether this person is somebody there. */
  public Future<Boolean> isLinked(String user, String issuer) {
    return queries.read(handle -> isLinked(handle, user, issuer));
  }

  /**
   * This person is nobody at the provider any more. Fails with {@code last_credential} where they could not sign in then.
   *
   * @param ways by what the node lets them in
   */
  public Future<Void> unlink(String user, Ways ways) {
    return changes.change(LANE, handle -> {
      if (Credentials.lock(handle, engine, user).filter(credential -> ways.passwords() && credential.hasPassword()).isEmpty() && Passkeys.of(handle, user).isEmpty()) {
        throw Problem.of(ProblemCode.LAST_CREDENTIAL);
      }
      handle.execute("DELETE FROM identity WHERE user_id = ? AND issuer = ?", user, ways.issuer());
      return null;
    });
  }

  /** The same in a transaction; nobody is where there is no provider. */
  static boolean isLinked(Handle handle, String user, String issuer) {
    return issuer != null && handle.createQuery("SELECT 1 FROM identity WHERE user_id = :user AND issuer = :issuer").bind("user", user).bind("issuer", issuer)
        .mapTo(Integer.class).findOne().isPresent();
  }

  /** An older node deletes an account without this. */
  private static void forgetGone(Handle handle, Subject subject) {
    handle.execute("DELETE FROM identity WHERE issuer = ? AND subject = ? AND user_id IN (SELECT id FROM account WHERE deleted <> 0)", subject.issuer(), subject.id());
  }

  /** False where either is known already. Of two at once one waits for the other here. */
  private static boolean add(Handle handle, Subject subject, String user) {
    return handle.execute("INSERT INTO identity (issuer, subject, user_id, linked) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        subject.issuer(), subject.id(), user, System.currentTimeMillis()) > 0;
  }

  private static Optional<String> owner(Handle handle, Subject subject) {
    return handle.createQuery("SELECT user_id FROM identity WHERE issuer = :issuer AND subject = :subject").bind("issuer", subject.issuer()).bind("subject", subject.id())
        .mapTo(String.class).findOne();
  }

  private static User user(Handle handle, Subject subject) {
    return handle.createQuery("SELECT a.id AS user_id, a.name FROM identity i JOIN account a ON a.id = i.user_id WHERE i.issuer = :issuer AND i.subject = :subject")
        .bind("issuer", subject.issuer()).bind("subject", subject.id()).map((row, context) -> Rows.user(row)).one();
  }

  /** Gives somebody the first of these handles that nobody has; false where they have one. */
  private static boolean name(Handle handle, User user, List<String> handles, String password) {
    for (var each : handles) {
      var outcome = Credentials.add(handle, new Credential(user, each, password));
      if (outcome != Registry.Outcome.HANDLE_TAKEN) {
        return outcome == Registry.Outcome.DONE;
      }
    }
    throw Problem.of(ProblemCode.HANDLE_TAKEN);
  }
}
