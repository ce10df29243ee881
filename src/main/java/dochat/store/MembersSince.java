package dochat.store;

import dochat.model.Event;
import dochat.model.Member;
import dochat.model.Role;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * What a room's log says of its members that a file does not know which was written before.
 *
 * @param ended ids of those whose membership has ended without a new beginning; of public rooms, where the log does not tell of all beginnings, since the file
 * @param roles what people have been made since the file, by their ids
 */
record MembersSince(Set<String> ended, Map<String, String> roles) {
  private static final String REMARKS = "SELECT * FROM event WHERE room_id = :room AND seq > :after AND " + Rows.REMARK + " ORDER BY seq";

  /** @param head number of the last event that the file knows */
  static MembersSince of(Handle handle, String room, long head) {
    var since = new MembersSince(new HashSet<>(), new HashMap<>());
    var isClosed = WholeLog.room(handle, room).orElseThrow(() -> new NoSuchRoom(room)).kind().isClosed();
    handle.createQuery(REMARKS).bind("room", room).bind("after", isClosed ? 0 : head).map((row, context) -> Rows.event(row)).forEach(event -> since.add(event, event.seq() > head));
    return since;
  }

  /** What one of them comes back as: never more than the file says, since who has left a public room, of which releases before wrote no event, has left their role there as well. */
  Role role(Member member) {
    var later = roles.get(member.user());
    return later == null || Role.of(later).isAtLeast(member.role()) ? member.role() : Role.of(later);
  }

  private void add(Event event, boolean isLater) {
    var user = (event.whom() == null ? event.user() : event.whom()).id();
    switch (event.type()) {
      case Event.INVITE, Event.JOIN -> ended.remove(user);
      case Event.REMOVE, Event.LEAVE, Event.BAN -> ended.add(user);
      case Event.ROLE -> {
        if (isLater) {
          roles.put(user, event.text());
        }
      }
      default -> {
        // It changes nobody's place.
      }
    }
  }
}
