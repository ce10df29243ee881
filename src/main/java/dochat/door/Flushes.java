package dochat.door;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;

/** Flushes what was written to the channels of one event loop at the end of its turn, once, however much it was, unless it has gone before. Lives on that loop. */
final class Flushes {
  private final EventLoop loop;
  private List<WebSocketWire> written = new ArrayList<>();

  Flushes(EventLoop loop) {
    this.loop = loop;
  }

  /** Something was written here that has not been flushed; to be added once for each turn. */
  void add(WebSocketWire wire) {
    if (written.isEmpty()) {
      loop.execute(this::flush);
    }
    written.add(wire);
  }

  /** What is flushed may call back those who write more. */
  private void flush() {
    List<WebSocketWire> all = written;
    written = new ArrayList<>(all.size());
    all.forEach(WebSocketWire::flush);
  }
}
