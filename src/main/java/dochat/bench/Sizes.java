package dochat.bench;

import java.time.Duration;

/**
 * How large a load is.
 *
 * @param clients connections
 * @param rooms   at most as many as clients
 * @param authors those of the clients that write, at least one a room
 * @param length  how long it is measured
 */
record Sizes(int clients, int rooms, int authors, Duration length) {
  Sizes(int clients, int rooms, int authors, int seconds) {
    this(clients, rooms, authors, Duration.ofSeconds(seconds));
  }

  /** The same with what was asked for instead; null is nothing. */
  Sizes with(Integer clients, Integer rooms, Duration length) {
    int some = clients == null ? this.clients : clients;
    return new Sizes(some, Math.min(some, rooms == null ? this.rooms : rooms), Math.min(some, authors), length == null ? this.length : length);
  }

  int authorsPerRoom() {
    return Math.max(1, authors / rooms);
  }
}
