package dochat.bench;

/** A client of the event-bus bridge of Vert.x. */
final class BridgeLine extends PassingLine {
  private static final Needle REC = new Needle("{\"type\":\"rec\"");
  private static final Needle PONG = new Needle("{\"type\":\"pong\"");

  BridgeLine(Fleet fleet, Room room, boolean isListener) {
    super(fleet, room, isListener);
  }

  @Override
  String path() {
    return Requests.WEBSOCKET;
  }

  /** To register is not answered, but what is sent after it is. */
  @Override
  void upgraded() {
    if (isListener()) {
      send("{\"type\":\"register\",\"address\":\"room." + room().id() + "\",\"headers\":{}}");
    }
    send("{\"type\":\"ping\"}");
  }

  @Override
  String said(String message) {
    return "{\"type\":\"publish\",\"address\":\"room." + room().id() + "\",\"headers\":{},\"body\":" + message + "}";
  }

  @Override
  void text(byte[] bytes, int from, int to) {
    if (REC.isAt(bytes, from, to)) {
      EventScanner.scan(bytes, from, to, this);
    } else if (PONG.isAt(bytes, from, to)) {
      ready();
    } else {
      surprised(bytes, from, to);
    }
  }
}
