package dochat.protocol;

import dochat.model.Audience.Membership;
import dochat.model.Event;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/** What encoded events say of who is a member. Pure. Other events are looked at only as far as their type. */
public final class Memberships {
  private static final EncodedType INVITE = new EncodedType(Event.INVITE);
  private static final EncodedType REMOVE = new EncodedType(Event.REMOVE);
  private static final EncodedType LEAVE = new EncodedType(Event.LEAVE);

  private Memberships() {
  }

  /** In the order of the events; none as a rule. */
  public static Stream<Membership> in(List<String> events) {
    return events.stream().filter(event -> INVITE.isOf(event) || REMOVE.isOf(event) || LEAVE.isOf(event)).map(Memberships::read);
  }

  private static Membership read(String event) {
    JsonObject json = new JsonObject(event);
    String whose = json.getString("type").equals(Event.LEAVE) ? "user" : "whom";
    return new Membership(json.getLong("seq"), json.getJsonObject(whose).getString("id"), json.getString("type").equals(Event.INVITE));
  }
}
