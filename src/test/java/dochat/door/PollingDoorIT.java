package dochat.door;

import dochat.support.ChatNode;
import dochat.support.Pipe;
import dochat.support.RoomPipe;
import dochat.support.RoomPipe.Receiving;

class PollingDoorIT extends HttpContract {
  @Override
  Pipe pipe(ChatNode node) {
    return new RoomPipe(node, Receiving.POLLING);
  }

  @Override
  boolean staysOpen() {
    return false;
  }
}
