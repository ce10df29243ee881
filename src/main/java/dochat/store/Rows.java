package dochat.store;

import dochat.model.Change;
import dochat.model.Event;
import dochat.model.Role;
import dochat.model.Room;
import dochat.model.RoomKind;
import dochat.model.RoomSettings;
import dochat.model.User;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Rows of the tables as the model's records. */
final class Rows {
  static final String INSERT_EVENT = "INSERT INTO event (room_id, seq, type, client_id, user_id, user_name, ref, thread, whom_id, whom_name, text, at)"
      + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private Rows() {}

  /** What {@link #INSERT_EVENT} wants. */
  static Object[] values(String room, Event event) {
    return new Object[] {room, event.seq(), event.type(), event.id(), event.user().id(), event.user().name(),
        orNull(event.ref()), orNull(event.thread()), event.whom() == null ? null : event.whom().id(), event.whom() == null ? null : event.whom().name(),
        event.text(), event.at().toEpochMilli()};
  }

  private static Long orNull(long ref) {
    return ref == Change.NO_REF ? null : ref;
  }

  static Event event(ResultSet row) throws SQLException {
    var whom = row.getString("whom_id");
    return new Event(row.getLong("seq"), row.getString("type"), row.getString("client_id"),
        new User(row.getString("user_id"), row.getString("user_name")), row.getLong("ref"), row.getLong("thread"),
        whom == null ? null : new User(whom, row.getString("whom_name")), row.getString("text"), Instant.ofEpochMilli(row.getLong("at")));
  }

  /** Of the columns {@code user_id} and {@code name}. */
  static User user(ResultSet row) throws SQLException {
    return new User(row.getString("user_id"), row.getString("name"));
  }

  /** Of the columns of a room. */
  static RoomSettings settings(ResultSet row) throws SQLException {
    return new RoomSettings(row.getLong("archived") != 0, Role.of(row.getString("posting")), Role.of(row.getString("inviting")), row.getInt("slow"));
  }

  static Room room(ResultSet row) throws SQLException {
    var role = row.getString("role");
    return new Room(row.getString("id"), row.getString("name"), row.getString("topic"), RoomKind.of(row.getString("kind")), settings(row), row.getLong("head"),
        row.getLong("members"), role == null ? null : Role.of(role), row.getLong("read_seq"), row.getInt("unread"), List.of());
  }
}
