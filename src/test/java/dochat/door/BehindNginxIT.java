package dochat.door;

import dochat.proxy.Nginx;
import dochat.support.OnSharedNodes;
import dochat.support.SharedNodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The doors of three nodes behind nginx, which shares connections and requests out in turn. */
@OnSharedNodes
class BehindNginxIT {
  private static Nginx proxy;

  @BeforeAll
  static void start() {
    proxy = Nginx.asDocumented(SharedNodes.three());
  }

  @AfterAll
  static void stop() {
    proxy.close();
  }

  @Nested
  class AWebSocket extends InTurn.AWebSocket {
    @Override
    public int port() {
      return proxy.port();
    }
  }

  @Nested
  class AStream extends InTurn.AStream {
    @Override
    public int port() {
      return proxy.port();
    }
  }

  @Nested
  class ALongPoll extends InTurn.ALongPoll {
    @Override
    public int port() {
      return proxy.port();
    }
  }
}
