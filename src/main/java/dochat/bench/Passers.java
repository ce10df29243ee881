package dochat.bench;

import java.util.ArrayList;
import java.util.List;

/** The people of a server that knows none: whoever names a room is in it. */
final class Passers implements Crowd {
  private final Peer peer;
  private int made;

  Passers(Peer peer) {
    this.peer = peer;
  }

  @Override
  public void meet(int clients) {
    // they cost it nothing before they come
  }

  @Override
  public List<Room> rooms(int count) {
    List<Room> rooms = new ArrayList<>();
    while (rooms.size() < count) {
      rooms.add(new Room("bench-" + made++));
    }
    return rooms;
  }

  @Override
  public Author line(Fleet fleet, Room room, int client, boolean isListener) {
    return peer.line(fleet, room, isListener);
  }
}
