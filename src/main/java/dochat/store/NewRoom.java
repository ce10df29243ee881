package dochat.store;

import dochat.model.Room;
import dochat.model.RoomKind;
import java.util.Collection;

/**
 * A room that is to be made.
 *
 * @param key what no two rooms may have in common: of public ones the name, as people compare names; of private ones the creation; of direct
 *            conversations the people
 */
record NewRoom(String id, String name, String topic, RoomKind kind, String key) {
  /** Begins the keys of what is no public room: no name has it, so that nobody learns by a name which ones there are. */
  private static final String CLOSED = "\u001f";

  /** One that comes from elsewhere. @param people ids of those of a direct conversation; not looked at elsewhere */
  static NewRoom of(String id, String name, String topic, RoomKind kind, Collection<String> people) {
    return switch (kind) {
      case PUBLIC, LAB -> new NewRoom(id, name, topic, kind, Room.key(name));
      case PRIVATE -> new NewRoom(id, name, topic, kind, CLOSED + id);
      case DIRECT -> direct(id, people);
    };
  }

  /** A private one by its creator's client id, so that the same creation again is the same room, whatever id it brings. */
  static NewRoom of(String id, String name, String topic, RoomKind kind, String user, String creation) {
    return new NewRoom(id, name, topic, kind, kind.isClosed() ? CLOSED + user + " " + creation : Room.key(name));
  }

  /** The same beside another one that has its key. */
  NewRoom apart() {
    return new NewRoom(id, name, topic, kind, key + CLOSED + id);
  }

  static NewRoom direct(String id, Collection<String> people) {
    return new NewRoom(id, "", "", RoomKind.DIRECT, CLOSED + CLOSED + String.join(" ", people.stream().distinct().sorted().toList()));
  }
}
