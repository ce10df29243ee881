package dochat.door;

import dochat.support.ChatNode;
import dochat.support.Pipe;
import dochat.support.RoomPipe;
import dochat.support.RoomPipe.Receiving;

class ServerSentEventsDoorIT extends HttpContract {
  @Override
  Pipe pipe(ChatNode node) {
    return new RoomPipe(node, Receiving.SERVER_SENT_EVENTS);
  }
}
