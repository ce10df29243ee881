package dochat.store;

import dochat.model.Room;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Public rooms, a page at a time: those first whose names begin with a text, then those whose names have it, then those whose topics do, each by name. */
final class Directory {
  /** Of a name. What it says of the last one of the page before, it says of that in the same query, and where that is called otherwise by now, of its name then. */
  private static final String RANK = "CASE WHEN %1$s LIKE :first ESCAPE '!' THEN 0 WHEN %1$s LIKE :anywhere ESCAPE '!' OR %2$s THEN 1 ELSE 2 END";
  private static final String NAME = "r.name_key";
  private static final String AFTER = "CAST(:after AS TEXT)";
  private static final String FOUND = "SELECT r.id AS found, %1$s AS place FROM room r WHERE r.kind = 'public' AND r.id NOT LIKE :lab"
      + " AND (r.name_key LIKE :anywhere ESCAPE '!' OR %2$s OR %5$s LIKE :topic ESCAPE '!' OR %4$s LIKE :topic ESCAPE '!' OR r.topic LIKE :typed ESCAPE '!')"
      + " AND (:after = '' OR %1$s > %3$s OR %1$s = %3$s AND r.name_key > :after) ORDER BY place, r.name_key LIMIT :limit";

  private Directory() {}

  /**
   * A page as this user sees it.
   *
   * @param search may be empty; first consonants of Korean syllables find these, too
   * @param after  the name of the last one of the page before; empty for the first
   */
  static List<Room> page(Handle handle, Engine engine, String user, String search, String after, int limit) {
    var ranges = FirstConsonants.ranges(search);
    var topic = Folded.of(search).replaceAll("[!%_]", "!$0");
    var pattern = Room.key(search).replaceAll("[!%_]", "!$0");
    var rank = RANK.formatted(NAME, FirstConsonants.in(engine, ranges, NAME));
    var found = FOUND.formatted(rank, FirstConsonants.in(engine, ranges, NAME), RANK.formatted(AFTER, FirstConsonants.in(engine, ranges, AFTER)), engine.folded("r.topic"), engine.folded("r.name"));
    var query = handle.createQuery(RoomViews.OF_USER + " FROM (" + found + ") f JOIN room r ON r.id = f.found LEFT JOIN member m ON m.room_id = r.id AND m.user_id = :user"
            + " ORDER BY f.place, r.name_key")
        .bind("user", user).bind("lab", Rooms.LABS).bind("first", pattern + "%").bind("anywhere", "%" + pattern + "%").bind("topic", "%" + topic + "%").bind("typed", "%" + search.replaceAll("[!%_]", "!$0") + "%")
        .bind("after", keyOf(handle, after)).bind("limit", limit);
    return (ranges.isEmpty() ? query : query.bind("ranges", ranges)).map((row, context) -> Rows.room(row)).list();
  }

  /** That of the room which is called so: an older program, or one that kept two rooms apart, has given it another one than its name would get. */
  private static String keyOf(Handle handle, String name) {
    return name.isEmpty() ? "" : handle.createQuery("SELECT MAX(name_key) FROM room WHERE kind = 'public' AND name = :name").bind("name", name).mapTo(String.class).findOne()
        .orElseGet(() -> Room.key(name));
  }
}
