package dochat.store;

import dochat.model.Event;
import dochat.model.Room;
import dochat.model.User;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** Rows of the tables as the model's records. */
final class Rows {
  private Rows() {}

  static Event event(ResultSet row) throws SQLException {
    return new Event(row.getLong("seq"), row.getString("type"), row.getString("client_id"),
        new User(row.getString("user_id"), row.getString("user_name")), row.getString("text"), Instant.ofEpochMilli(row.getLong("at")));
  }

  static Room room(ResultSet row) throws SQLException {
    return new Room(row.getString("id"), row.getString("name"), row.getString("topic"), row.getLong("head"),
        row.getLong("members"), row.getBoolean("joined"), row.getLong("read_seq"));
  }
}
