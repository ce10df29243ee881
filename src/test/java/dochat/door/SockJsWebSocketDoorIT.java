package dochat.door;

import dochat.support.ChatNode;
import dochat.support.Pipe;
import dochat.support.SockJsWebSocketPipe;
import java.util.Map;

class SockJsWebSocketDoorIT extends SockJsContract {
  @Override
  Pipe pipe(ChatNode node, Map<String, String> headers) {
    return new SockJsWebSocketPipe(node, headers);
  }
}
