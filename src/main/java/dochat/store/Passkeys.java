package dochat.store;

import dochat.model.Answered;
import dochat.model.Passkey;
import dochat.model.User;
import dochat.model.Ways;
import dochat.protocol.Limits;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Passkeys, and which challenges were answered with them. What may not be is thrown as the {@link Problem} that it is; each method may run again. */
final class Passkeys {
  private static final String PASSKEY = "SELECT p.*, a.name AS user_name FROM passkey p JOIN account a ON a.id = p.user_id AND a.deleted = 0 WHERE ";

  private Passkeys() {}

  /** With what challenges are signed in this store; empty until somebody needs it. */
  static Optional<byte[]> secret(Handle handle) {
    return handle.createQuery("SELECT secret FROM challenge_secret").mapTo(byte[].class).findOne();
  }

  /** The same; this one if there is none yet. */
  static byte[] secret(Handle handle, byte[] fresh) {
    handle.execute("INSERT INTO challenge_secret (one, secret) VALUES (1, ?) ON CONFLICT DO NOTHING", fresh);
    return secret(handle).orElseThrow();
  }

  /** Those of a person, the oldest first. */
  static List<Passkey> of(Handle handle, String user) {
    return handle.createQuery(PASSKEY + "p.user_id = :user ORDER BY p.created, p.id").bind("user", user).map((row, context) -> passkey(row)).list();
  }

  static Optional<Passkey> ofCredential(Handle handle, String credential) {
    return handle.createQuery(PASSKEY + "p.credential = :credential").bind("credential", credential).map((row, context) -> passkey(row)).findOne();
  }

  /** Throws {@code challenge_expired}, {@code passkey_exists} or {@code too_many_passkeys}. */
  static void add(Handle handle, Passkey passkey, Answered answered) {
    take(handle, answered);
    handle.execute("INSERT INTO passkey (id, user_id, credential, public_key, counter, name, created) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        passkey.id(), passkey.user().id(), passkey.credential(), passkey.publicKey(), passkey.counter(), passkey.name(), passkey.created().toEpochMilli());
    var there = of(handle, passkey.user().id());
    if (there.stream().noneMatch(each -> each.id().equals(passkey.id()))) {
      throw Problem.of(ProblemCode.PASSKEY_EXISTS);
    }
    if (there.size() > Limits.PASSKEYS_PER_PERSON) {
      throw Problem.of(ProblemCode.TOO_MANY_PASSKEYS);
    }
  }

  /**
   * Notes that one was used. Throws {@code challenge_expired}, and {@code wrong_passkey} where it is there no longer, or its counter is not higher than what
   * somebody else has noted meanwhile.
   */
  static void use(Handle handle, Passkey passkey, long counter, Answered answered) {
    if (take(handle, answered) && handle.execute("UPDATE passkey SET counter = ?, used = ? WHERE id = ? AND (counter < ? OR counter = 0 AND ? = 0)",
        counter, System.currentTimeMillis(), passkey.id(), counter, counter) == 0) {
      throw Problem.of(ProblemCode.WRONG_PASSKEY);
    }
  }

  /** Throws {@code passkey_not_found}, and {@code last_credential} where the account would have nothing to sign in with. */
  static void remove(Handle handle, Engine engine, String user, String id, Ways ways) {
    var account = Credentials.lock(handle, engine, user).orElseThrow(() -> Problem.of(ProblemCode.PASSKEY_NOT_FOUND));
    var there = of(handle, user);
    if (there.stream().noneMatch(each -> each.id().equals(id))) {
      throw Problem.of(ProblemCode.PASSKEY_NOT_FOUND);
    }
    if (there.size() == 1 && !(ways.passwords() && account.hasPassword()) && !Subjects.isLinked(handle, user, ways.issuer())) {
      throw Problem.of(ProblemCode.LAST_CREDENTIAL);
    }
    handle.execute("DELETE FROM passkey WHERE id = ?", id);
  }

  static void forget(Handle handle, String user) {
    handle.execute("DELETE FROM passkey WHERE user_id = ?", user);
  }

  /** Takes a challenge that nobody has answered; false where this same attempt has taken it before. */
  private static boolean take(Handle handle, Answered answered) {
    handle.execute("DELETE FROM challenge_answered WHERE ends < ?", System.currentTimeMillis());
    if (handle.execute("INSERT INTO challenge_answered (nonce, attempt, ends) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        answered.nonce(), answered.attempt(), answered.ends().toEpochMilli()) > 0) {
      return true;
    }
    var before = handle.createQuery("SELECT attempt FROM challenge_answered WHERE nonce = :nonce").bind("nonce", answered.nonce()).mapTo(String.class).findOne();
    if (!before.equals(Optional.of(answered.attempt()))) {
      throw Problem.of(ProblemCode.CHALLENGE_EXPIRED);
    }
    return false;
  }

  private static Passkey passkey(ResultSet row) throws SQLException {
    long used = row.getLong("used");
    return new Passkey(row.getString("id"), new User(row.getString("user_id"), row.getString("user_name")), row.getString("credential"), row.getBytes("public_key"),
        row.getLong("counter"), row.getString("name"), Instant.ofEpochMilli(row.getLong("created")), used == 0 ? null : Instant.ofEpochMilli(used));
  }
}
