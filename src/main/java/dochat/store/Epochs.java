package dochat.store;

import dochat.model.Mark;
import dochat.model.Standing;
import dochat.model.Standing.Stand;
import dochat.protocol.Limits;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The names of a store's log: the store's own, given with its tables, and behind a hyphen another one for each time that the log was found
 * rewound (docs/decisions/0007). Cursors of one name mean nothing under another.
 */
final class Epochs {
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int STORE_CHARS = 16;
  private static final int REWIND_CHARS = 8;

  private Epochs() {}

  /** The name of a new store. */
  static String ofNewStore() {
    return random(STORE_CHARS);
  }

  /** The part that stays for ever: nodes of one store find each other by it, whatever happens to its log. */
  static String store(String epoch) {
    return epoch.substring(0, Math.min(epoch.length(), STORE_CHARS));
  }

  static String current(Handle handle) {
    return handle.createQuery("SELECT epoch FROM meta").mapTo(String.class).one();
  }

  /** The log is not the one of this epoch any more; the first who says so names the new one, which is the answer. */
  static String renew(Handle handle, String rewound) {
    handle.execute("UPDATE meta SET epoch = ? WHERE epoch = ?", store(rewound) + "-" + random(REWIND_CHARS), rewound);
    return current(handle);
  }

  /**
   * Where these rooms stand.
   *
   * @param asked a number of each, whose event's mark is wanted
   */
  static Standing standing(Handle handle, Engine engine, Map<String, Long> asked) {
    var group = Engine.group(asked.entrySet().stream().map(each -> List.of(each.getKey(), each.getValue().toString())));
    var rooms = new HashMap<String, Stand>();
    var epoch = handle.createQuery("SELECT m.epoch, r.id, r.head, r.reads, r.members, e.seq, e.user_id, e.client_id, e.at FROM meta m LEFT JOIN "
            + engine.group() + " ON TRUE LEFT JOIN room r ON r.id = g.value ->> 0"
            + " LEFT JOIN event e ON e.room_id = r.id AND e.seq = CAST(g.value ->> 1 AS BIGINT)")
        .bind("group", group).map((row, context) -> read(row, rooms)).collect(Collectors.toSet());
    return new Standing(epoch.iterator().next(), rooms);
  }

  private static String read(ResultSet row, Map<String, Stand> rooms) throws SQLException {
    var room = row.getString("id");
    if (room != null) {
      var id = row.getString("client_id");
      var mark = id == null ? null : new Mark(row.getLong("seq"), row.getString("user_id"), id, row.getLong("at"));
      rooms.put(room, new Stand(row.getLong("head"), mark, row.getInt("reads") != 0 && row.getLong("members") <= Limits.READERS_MEMBERS));
    }
    return row.getString("epoch");
  }

  private static String random(int characters) {
    return new SecureRandom().ints(characters, 0, BASE32.length()).mapToObj(i -> BASE32.substring(i, i + 1)).collect(Collectors.joining());
  }
}
