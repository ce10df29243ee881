package dochat.store;

import dochat.model.Room;
import dochat.model.User;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Who has signed in, by the hash of the token that proves it; the token itself is never stored. */
final class Accounts {
  private Accounts() {}

  /** May run again for the same token. False: saved, but somebody holds the room general, and the user has not joined it. */
  static boolean signIn(Handle handle, Engine engine, User user, byte[] tokenHash) {
    var now = System.currentTimeMillis();
    handle.execute("INSERT INTO account (id, name, created) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name",
        user.id(), user.name(), now);
    handle.execute("INSERT INTO token (hash, user_id, created) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", tokenHash, user.id(), now);
    return Rooms.enter(handle, engine, Room.GENERAL, user.id(), false);
  }

  static Optional<User> ofToken(Handle handle, byte[] tokenHash) {
    return handle.createQuery("SELECT a.id, a.name FROM token t JOIN account a ON a.id = t.user_id WHERE t.hash = :hash")
        .bind("hash", tokenHash).map((row, context) -> new User(row.getString("id"), row.getString("name"))).findOne();
  }

  static boolean signOut(Handle handle, byte[] tokenHash) {
    return handle.execute("DELETE FROM token WHERE hash = ?", tokenHash) > 0;
  }
}
