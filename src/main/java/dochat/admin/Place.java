package dochat.admin;

import dochat.trail.Posting;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;

/**
 * Where a message is, as the node that took it says to another one.
 *
 * @param postedMicros when it came there, by that node's clock
 */
record Place(String room, long seq, long postedMicros) {
  /** What is said of it. */
  static JsonObject of(Posting posting) {
    return new JsonObject().put("room", posting.room()).put("seq", posting.seq()).put("postedMicros", posting.postedMicros());
  }

  /** All that an answer has; throws where it is of another shape. */
  static List<Place> read(JsonObject answer) {
    JsonArray places = answer.getJsonArray("places");
    return places.stream().map(JsonObject.class::cast)
        .map(place -> new Place(Objects.requireNonNull(place.getString("room")), place.getLong("seq"), place.getLong("postedMicros"))).toList();
  }

  /** As openapi.yaml describes it. */
  JsonObject shown() {
    return new JsonObject().put("room", room).put("seq", seq);
  }
}
