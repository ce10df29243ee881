package dochat.store;

import dochat.model.Event;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What a message has said before, out of the log, where it stands as long as the message is not deleted. */
final class Edits {
  private static final String POST = "SELECT e.* FROM event e LEFT JOIN changed c ON c.room_id = e.room_id AND c.seq = e.seq"
      + " WHERE e.room_id = :room AND e.seq = :seq AND e.type = '" + Event.MESSAGE + "'"
      + " AND EXISTS (SELECT 1" + RoomViews.READ + " AND r.id = e.room_id AND COALESCE(m.floor, 0) <= e.seq) AND COALESCE(c.deleted_at, 0) = 0";
  private static final String LAST = "SELECT * FROM event WHERE room_id = :room AND ref = :seq AND type = '" + Event.EDIT + "' AND seq < :before ORDER BY seq DESC LIMIT :limit";

  private Edits() {}

  /** See {@link Store#edits}. */
  static List<Event> texts(Handle handle, String room, String user, long seq, long before, int limit) {
    var post = handle.createQuery(POST).bind("room", room).bind("user", user).bind("seq", seq).map((row, context) -> Rows.event(row)).findOne();
    if (post.isEmpty()) {
      return List.of();
    }
    var texts = new ArrayList<>(handle.createQuery(LAST).bind("room", room).bind("seq", seq).bind("before", before < 0 ? Long.MAX_VALUE : before)
        .bind("limit", limit + 1).map((row, context) -> Rows.event(row)).list());
    if (texts.size() <= limit) {
      texts.add(post.get());
    }
    Collections.reverse(texts);
    return texts;
  }
}
