package dochat.support;

import dochat.protocol.Address;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/** All commands that name a room, as the code has them: a new one is in every test of who may do what. */
public final class RoomCommands {
  private static final List<String> ABOUT_NO_ROOM = List.of(Address.SESSION, Address.ENTRY, Address.ROOMS, Address.DIRECTORY, Address.CREATE, Address.DIRECT, Address.PEOPLE, Address.CARDS, Address.PROFILE, Address.PREFERENCES,
      Address.ME, Address.HEARTBEAT, Address.GOING_AWAY);
  private static final SortedSet<String> ADDRESSES = Collections.unmodifiableSortedSet(addressesOfRooms());

  private RoomCommands() {}

  /** Their addresses, by name. */
  public static SortedSet<String> addresses() {
    return ADDRESSES;
  }

  /** What each of them is content with: about this room, its first message and this person, by an id of its own. */
  public static JsonObject body(String room, String user) {
    return new JsonObject().put("room", room).put("seq", 1).put("id", UUID.randomUUID().toString()).put("text", "text").put("emoji", "👍").put("on", true).put("typing", true).put("muted", true)
        .put("user", user).put("role", "moderator").put("topic", "topic " + UUID.randomUUID());
  }

  private static SortedSet<String> addressesOfRooms() {
    SortedSet<String> addresses = new TreeSet<>(Words.of(Address.class));
    ABOUT_NO_ROOM.forEach(addresses::remove);
    return addresses;
  }
}
