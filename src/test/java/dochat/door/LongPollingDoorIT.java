package dochat.door;

import dochat.support.ChatNode;
import dochat.support.Pipe;
import dochat.support.RoomPipe;
import dochat.support.RoomPipe.Receiving;

class LongPollingDoorIT extends HttpContract {
  @Override
  Pipe pipe(ChatNode node) {
    return new RoomPipe(node, Receiving.LONG_POLLING);
  }
}
