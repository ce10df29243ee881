package dochat.door;

import dochat.support.ChatNode;
import dochat.support.FeedPipe;
import dochat.support.Pipe;
import dochat.support.WebSocketPipe;
import java.util.Map;

/** Doors at a port that leads to another node each time: whichever node is asked, another one may answer. */
interface InTurn {

  /** Of what stands before the nodes. */
  int port();

  /** A connection stays where it began. */
  abstract class AWebSocket extends SocketContract implements InTurn {
    @Override
    final Pipe pipe(ChatNode asked) {
      return new WebSocketPipe(port(), "/eventbus/websocket", Map.of());
    }

    @Override
    final int closeCode(int webSocketCode) {
      return webSocketCode;
    }

    @Override
    final boolean isServedWhereItAsks() {
      return false;
    }
  }

  /** Commands go anywhere, and so does what one listens to. */
  abstract class AFeed extends HttpContract implements InTurn {
    private final boolean isStream;

    AFeed(boolean isStream) {
      this.isStream = isStream;
    }

    @Override
    final boolean asksAnyNode() {
      return true;
    }

    @Override
    final Pipe pipe(ChatNode asked) {
      return new FeedPipe(port(), isStream);
    }

    @Override
    final boolean isServedWhereItAsks() {
      return false;
    }
  }

  /** The feed as a stream. */
  abstract class AStream extends AFeed {
    AStream() {
      super(true);
    }
  }

  /** The feed as one long poll after the other. */
  abstract class ALongPoll extends AFeed {
    ALongPoll() {
      super(false);
    }

    @Override
    final boolean isAnsweredByPresence() {
      return true;
    }
  }
}
