package dochat.store;

import dochat.model.Event;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * What has become of messages since they were posted, which are at hand, and who is a member and sees what, kept beside the log in the transaction that changes it, so that nobody has to
 * read a log to its end to know what a message says. A message that nobody has changed costs nothing.
 */
final class Changed {
  private static final String EDIT = "INSERT INTO changed (room_id, seq, text, mentions, edited_at) VALUES (?, ?, ?, ?, ?)"
      + " ON CONFLICT (room_id, seq) DO UPDATE SET text = excluded.text, mentions = excluded.mentions, edited_at = excluded.edited_at";
  private static final String DELETE = "INSERT INTO changed (room_id, seq, text, deleted_at, deleted_by, deleted_by_name) VALUES (?, ?, '', ?, ?, ?)"
      + " ON CONFLICT (room_id, seq) DO UPDATE SET text = '', mentions = NULL, deleted_at = excluded.deleted_at, deleted_by = excluded.deleted_by,"
      + " deleted_by_name = excluded.deleted_by_name";

  private Changed() {}

  /**
   * An event has its place in the log; inside the transaction that gave it, in the order of the numbers.
   *
   * @param here ids of who is in the room, where it calls those
   */
  static void note(Handle handle, String room, Event event, Set<String> here) {
    switch (event.type()) {
      case Event.MESSAGE -> post(handle, room, event, here);
      case Event.EDIT -> edit(handle, room, event, here);
      case Event.DELETE -> delete(handle, room, event);
      case Event.REACT -> handle.execute("INSERT INTO reaction (room_id, seq, emoji, user_id, user_name, event_seq) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
          room, event.ref(), event.text(), event.user().id(), event.user().name(), event.seq());
      case Event.UNREACT -> handle.execute("DELETE FROM reaction WHERE room_id = ? AND seq = ? AND emoji = ? AND user_id = ?",
          room, event.ref(), event.text(), event.user().id());
      case Event.PIN -> handle.execute("INSERT INTO pin (room_id, seq, event_seq) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", room, event.ref(), event.seq());
      case Event.UNPIN -> handle.execute("DELETE FROM pin WHERE room_id = ? AND seq = ?", room, event.ref());
      case Event.FOLLOW, Event.UNFOLLOW -> Follows.note(handle, room, event);
      case Event.INVITE -> Members.enter(handle, room, event.whom().id(), event.text(), event.seq());
      case Event.JOIN -> Members.enter(handle, room, event.user().id(), event.text(), event.seq());
      case Event.REMOVE -> Members.remove(handle, room, event.whom().id());
      case Event.BAN -> Bans.add(handle, room, event);
      case Event.UNBAN -> Bans.lift(handle, room, event.whom().id());
      case Event.LEAVE -> Members.remove(handle, room, event.user().id());
      case Event.ROLE -> Members.assign(handle, room, event.whom().id(), event.text());
      case Event.HISTORY -> handle.execute("UPDATE room SET history = ? WHERE id = ?", event.text(), room);
      default -> {
        // What this program does not know, it does not know what to make of.
      }
    }
  }

  /** One that says nothing is of a message that was deleted since: its deletion, or that message's silence, says so. */
  private static void edit(Handle handle, String room, Event event, Set<String> here) {
    if (!event.text().isEmpty()) {
      handle.execute(EDIT, room, event.ref(), event.text(), Rows.mentions(event.mentions()), event.at().toEpochMilli());
      Mentioned.noteEdit(handle, room, event, here);
    }
  }

  /** A message is its event, until somebody changes it; but one that comes from elsewhere and says nothing was deleted, maybe after the events that come with it. */
  private static void post(Handle handle, String room, Event message, Set<String> here) {
    if (message.text().isEmpty()) {
      handle.execute(DELETE, room, message.seq(), message.at().toEpochMilli(), message.user().id(), message.user().name());
    } else {
      Mentioned.notePost(handle, room, message, here);
    }
  }

  /** What the message ever said goes from the log as well. */
  private static void delete(Handle handle, String room, Event event) {
    handle.execute(DELETE, room, event.ref(), event.at().toEpochMilli(), event.user().id(), event.user().name());
    handle.execute("DELETE FROM reaction WHERE room_id = ? AND seq = ?", room, event.ref());
    handle.execute("DELETE FROM pin WHERE room_id = ? AND seq = ?", room, event.ref());
    OwnPlaces.forgetThread(handle, room, event.ref());
    Mentioned.forget(handle, room, event.ref());
    handle.execute("UPDATE event SET text = '', mentions = NULL WHERE room_id = ? AND seq = ?", room, event.ref());
    handle.execute("UPDATE event SET text = '', mentions = NULL WHERE room_id = ? AND ref = ? AND type = '" + Event.EDIT + "'", room, event.ref());
  }
}
