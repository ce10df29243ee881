package dochat.door;

import dochat.support.ChatNode;
import dochat.support.FeedPipe;
import dochat.support.Pipe;
import org.junit.jupiter.api.Test;

class FeedLongPollingDoorIT extends HttpContract {
  @Override
  Pipe pipe(ChatNode node) {
    return new FeedPipe(node, false);
  }

  @Override
  boolean isAnsweredByPresence() {
    return true;
  }

  @Test
  void tellsOfOnesRoomsWhereverOneLooks() {
    OwnFeed.check(this);
  }
}
