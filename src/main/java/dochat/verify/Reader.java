package dochat.verify;

import dochat.model.Event;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What a client reads: it keeps all that it was told, and a cursor for each room. All on the loop. */
final class Reader {
  /** Few, so that people react to the same messages. */
  private static final int REMEMBERED = 10;

  private final Crowd crowd;
  private final String name;
  private final Cursor start;
  private final Map<String, Cursor> cursors = new LinkedHashMap<>();
  private final Map<String, List<View.Look>> looks = new LinkedHashMap<>();
  private final Map<String, Deque<Long>> messages = new HashMap<>();
  /** Rooms of which it is told nothing. */
  private final Set<String> shut = new HashSet<>();
  /** When it was told of a room again, in epoch milliseconds. */
  private final Map<String, Long> letIn = new HashMap<>();

  Reader(Crowd crowd, String name, String epoch, List<String> rooms) {
    this.crowd = crowd;
    this.name = name;
    this.start = new Cursor(epoch, 0);
    rooms.forEach(room -> {
      cursors.put(room, start);
      looks.put(room, new ArrayList<>());
      messages.put(room, new ArrayDeque<>());
    });
  }

  Map<String, Cursor> cursors() {
    return cursors;
  }

  /** The numbers of the last messages that it was told of. */
  List<Long> messages(String room) {
    return List.copyOf(messages.get(room));
  }

  /** There is no such room for this client. */
  void shutOut(String room) {
    shut.add(room);
  }

  /** Whether there is a room that it may not know of, as far as it was told. */
  boolean isShutOut() {
    return !shut.isEmpty();
  }

  /** @param wokeAt when the client came back, in epoch milliseconds: it was not there before */
  void delivered(String room, JsonObject body, long wokeAt) {
    Cursor cursor = Objects.requireNonNull(cursors.get(room), () -> "the room " + room + ", which this client does not follow");
    if (shut.remove(room)) {
      letIn.put(room, System.currentTimeMillis());
    }
    if (body.getBoolean("reset", false)) {
      cursor = new Cursor(body.getString("epoch"), body.getLong("head"));
      looks.get(room).add(new View.Reset(cursor));
      crowd.wasReset();
    }
    JsonArray events = body.getJsonArray("events");
    for (int i = 0; i < events.size(); i++) {
      cursor = saw(room, events.getJsonObject(i), cursor);
      crowd.saw(events.getJsonObject(i), Math.max(wokeAt, letIn.getOrDefault(room, 0L)));
    }
    cursors.put(room, cursor);
  }

  List<View> views() {
    return looks.entrySet().stream().map(room -> new View(name, room.getKey(), start, List.copyOf(room.getValue()))).toList();
  }

  private Cursor saw(String room, JsonObject event, Cursor cursor) {
    Entry entry = Entry.from(event);
    looks.get(room).add(new View.Saw(entry.seq(), entry.print(), crowd.nanos()));
    if (entry.act().is(Event.MESSAGE)) {
      remember(messages.get(room), entry.seq());
    }
    return new Cursor(cursor.epoch(), Math.max(cursor.after(), entry.seq()));
  }

  private static void remember(Deque<Long> messages, long seq) {
    messages.addLast(seq);
    if (messages.size() > REMEMBERED) {
      messages.removeFirst();
    }
  }
}
