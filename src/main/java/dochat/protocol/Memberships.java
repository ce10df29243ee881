package dochat.protocol;

import dochat.model.Audience.Archiving;
import dochat.model.Audience.Ban;
import dochat.model.Audience.Membership;
import dochat.model.Audience.Step;
import dochat.model.Audience.Visibility;
import dochat.model.Event;
import dochat.model.HistoryVisibility;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/** What encoded events say of who is a member, of what those see who come, and of whether the room is archived. Pure. Other events are looked at only as far as their type. */
public final class Memberships {
  private static final EncodedType INVITE = new EncodedType(Event.INVITE);
  private static final EncodedType REMOVE = new EncodedType(Event.REMOVE);
  private static final EncodedType LEAVE = new EncodedType(Event.LEAVE);
  private static final EncodedType BAN = new EncodedType(Event.BAN);
  private static final EncodedType UNBAN = new EncodedType(Event.UNBAN);
  private static final EncodedType HISTORY = new EncodedType(Event.HISTORY);
  private static final EncodedType ARCHIVE = new EncodedType(Event.ARCHIVE);
  private static final EncodedType UNARCHIVE = new EncodedType(Event.UNARCHIVE);
  private static final List<EncodedType> ALL = List.of(INVITE, REMOVE, LEAVE, BAN, UNBAN, HISTORY, ARCHIVE, UNARCHIVE);

  private Memberships() {
  }

  /** In the order of the events; none as a rule. */
  public static Stream<Step> in(List<String> events) {
    return events.stream().filter(event -> ALL.stream().anyMatch(type -> type.isOf(event))).map(Memberships::read);
  }

  private static Step read(String event) {
    JsonObject json = new JsonObject(event);
    if (HISTORY.isOf(event)) {
      return new Visibility(json.getLong("seq"), HistoryVisibility.of(json.getString("text")));
    }
    if (ARCHIVE.isOf(event) || UNARCHIVE.isOf(event)) {
      return new Archiving(json.getLong("seq"), ARCHIVE.isOf(event));
    }
    if (BAN.isOf(event) || UNBAN.isOf(event)) {
      return new Ban(json.getLong("seq"), json.getJsonObject("whom").getString("id"), BAN.isOf(event));
    }
    String whose = json.getString("type").equals(Event.LEAVE) ? "user" : "whom";
    return new Membership(json.getLong("seq"), json.getJsonObject(whose).getString("id"), json.getString("type").equals(Event.INVITE));
  }
}
