package dochat.store;

import dochat.model.Credential;
import dochat.model.User;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** What accounts sign in with. */
final class Credentials {
  private static final String CREDENTIAL = "SELECT a.id, a.name, c.handle, c.password FROM credential c JOIN account a ON a.id = c.user_id WHERE c.password <> '' AND ";

  private Credentials() {}

  static Optional<Credential> ofHandle(Handle handle, String name) {
    return one(handle.createQuery(CREDENTIAL + "c.handle = :handle").bind("handle", name));
  }

  static Optional<Credential> ofUser(Handle handle, String user) {
    return one(handle.createQuery(CREDENTIAL + "a.id = :user").bind("user", user));
  }

  /** Makes this person's handle and password known; it may run again. The same salt is not given twice, so what is there already and equal is this. */
  static Registry.Outcome add(Handle handle, Credential credential) {
    handle.execute("INSERT INTO credential (user_id, handle, password) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        credential.user().id(), credential.handle(), credential.password());
    var there = handle.createQuery("SELECT handle, password FROM credential WHERE user_id = :user").bind("user", credential.user().id())
        .map((row, context) -> row.getString("handle") + " " + row.getString("password")).findOne();
    if (there.isEmpty()) {
      return Registry.Outcome.HANDLE_TAKEN;
    }
    return there.get().equals(credential.handle() + " " + credential.password()) ? Registry.Outcome.DONE : Registry.Outcome.HAS_ACCOUNT;
  }

  /** Until the transaction ends, nobody else changes this password; false when it is another one by now. */
  static boolean lock(Handle handle, Engine engine, Credential credential) {
    return lock(handle, engine, credential.user().id()).filter(now -> now.password().equals(credential.password())).isPresent();
  }

  /** What this person signs in with; until the transaction ends, nobody else changes it. */
  static Optional<Credential> lock(Handle handle, Engine engine, String user) {
    return one(handle.createQuery(CREDENTIAL + "a.id = :user" + engine.locking("c", true)).bind("user", user));
  }

  static void change(Handle handle, String user, String password) {
    handle.execute("UPDATE credential SET password = ? WHERE user_id = ?", password, user);
  }

  private static Optional<Credential> one(Query query) {
    return query.map((row, context) -> new Credential(new User(row.getString("id"), row.getString("name")), row.getString("handle"),
        row.getString("password"))).findOne();
  }
}
