package dochat.bench;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One client of many rooms, in which nothing is said. Lives on the loop of its fleet. */
final class RoomsLine extends WebSocketLine {
  private static final Needle DELIVERY = new Needle("{\"type\":\"rec\",\"address\":\"room.");
  private static final Needle END = new Needle("\"");

  private final List<Room> rooms;
  private final String token;
  /** Those that have not said where they stand. */
  private final Set<String> silent = new HashSet<>();

  RoomsLine(Fleet fleet, List<Room> rooms, String token) {
    super(fleet, rooms.get(0), true);
    this.rooms = rooms;
    this.token = token;
    rooms.forEach(room -> silent.add(room.id()));
    cursor().begin(0);
  }

  @Override
  String path() {
    return Requests.WEBSOCKET;
  }

  @Override
  void upgraded() {
    rooms.forEach(room -> send(Requests.register(room.id(), token)));
  }

  @Override
  public int text(byte[] bytes, int from, int to, boolean isLast) {
    if (!isLast) {
      return from;
    }
    if (DELIVERY.isAt(bytes, from, to)) {
      int begin = from + DELIVERY.length();
      silent.remove(new String(bytes, begin, END.find(bytes, begin, to) - begin, StandardCharsets.US_ASCII));
    } else {
      fleet().fault("the node refuses a client: " + new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }
    if (silent.isEmpty() && !isReady()) {
      ready();
    }
    return to;
  }
}
