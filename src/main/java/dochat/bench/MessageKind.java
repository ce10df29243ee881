package dochat.bench;

/** What a message of the node is, told by how it begins. */
enum MessageKind {
  /** News of a room. */
  DELIVERY,
  /** The answer to a request. */
  ANSWER,
  /** A refusal, and whatever else. */
  OTHER;

  private static final Needle REC = new Needle("{\"type\":\"rec\",\"address\":\"");
  private static final Needle ROOM = new Needle("room.");
  /** Where the address begins, to which an answer goes. */
  static final int ADDRESS = REC.length();

  /** @return null if there is too little to tell by, and more will come */
  static MessageKind of(byte[] bytes, int from, int to, boolean isLast) {
    if (to - from < ADDRESS + ROOM.length()) {
      return isLast ? OTHER : null;
    }
    if (!REC.isAt(bytes, from, to)) {
      return OTHER;
    }
    return ROOM.isAt(bytes, from + ADDRESS, to) ? DELIVERY : ANSWER;
  }
}
