package dochat.bus;

/** The addresses on the clustered event bus. No client can name one: the doors know only {@code chat.*} and {@code room.*}. */
final class Addresses {
  static final String ROOMS_CHANGED = "dochat.rooms-changed";
  static final String ROOMS_OF_PEOPLE = "dochat.rooms-of-people";
  static final String SIGNED_OUT = "dochat.signed-out";
  static final String HOMES_CHANGED = "dochat.homes-changed";
  static final String LOAD = "dochat.load";
  static final String PRESENCE = "dochat.presence";

  private static final String INQUIRY = "dochat.inquiry.";
  private static final String LAG = "dochat.lag.";
  private static final String ROOM = "dochat.room.";

  private Addresses() {
  }

  /** @param node the cluster's name of a node */
  static String ofLag(String node) {
    return LAG + node;
  }

  /** @param node the cluster's name of a node */
  static String ofInquiry(String node) {
    return INQUIRY + node;
  }

  /** @param room an id that the store knows, never a client's text */
  static String ofRoom(String room) {
    return ROOM + room;
  }
}
