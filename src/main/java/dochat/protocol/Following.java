package dochat.protocol;

import dochat.protocol.Envelope.Headers;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a client without a socket asks for what is new. Source: docs/protocol.md, Polling and The feed. */
public sealed interface Following {

  /**
   * One room's events after a cursor, now or as soon as there are any.
   *
   * @param waitSeconds  0 for now, up to {@link Limits#WAIT_SECONDS}
   * @param everySeconds between two keep-alives of a stream: from 1 to {@link Limits#KEEP_ALIVE_MILLIS}
   */
  record Room(String room, Headers cursor, int waitSeconds, int everySeconds, int limit) implements Following {

    /** From query parameters put into an object as strings. */
    public static Room from(JsonObject query) {
      Headers cursor = new Headers(null, Cursors.after(query.getValue("after")), query.getString("epoch"), null);
      return new Room(Fields.room(query), cursor, Cursors.waitSeconds(query.getValue("wait")),
          Cursors.everySeconds(query.getValue("every"), Limits.KEEP_ALIVE_MILLIS), Command.Events.limit(query));
    }
  }

  /**
   * What is new in several rooms, now or as soon as there is something.
   *
   * @param rooms        each room's cursor; may be empty
   * @param hearsOfRooms whether the creation of rooms is news, too
   * @param missedMillis for how long, before this request, the client did not hear of it
   * @param me           what is known of one's own rooms, as {@link FeedState#text} wrote it, which are news then, too; empty if nothing is, null where they are none
   * @param cards        what is known of whose cards have changed, likewise
   * @param everySeconds between two keep-alives of a stream: from 1 to {@link Limits#KEEP_ALIVE_MILLIS}
   */
  record Rooms(Map<String, Headers> rooms, boolean hearsOfRooms, long missedMillis, String me, String cards, int waitSeconds, int everySeconds) implements Following {

    /** From {@code {"after":{room:seq or null,…},"state"?:{room:state,…},"epoch"?,"rooms"?,"me"?,"cards"?,"wait"?,"every"?}}. */
    public static Rooms from(JsonObject body) {
      JsonObject after = Fields.object(body, "after");
      JsonObject state = body.containsKey("state") ? Fields.object(body, "state") : new JsonObject();
      String epoch = Fields.string(body, "epoch", null);
      Map<String, Headers> rooms = new LinkedHashMap<>();
      for (String room : after.fieldNames()) {
        rooms.put(Fields.room(room), new Headers(null, Cursors.after(after.getValue(room)), epoch, Fields.string(state, room, null)));
      }
      boolean hasMissed = Cursors.whole(body.getValue("rooms")).isPresent();
      boolean hearsOfRooms = hasMissed || body.containsKey("rooms") && Fields.flag(body, "rooms");
      long missedMillis = hasMissed ? Cursors.parse(body.getValue("rooms")) : 0;
      return new Rooms(rooms, hearsOfRooms, missedMillis, known(body, "me"), known(body, "cards"), Cursors.waitSeconds(body.getValue("wait")),
          Cursors.everySeconds(body.getValue("every"), Limits.KEEP_ALIVE_MILLIS));
    }

    /** A state, or empty where only {@code true} is said; null where it is not wanted. */
    private static String known(JsonObject body, String field) {
      if (body.getValue(field) instanceof String state) {
        return state;
      }
      return body.containsKey(field) && Fields.flag(body, field) ? "" : null;
    }
  }
}
