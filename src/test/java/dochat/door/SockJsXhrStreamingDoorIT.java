package dochat.door;

import dochat.support.ChatNode;
import dochat.support.Pipe;
import dochat.support.SockJsHttpPipe;
import dochat.support.SockJsHttpPipe.Receiving;
import java.util.Map;

class SockJsXhrStreamingDoorIT extends SockJsContract {
  @Override
  Pipe pipe(ChatNode node, Map<String, String> headers) {
    return new SockJsHttpPipe(node, Receiving.XHR_STREAMING, headers);
  }
}
