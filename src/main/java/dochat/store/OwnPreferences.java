package dochat.store;

import dochat.model.Preferences;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import io.vertx.core.Future;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * The part of the {@link Store} that knows what people have chosen for themselves, under the store's own rules: any thread may call, futures come back on the
 * caller's context and fail as the store's do. Each change counts up the number that their feeds go by ({@link Places#changed}).
 */
public final class OwnPreferences {
  /** As queries that join them name them. */
  static final String COLUMNS = "p.number AS preferred, p.language, p.theme, p.single_keys, p.undo_seconds, p.skin_tone";

  /** Who has deleted their account chooses nothing any more. */
  private static final String CHOOSE = "INSERT INTO preference AS p (user_id, number, language, theme, single_keys, undo_seconds, skin_tone)"
      + " SELECT a.id, 1, CAST(:language AS TEXT), CAST(:theme AS TEXT), CAST(:keys AS INTEGER), CAST(:undo AS INTEGER), CAST(:tone AS INTEGER) FROM account a WHERE a.id = :user AND a.deleted = 0"
      + " ON CONFLICT (user_id) DO UPDATE SET number = p.number + 1, language = COALESCE(excluded.language, p.language), theme = COALESCE(excluded.theme, p.theme),"
      + " single_keys = COALESCE(excluded.single_keys, p.single_keys), undo_seconds = COALESCE(excluded.undo_seconds, p.undo_seconds), skin_tone = COALESCE(excluded.skin_tone, p.skin_tone)";

  private final Registry.Lane changes;
  private final Registry.Queries queries;

  OwnPreferences(Registry.Lane changes, Registry.Queries queries) {
    this.changes = changes;
    this.queries = queries;
  }

  /** What somebody has chosen. */
  public Future<Preferences> of(String user) {
    return queries.read(handle -> read(handle, user));
  }

  /** Chooses what is not null, and leaves the others; the answer is what is chosen then. Fails with {@code unauthenticated} for who is nobody any more. */
  public Future<Preferences> choose(String user, Preferences choice) {
    return changes.change("own " + user, handle -> {
      var written = handle.createUpdate(CHOOSE).bind("user", user).bind("language", choice.language()).bind("theme", choice.theme())
          .bind("keys", choice.singleKeys() == null ? null : Integer.valueOf(choice.singleKeys() ? 1 : 0)).bind("undo", choice.undoSeconds()).bind("tone", choice.skinTone()).execute();
      if (written == 0) {
        throw Problem.of(ProblemCode.UNAUTHENTICATED);
      }
      Places.changed(handle, Stream.of(user));
      return read(handle, user);
    });
  }

  /** Nothing of it is left. */
  static void forget(Handle handle, String user) {
    handle.execute("DELETE FROM preference WHERE user_id = ?", user);
  }

  /** Of {@link #COLUMNS}, all of which are null where nothing is chosen. */
  static Preferences of(ResultSet row) throws SQLException {
    long number = row.getLong("preferred");
    return number == 0 ? Preferences.NONE : new Preferences(number, row.getString("language"), row.getString("theme"), flag(row), number(row, "undo_seconds"), number(row, "skin_tone"));
  }

  private static Preferences read(Handle handle, String user) {
    return handle.createQuery("SELECT " + COLUMNS + " FROM preference p WHERE p.user_id = :user").bind("user", user).map((row, context) -> of(row)).findOne().orElse(Preferences.NONE);
  }

  private static Boolean flag(ResultSet row) throws SQLException {
    var value = number(row, "single_keys");
    return value == null ? null : Boolean.valueOf(value != 0);
  }

  private static Integer number(ResultSet row, String column) throws SQLException {
    var value = row.getInt(column);
    return row.wasNull() ? null : Integer.valueOf(value);
  }
}
