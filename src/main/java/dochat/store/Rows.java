package dochat.store;

import dochat.model.Change;
import dochat.model.Event;
import dochat.model.HistoryVisibility;
import dochat.model.Mention;
import dochat.model.Own;
import dochat.model.Role;
import dochat.model.Room;
import dochat.model.RoomKind;
import dochat.model.RoomSettings;
import dochat.model.User;
import dochat.protocol.Mentions;
import io.vertx.core.json.JsonArray;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Rows of the tables as the model's records. */
final class Rows {
  static final String INSERT_EVENT = "INSERT INTO event (room_id, seq, type, client_id, user_id, user_name, ref, thread, whom_id, whom_name, text, at, mentions)"
      + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  /** What is about the members of a room or the room itself, or pins a message; as an index has it (V23), which a query uses that says the same. */
  static final String REMARK = "type IN ('invite', 'join', 'remove', 'leave', 'ban', 'unban', 'role', 'rename', 'topic', 'archive', 'unarchive', 'posting', 'inviting', 'slow', 'history', 'reads', 'pin')";

  private Rows() {}

  /** What {@link #INSERT_EVENT} wants. */
  static Object[] values(String room, Event event) {
    return new Object[] {room, event.seq(), event.type(), event.id(), event.user().id(), event.user().name(),
        orNull(event.ref()), orNull(event.thread()), event.whom() == null ? null : event.whom().id(), event.whom() == null ? null : event.whom().name(),
        event.text(), event.at().toEpochMilli(), mentions(event.mentions())};
  }

  private static Long orNull(long ref) {
    return ref == Change.NO_REF ? null : ref;
  }

  /** As a column has them; null for none. */
  static String mentions(List<Mention> mentions) {
    return mentions.isEmpty() ? null : Mentions.json(mentions).encode();
  }

  /** Those of a column that stand in this text: of one that was deleted, or edited by a node that knew no mentions, they do not. */
  static List<Mention> mentions(String column, String text) {
    return column == null || text.isEmpty() ? List.of() : Mentions.fitting(text, Mentions.of(new JsonArray(column)));
  }

  static Event event(ResultSet row) throws SQLException {
    var whom = row.getString("whom_id");
    var text = row.getString("text");
    return new Event(row.getLong("seq"), row.getString("type"), row.getString("client_id"),
        new User(row.getString("user_id"), row.getString("user_name")), row.getLong("ref"), row.getLong("thread"),
        whom == null ? null : new User(whom, row.getString("whom_name")), text, Instant.ofEpochMilli(row.getLong("at")),
        mentions(row.getString("mentions"), text));
  }

  /** Of the columns {@code user_id} and {@code name}. */
  static User user(ResultSet row) throws SQLException {
    return new User(row.getString("user_id"), row.getString("name"));
  }

  /** Of the columns of a room. */
  static RoomSettings settings(ResultSet row) throws SQLException {
    return new RoomSettings(row.getLong("archived") != 0, Role.of(row.getString("posting")), Role.of(row.getString("inviting")), HistoryVisibility.of(row.getString("history")),
        row.getInt("slow"), row.getInt("reads") != 0);
  }

  /** Of the columns of a member. */
  static Own own(ResultSet row) throws SQLException {
    return new Own(row.getInt("muted") != 0, row.getInt("favourite") != 0, row.getLong("draft"), row.getLong("marked"), row.getLong("thread_drafts"));
  }

  static Room room(ResultSet row) throws SQLException {
    var role = row.getString("role");
    return new Room(row.getString("id"), row.getString("name"), row.getString("topic"), RoomKind.of(row.getString("id"), row.getString("kind")), settings(row), row.getLong("head"),
        row.getLong("members"), role == null ? null : Role.of(role), row.getLong("read_seq"), row.getInt("unread"), row.getInt("mentions"), own(row), row.getInt("banned") != 0, row.getInt("reader") != 0, List.of());
  }
}
