package dochat.door;

import dochat.support.ChatNode;
import dochat.support.Pipe;
import dochat.support.SockJsHttpPipe;
import dochat.support.SockJsHttpPipe.Receiving;
import java.util.Map;

/** SockJS where a session is more than one request: it lives at its home, whichever node is asked. */
abstract class SockJsHttpContract extends SockJsContract {
  private final Receiving receiving;

  SockJsHttpContract(Receiving receiving) {
    this.receiving = receiving;
  }

  @Override
  final Pipe pipe(ChatNode node, Map<String, String> headers) {
    return new SockJsHttpPipe(node, receiving, headers);
  }

  @Override
  final boolean isServedWhereItAsks() {
    return false;
  }
}
