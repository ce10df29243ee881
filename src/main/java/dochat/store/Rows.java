package dochat.store;

import dochat.model.Change;
import dochat.model.Event;
import dochat.model.Room;
import dochat.model.User;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** Rows of the tables as the model's records. */
final class Rows {
  static final String INSERT_EVENT = "INSERT INTO event (room_id, seq, type, client_id, user_id, user_name, ref, thread, text, at)"
      + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private Rows() {}

  /** What {@link #INSERT_EVENT} wants. */
  static Object[] values(String room, Event event) {
    return new Object[] {room, event.seq(), event.type(), event.id(), event.user().id(), event.user().name(),
        orNull(event.ref()), orNull(event.thread()), event.text(), event.at().toEpochMilli()};
  }

  private static Long orNull(long ref) {
    return ref == Change.NO_REF ? null : ref;
  }

  static Event event(ResultSet row) throws SQLException {
    return new Event(row.getLong("seq"), row.getString("type"), row.getString("client_id"),
        new User(row.getString("user_id"), row.getString("user_name")), row.getLong("ref"), row.getLong("thread"), row.getString("text"), Instant.ofEpochMilli(row.getLong("at")));
  }

  static Room room(ResultSet row) throws SQLException {
    return new Room(row.getString("id"), row.getString("name"), row.getString("topic"), row.getLong("head"),
        row.getLong("members"), row.getBoolean("joined"), row.getLong("read_seq"), row.getInt("unread"));
  }
}
