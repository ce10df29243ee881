package dochat.door;

import dochat.support.ChatNode;
import dochat.support.Pipe;
import dochat.support.TcpPipe;

class TcpDoorIT extends RefusalContract {
  private static final int LOST = 1006;

  @Override
  Pipe pipe(ChatNode node) {
    return new TcpPipe(node);
  }

  /** TCP has no word for why it ends. */
  @Override
  int closeCode(int webSocketCode) {
    return LOST;
  }
}
