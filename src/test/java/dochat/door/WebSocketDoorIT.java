package dochat.door;

import dochat.support.ChatNode;
import dochat.support.Pipe;
import dochat.support.WebSocketPipe;
import java.util.Map;

class WebSocketDoorIT extends RefusalContract {
  @Override
  Pipe pipe(ChatNode node) {
    return new WebSocketPipe(node, "/eventbus/websocket", Map.of());
  }

  @Override
  int closeCode(int webSocketCode) {
    return webSocketCode;
  }
}
