package dochat.verify;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a client reads: it keeps all that it was told, and a cursor for each room. All on the loop. */
final class Reader {
  private final Crowd crowd;
  private final String name;
  private final Cursor start;
  private final Map<String, Cursor> cursors = new LinkedHashMap<>();
  private final Map<String, List<View.Look>> looks = new LinkedHashMap<>();

  Reader(Crowd crowd, String name, String epoch, List<String> rooms) {
    this.crowd = crowd;
    this.name = name;
    this.start = new Cursor(epoch, 0);
    rooms.forEach(room -> {
      cursors.put(room, start);
      looks.put(room, new ArrayList<>());
    });
  }

  Map<String, Cursor> cursors() {
    return cursors;
  }

  /** @param wokeAt when the client came back, in epoch milliseconds: it was not there before */
  void delivered(String room, JsonObject body, long wokeAt) {
    Cursor cursor = Objects.requireNonNull(cursors.get(room), () -> "the room " + room + ", which this client does not follow");
    if (body.getBoolean("reset", false)) {
      cursor = new Cursor(body.getString("epoch"), body.getLong("head"));
      looks.get(room).add(new View.Reset(cursor));
      crowd.wasReset();
    }
    JsonArray events = body.getJsonArray("events");
    for (int i = 0; i < events.size(); i++) {
      cursor = saw(room, events.getJsonObject(i), cursor);
      crowd.saw(events.getJsonObject(i), wokeAt);
    }
    cursors.put(room, cursor);
  }

  List<View> views() {
    return looks.entrySet().stream().map(room -> new View(name, room.getKey(), start, List.copyOf(room.getValue()))).toList();
  }

  private Cursor saw(String room, JsonObject event, Cursor cursor) {
    Entry entry = Entry.from(event);
    looks.get(room).add(new View.Saw(entry.seq(), entry.print()));
    return new Cursor(cursor.epoch(), Math.max(cursor.after(), entry.seq()));
  }
}
