package dochat.bench;

/** A client of Socket.IO over its WebSocket (protocols of Engine.IO, version 4, and Socket.IO, version 5). */
final class SocketIoLine extends PassingLine {
  private static final Needle OPEN = new Needle("0{");
  private static final Needle PING = new Needle("2");
  private static final Needle CONNECTED = new Needle("40");
  private static final Needle EVENT = new Needle("42[");
  private static final Needle JOINED = new Needle("430");

  SocketIoLine(Fleet fleet, Room room, boolean isListener) {
    super(fleet, room, isListener);
  }

  @Override
  String path() {
    return "/socket.io/?EIO=4&transport=websocket";
  }

  /** The server speaks first. */
  @Override
  void upgraded() {
  }

  @Override
  String said(String message) {
    return "42[\"say\",\"" + room().id() + "\"," + message + "]";
  }

  @Override
  void text(byte[] bytes, int from, int to) {
    if (EVENT.isAt(bytes, from, to)) {
      EventScanner.scan(bytes, from, to, this);
    } else if (PING.isAt(bytes, from, to)) {
      send("3");
    } else if (OPEN.isAt(bytes, from, to)) {
      send("40");
    } else if (CONNECTED.isAt(bytes, from, to) && isListener()) {
      send("420[\"join\",\"" + room().id() + "\"]");
    } else if (CONNECTED.isAt(bytes, from, to) || JOINED.isAt(bytes, from, to)) {
      ready();
    } else {
      surprised(bytes, from, to);
    }
  }
}
