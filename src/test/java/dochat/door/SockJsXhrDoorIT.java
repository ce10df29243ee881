package dochat.door;

import dochat.support.ChatNode;
import dochat.support.Pipe;
import dochat.support.SockJsHttpPipe;
import dochat.support.SockJsHttpPipe.Receiving;
import java.util.Map;

class SockJsXhrDoorIT extends SockJsContract {
  @Override
  Pipe pipe(ChatNode node, Map<String, String> headers) {
    return new SockJsHttpPipe(node, Receiving.XHR, headers);
  }

  /** It does between two polls only after SockJS's own 5 seconds. */
  @Override
  boolean isGoneAtOnce() {
    return false;
  }
}
