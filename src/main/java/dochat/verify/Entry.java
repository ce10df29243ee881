package dochat.verify;

import io.vertx.core.json.JsonObject;
import java.util.Objects;

/** A message of a room's log, without its time. */
record Entry(long seq, String author, String id, String text) {
  static Entry from(JsonObject event) {
    return new Entry(event.getLong("seq"), event.getJsonObject("user").getString("id"), event.getString("id"), event.getString("text"));
  }

  /** What a reader keeps of it: enough to tell it from every other. */
  long print() {
    return Objects.hash(author, id) * 0x1_0000_0001L ^ text.hashCode();
  }

  /** Author and client id, which together name a message. */
  String key() {
    return author + " " + id;
  }
}
