package dochat.store;

import dochat.model.Room;
import dochat.model.User;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Who has signed in, by the hash of the token that proves it; the token itself is never stored. */
final class Accounts {
  /** Of an account {@code a}: its person may not be here any more. */
  static final String OUT = "(a.deactivated <> 0 OR a.deleted <> 0)";

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

  /** Those of these people who have signed in once, and may again, by their ids. */
  static Map<String, User> of(Handle handle, Engine engine, Collection<String> ids) {
    return handle.createQuery("SELECT a.id AS user_id, a.name FROM " + engine.group() + " JOIN account a ON a.id = g.value ->> 0 AND a.deactivated = 0 AND a.deleted = 0")
        .bind("group", Engine.group(ids.stream().distinct().map(List::of)))
        .map((row, context) -> Rows.user(row)).collect(Collectors.toMap(User::id, user -> user));
  }

  /** Somebody who has signed in once, whatever has become of them since. */
  static Optional<User> one(Handle handle, String id) {
    return handle.createQuery("SELECT id AS user_id, name FROM account WHERE id = :id").bind("id", id).map((row, context) -> Rows.user(row)).findOne();
  }

  /**
   * A page of the people whose names begin with this text, then of those whose names have it anywhere, without regard to case; in the order of their names. First
   * consonants of Korean syllables find these, too.
   *
   * @param after the id of the last one of the page before, wherever that one stands by now; empty for the first
   */
  static List<User> search(Handle handle, Engine engine, String text, String after, int limit) {
    var pattern = Folded.of(text).replaceAll("[!%_]", "!$0");
    var ranges = FirstConsonants.ranges(text);
    var rest = after.isEmpty() ? "" : " JOIN account o ON o.id = :after AND (%s, a.id) > (%s, o.id)".formatted(place(engine, "a.name"), place(engine, "o.name"));
    var query = handle.createQuery("SELECT a.id AS user_id, a.name FROM account a" + rest + " WHERE (" + engine.folded("a.name")
            + " LIKE :anywhere ESCAPE '!' OR a.name LIKE :typed ESCAPE '!' OR " + FirstConsonants.in(engine, ranges, "a.name") + ") AND a.deactivated = 0 AND a.deleted = 0 ORDER BY " + place(engine, "a.name") + ", a.id LIMIT :limit")
        .bind("anywhere", "%" + pattern + "%").bind("typed", "%" + text.replaceAll("[!%_]", "!$0") + "%").bind("first", pattern + "%").bind("limit", limit);
    if (!ranges.isEmpty()) {
      query.bind("ranges", ranges);
    }
    return (after.isEmpty() ? query : query.bind("after", after)).map((row, context) -> Rows.user(row)).list();
  }

  /** As rooms are sorted, on both engines alike. */
  private static String place(Engine engine, String name) {
    return "CASE WHEN " + engine.folded(name) + " LIKE :first ESCAPE '!' THEN 0 ELSE 1 END, " + engine.folded(name);
  }

  static boolean signOut(Handle handle, byte[] tokenHash) {
    return !Logins.end(handle, List.of(HexFormat.of().formatHex(tokenHash))).isEmpty();
  }
}
