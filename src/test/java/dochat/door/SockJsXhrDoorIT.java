package dochat.door;

import dochat.support.ChatNode;
import dochat.support.Pipe;
import dochat.support.SockJsHttpPipe;
import dochat.support.SockJsHttpPipe.Receiving;
import java.util.Map;

class SockJsXhrDoorIT extends SockJsContract {
  @Override
  Pipe pipe(ChatNode node) {
    return new SockJsHttpPipe(node, Receiving.XHR, Map.of());
  }

  /** It does between two polls only after SockJS's own 5 seconds. */
  @Override
  boolean isGoneAtOnce() {
    return false;
  }
}
