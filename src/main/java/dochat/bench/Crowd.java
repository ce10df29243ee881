package dochat.bench;

import java.io.IOException;
import java.util.List;

/** The people of a run, as one server knows them. Blocks; for the main thread. */
interface Crowd {
  /** Knows the people of so many clients from now on, who cost memory, connected or not. */
  void meet(int clients) throws IOException;

  /** New rooms. */
  List<Room> rooms(int count) throws IOException;

  /** A client of a person, who can write in a room. */
  Author line(Fleet fleet, Room room, int client, boolean isListener) throws IOException;
}
