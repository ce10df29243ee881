package dochat.store;

import dochat.model.Event;
import dochat.model.Glance;
import dochat.model.Glance.Last;
import dochat.model.Place;
import dochat.model.Placed;
import dochat.model.Preferences;
import dochat.model.Role;
import dochat.model.User;
import dochat.protocol.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** The rooms of people, for their feeds (docs/decisions/0032): what has changed, where they are, and what they see there. */
final class Places {
  /** A last message is looked for among so many events: a room in which for long nobody has said anything has none. */
  private static final int LAST_EVENTS = 500;
  private static final String CHANGED = "INSERT INTO feed (user_id, changes) VALUES (?, 1) ON CONFLICT (user_id) DO UPDATE SET changes = feed.changes + 1";
  private static final String OF = "SELECT g.value ->> 0 AS person, COALESCE(f.changes, 0) AS changes, m.room_id, m.role, m.read_seq, m.muted, m.favourite, m.draft, m.marked, m.thread_drafts, r.head,"
      + " " + OwnPreferences.COLUMNS + ", (SELECT name FROM entrance) AS chat, CASE WHEN r.kind <> 'direct' OR EXISTS (SELECT 1 FROM creation c WHERE c.room_id = r.id AND c.user_id = m.user_id) THEN 1 ELSE 0 END AS listed"
      + " FROM %s LEFT JOIN feed f ON f.user_id = g.value ->> 0 LEFT JOIN preference p ON p.user_id = g.value ->> 0 LEFT JOIN member m ON m.user_id = g.value ->> 0 AND m.room_id NOT LIKE :lab"
      + " LEFT JOIN room r ON r.id = m.room_id";
  private static final String LAST = "SELECT e.room_id, e.seq, e.user_id, e.user_name, COALESCE(c.text, e.text) AS text, e.at FROM %s"
      + " JOIN room r ON r.id = g.value ->> 0 JOIN event e ON e.room_id = r.id AND e.seq = (SELECT l.seq FROM event l WHERE l.room_id = r.id AND l.seq > r.head - "
      + LAST_EVENTS + " AND l.type = '" + Event.MESSAGE + "' AND NOT EXISTS (SELECT 1 FROM changed d WHERE d.room_id = l.room_id AND d.seq = l.seq AND d.deleted_at <> 0)"
      + " ORDER BY l.seq DESC LIMIT 1) LEFT JOIN changed c ON c.room_id = e.room_id AND c.seq = e.seq";

  private Places() {}

  /** Inside the transaction that changes places of these people. In one order, so that transactions seldom wait for each other in a circle. */
  static void changed(Handle handle, Stream<String> people) {
    var batch = handle.prepareBatch(CHANGED);
    people.distinct().sorted().forEach(batch::add);
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  /** The heads among these that are others by now. */
  static Map<String, Long> heads(Handle handle, Engine engine, Map<String, Long> known) {
    return handle.createQuery("SELECT r.id, r.head FROM " + engine.group() + " JOIN room r ON r.id = g.value ->> 0 WHERE r.head <> CAST(g.value ->> 1 AS BIGINT)")
        .bind("group", group(known)).map((row, context) -> Map.entry(row.getString("id"), row.getLong("head"))).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Those among these whose places have changed another number of times by now. */
  static Set<String> people(Handle handle, Engine engine, Map<String, Long> known) {
    return handle.createQuery("SELECT g.value ->> 0 AS person FROM " + engine.group() + " LEFT JOIN feed f ON f.user_id = g.value ->> 0"
            + " WHERE COALESCE(f.changes, 0) <> CAST(g.value ->> 1 AS BIGINT)")
        .bind("group", group(known)).mapTo(String.class).set();
  }

  /** Where these people are, all at one moment. */
  static List<Placed> of(Handle handle, Engine engine, Collection<String> people) {
    var found = new LinkedHashMap<String, Found>();
    handle.createQuery(OF.formatted(engine.group())).bind("lab", Rooms.LABS).bind("group", Engine.group(people.stream().distinct().map(List::of)))
        .map((row, context) -> {
          var person = found.computeIfAbsent(row.getString("person"), id -> new Found());
          person.changes = row.getLong("changes");
          person.preferences = OwnPreferences.of(row);
          person.chat = row.getString("chat");
          if (row.getString("room_id") != null) {
            person.heads.put(row.getString("room_id"), row.getLong("head"));
            person.places.add(new Place(row.getString("room_id"), Role.of(row.getString("role")), row.getLong("read_seq"), row.getInt("listed") != 0, Rows.own(row)));
          }
          return person;
        }).list();
    return found.entrySet().stream().map(each -> new Placed(each.getKey(), each.getValue().changes, each.getValue().places, each.getValue().heads, each.getValue().preferences, each.getValue().chat)).toList();
  }

  /** What people see of rooms; pairs of a room and a user, of which those that are no members are missing. All at one moment, by the caller's transaction. */
  static List<Glance> glances(Handle handle, Engine engine, Collection<List<String>> pairs) {
    var rooms = RoomViews.of(handle, engine, pairs);
    var last = last(handle, engine, rooms.keySet().stream().map(pair -> pair.get(0)).collect(Collectors.toCollection(HashSet::new)));
    return rooms.entrySet().stream().map(each -> new Glance(each.getKey().get(1), each.getValue().room(), seen(last, each.getValue()))).toList();
  }

  private static Last seen(Map<String, Last> last, RoomViews.Seen room) {
    var newest = last.get(room.room().id());
    return newest == null || newest.seq() < room.floor() ? null : newest;
  }

  private static Map<String, Last> last(Handle handle, Engine engine, Collection<String> rooms) {
    var last = new HashMap<String, Last>();
    handle.createQuery(LAST.formatted(engine.group())).bind("group", Engine.group(rooms.stream().map(List::of)))
        .map((row, context) -> last.put(row.getString("room_id"), new Last(row.getLong("seq"), new User(row.getString("user_id"), row.getString("user_name")),
            Texts.quote(row.getString("text")), Instant.ofEpochMilli(row.getLong("at"))))).list();
    return last;
  }

  private static String group(Map<String, Long> known) {
    return Engine.group(known.entrySet().stream().map(each -> List.of(each.getKey(), each.getValue().toString())));
  }

  private static final class Found {
    private final List<Place> places = new ArrayList<>();
    private final Map<String, Long> heads = new HashMap<>();
    private long changes;
    private Preferences preferences = Preferences.NONE;
    private String chat;
  }
}
