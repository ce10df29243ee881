package dochat.store;

import dochat.model.Role;
import dochat.model.RoomSettings;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import org.jdbi.v3.core.Handle;

/** Who may post, for what is not written: of what is, {@link Standings} judges in its transaction, by the same rules. */
final class Posting {
  private static final String ASKED = "SELECT r.*, m.role, CASE WHEN m.user_id IS NULL AND r.bans > 0 AND " + Bans.HAS + " THEN 1 ELSE 0 END AS banned, " + Members.ONLY_READS
      + RoomViews.KNOWN + " AND r.id = :room";

  private Posting() {}

  /** Fails with {@link NoSuchRoom}, {@link Banned}, {@code room_archived} and {@code not_permitted}, as a post of this user would. */
  static void check(Handle handle, String room, String user) {
    var asked = handle.createQuery(ASKED).bind("room", room).bind("user", user)
        .map((row, context) -> new Asked(Rows.settings(row), row.getString("role"), row.getInt("reader") != 0, row.getInt("banned") != 0)).findOne().orElseThrow(() -> new NoSuchRoom(room));
    if (asked.isBanned) {
      throw new Banned(room);
    }
    if (asked.settings.archived()) {
      throw Problem.of(ProblemCode.ROOM_ARCHIVED);
    }
    if (asked.onlyReads() || !RoomStates.isEnough(asked.role(), asked.settings.posting())) {
      throw Problem.of(ProblemCode.NOT_PERMITTED);
    }
  }

  /** @param word of the role; null for who is no member */
  private record Asked(RoomSettings settings, String word, boolean isReader, boolean isBanned) {
    Role role() {
      return word == null ? null : Role.of(word);
    }

    boolean onlyReads() {
      return isReader || role() == Role.READER;
    }
  }
}
