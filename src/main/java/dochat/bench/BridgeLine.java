package dochat.bench;

import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A client of the event-bus bridge of Vert.x. */
final class BridgeLine extends PassingLine {
  private static final Needle REC = new Needle("{\"type\":\"rec\"");
  private static final Needle UNKNOWN = new Needle("\"body\":\"invalid_type\"");
  /** As its own client does it; who is silent for 10 s is sent away. */
  private static final long PING_SECONDS = 5;

  BridgeLine(Fleet fleet, Room room, boolean isListener) {
    super(fleet, room, isListener);
  }

  @Override
  String path() {
    return Requests.WEBSOCKET;
  }

  /** To register is not answered. Something that it does not know is, and comes after that. */
  @Override
  void upgraded() {
    if (isListener()) {
      send("{\"type\":\"register\",\"address\":\"room." + room().id() + "\",\"headers\":{}}");
    }
    send("{\"type\":\"registered?\",\"address\":\"room." + room().id() + "\"}");
    ScheduledFuture<?> pings = channel().eventLoop().scheduleAtFixedRate(() -> send("{\"type\":\"ping\"}"), PING_SECONDS, PING_SECONDS, TimeUnit.SECONDS);
    channel().closeFuture().addListener(closed -> pings.cancel(false));
  }

  @Override
  String said(String message) {
    return "{\"type\":\"publish\",\"address\":\"room." + room().id() + "\",\"headers\":{},\"body\":" + message + "}";
  }

  @Override
  void text(byte[] bytes, int from, int to) {
    if (REC.isAt(bytes, from, to)) {
      EventScanner.scan(bytes, from, to, this);
    } else if (!isReady() && UNKNOWN.find(bytes, from, to) >= 0) {
      ready();
    } else {
      surprised(bytes, from, to);
    }
  }
}
