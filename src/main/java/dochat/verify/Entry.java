package dochat.verify;

import io.vertx.core.json.JsonObject;
import java.util.Objects;

/** An event of a room's log, without its time. */
record Entry(long seq, String author, String id, Act act) {
  static Entry from(JsonObject event) {
    return new Entry(event.getLong("seq"), event.getJsonObject("user").getString("id"), event.getString("id"), Act.from(event));
  }

  /** What a reader keeps of it: enough to tell it from every other. */
  long print() {
    return Objects.hash(author, id, act.type(), act.ref(), act.whom()) * 0x1_0000_0001L ^ act.text().hashCode();
  }

  /** Author and client id, which together name an event. */
  String key() {
    return author + " " + id;
  }

  /** The same with this in it. */
  Entry with(Act other) {
    return new Entry(seq, author, id, other);
  }

  /** Enough for a person to find it. */
  @Override
  public String toString() {
    return key() + " (" + act.type() + (act.ref() > 0 ? " " + act.ref() : "") + ") at " + seq;
  }
}
