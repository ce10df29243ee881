package dochat.store;

import dochat.model.ChatRole;
import dochat.model.Profile;
import dochat.model.User;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The people of the chat as administrators see them, and what they may do there. Changes are made under the lock of {@link Entrances#lock}. */
final class Profiles {
  private static final String SEEN = "COALESCE((SELECT MAX(CASE WHEN t.seen > t.created THEN t.seen ELSE t.created END) FROM token t WHERE t.user_id = a.id), 0)";
  private static final String PROFILE = "SELECT a.id AS user_id, a.name, LOWER(a.name) AS name_key, a.role, a.created, a.deactivated, c.handle, " + SEEN
      + " AS used FROM account a LEFT JOIN credential c ON c.user_id = a.id WHERE a.deleted = 0";
  private static final String SOUGHT = " AND (%s LIKE :anywhere ESCAPE '!' OR a.name LIKE :typed ESCAPE '!' OR c.handle LIKE :anywhere ESCAPE '!' OR %s)";

  private Profiles() {}

  /**
   * A page of them.
   *
   * @param search in names and handles; may be empty
   * @param bySeen those who were here last first; else in the order of their names
   * @param after  the id of the last one of the page before; empty for the first
   */
  static List<Profile> page(Handle handle, Engine engine, String search, boolean bySeen, String after, int limit) {
    var ranges = FirstConsonants.ranges(search);
    var sought = SOUGHT.formatted(engine.folded("a.name"), FirstConsonants.in(engine, ranges, "a.name"));
    var order = bySeen ? "used DESC, user_id" : "name_key, user_id";
    var beyond = bySeen ? "p.used < o.used OR p.used = o.used AND p.user_id > o.user_id" : "p.name_key > o.name_key OR p.name_key = o.name_key AND p.user_id > o.user_id";
    var rest = after.isEmpty() ? "" : " JOIN (" + PROFILE + " AND a.id = :after) o ON " + beyond;
    var query = handle.createQuery("SELECT p.* FROM (" + PROFILE + sought + ") p" + rest + " ORDER BY p." + order.replace(", ", ", p.") + " LIMIT :limit")
        .bind("anywhere", "%" + Folded.of(search).replaceAll("[!%_]", "!$0") + "%").bind("typed", "%" + search.replaceAll("[!%_]", "!$0") + "%").bind("limit", limit);
    if (!ranges.isEmpty()) {
      query.bind("ranges", ranges);
    }
    return (after.isEmpty() ? query : query.bind("after", after)).map((row, context) -> profile(row)).list();
  }

  static Optional<Profile> one(Handle handle, String user) {
    return handle.createQuery(PROFILE + " AND a.id = :user").bind("user", user).map((row, context) -> profile(row)).findOne();
  }

  /** What somebody may do who may be here; nothing for all others. */
  static ChatRole role(Handle handle, String user) {
    return handle.createQuery("SELECT role FROM account WHERE id = :user AND deactivated = 0 AND deleted = 0").bind("user", user)
        .mapTo(String.class).findOne().map(ChatRole::of).orElse(ChatRole.PERSON);
  }

  static void assign(Handle handle, String user, ChatRole role) {
    handle.execute("UPDATE account SET role = ? WHERE id = ?", role.word(), user);
  }

  static void activate(Handle handle, String user, boolean isActive) {
    handle.execute("UPDATE account SET deactivated = ? WHERE id = ?", isActive ? 0 : System.currentTimeMillis(), user);
    Cards.touch(handle, user);
  }

  static boolean hasOwner(Handle handle) {
    return owners(handle) > 0;
  }

  /** Somebody is to be an owner no longer: throws {@code last_owner} where nobody else is one. */
  static void checkOtherOwner(Handle handle, Profile whose) {
    if (whose.role() == ChatRole.OWNER && whose.isActive() && owners(handle) == 1) {
      throw Problem.of(ProblemCode.LAST_OWNER, "The chat has an owner: make somebody else one first.");
    }
  }

  /** Throws {@code account_deactivated}; until the transaction ends, it stays as it is. */
  static void checkActive(Handle handle, Engine engine, String user) {
    var deactivated = handle.createQuery("SELECT a.deactivated FROM account a WHERE a.id = :user" + engine.locking("a", true)).bind("user", user)
        .mapTo(Long.class).findOne().orElse(0L);
    if (deactivated != 0) {
      throw Problem.of(ProblemCode.ACCOUNT_DEACTIVATED);
    }
  }

  private static long owners(Handle handle) {
    return handle.createQuery("SELECT COUNT(*) FROM account WHERE role = 'owner' AND deactivated = 0 AND deleted = 0").mapTo(Long.class).one();
  }

  private static Profile profile(ResultSet row) throws SQLException {
    long seen = row.getLong("used");
    return new Profile(new User(row.getString("user_id"), row.getString("name")), row.getString("handle"), ChatRole.of(row.getString("role")),
        Instant.ofEpochMilli(row.getLong("created")), seen == 0 ? null : Instant.ofEpochMilli(seen), row.getLong("deactivated") == 0);
  }
}
