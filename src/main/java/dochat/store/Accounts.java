package dochat.store;

import dochat.model.Room;
import dochat.model.User;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Who has signed in, by the hash of the token that proves it; the token itself is never stored. */
final class Accounts {
  private Accounts() {}

  /** May run again for the same token. False: saved, but somebody holds the room general, and the user has not joined it. */
  static boolean signIn(Handle handle, Engine engine, User user, byte[] tokenHash, String device) {
    handle.execute("INSERT INTO account (id, name, created) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name",
        user.id(), user.name(), System.currentTimeMillis());
    Logins.begin(handle, user.id(), tokenHash, device);
    return Rooms.enter(handle, engine, Room.GENERAL, user.id(), false);
  }

  /** The owners of these tokens, by their hashes in hexadecimal, which is how they are asked for; nobody's are missing. */
  static Map<String, User> ofTokens(Handle handle, Engine engine, Collection<String> tokenHashes) {
    var owners = new HashMap<String, User>();
    handle.createQuery("SELECT g.value ->> 0 AS hash, a.id, a.name FROM " + engine.group() + " JOIN token t ON t.hash = " + engine.bytes("g.value ->> 0")
            + " JOIN account a ON a.id = t.user_id")
        .bind("group", Engine.group(tokenHashes.stream().map(List::of)))
        .map((row, context) -> Map.entry(row.getString("hash"), new User(row.getString("id"), row.getString("name"))))
        .forEach(owner -> owners.put(owner.getKey(), owner.getValue()));
    return owners;
  }

  static boolean signOut(Handle handle, byte[] tokenHash) {
    return !Logins.end(handle, List.of(HexFormat.of().formatHex(tokenHash))).isEmpty();
  }
}
