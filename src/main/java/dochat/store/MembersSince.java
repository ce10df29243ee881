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
 * @param ended ids of those whose membership has ended without a new beginning; of public rooms, where the log tells of no beginnings, since the file
 * @param roles what people have been made since the file, by their ids
 */
record MembersSince(Set<String> ended, Map<String, String> roles) {
  private static final String PLACED = "SELECT * FROM event WHERE room_id = :room AND seq > :after AND type IN ('invite', 'remove', 'leave', 'ban', 'role') ORDER BY seq";

  /** @param head number of the last event that the file knows */
  static MembersSince of(Handle handle, String room, long head) {
    var since = new MembersSince(new HashSet<>(), new HashMap<>());
    var isClosed = WholeLog.room(handle, room).orElseThrow(() -> new NoSuchRoom(room)).kind().isClosed();
    handle.createQuery(PLACED).bind("room", room).bind("after", isClosed ? 0 : head).map((row, context) -> Rows.event(row)).forEach(event -> since.add(event, event.seq() > head));
    return since;
  }

  /** What one of them comes back as: never more than the file says, since who has left a public room, of which no event tells, has left their role there as well. */
  Role role(Member member) {
    var later = roles.get(member.user());
    return later == null || Role.of(later).isAtLeast(member.role()) ? member.role() : Role.of(later);
  }

  private void add(Event event, boolean isLater) {
    var user = (event.whom() == null ? event.user() : event.whom()).id();
    if (event.type().equals(Event.INVITE)) {
      ended.remove(user);
    } else if (!event.type().equals(Event.ROLE)) {
      ended.add(user);
    } else if (isLater) {
      roles.put(user, event.text());
    }
  }
}
