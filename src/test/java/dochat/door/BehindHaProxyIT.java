package dochat.door;

import dochat.proxy.HaProxy;
import dochat.support.OnSharedNodes;
import dochat.support.SharedNodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/**
 * The WebSocket of three nodes behind HAProxy, which shares connections out in turn. It tells a node late that a client of a request has gone,
 * which the contracts of the other doors do not wait for.
 */
@OnSharedNodes
class BehindHaProxyIT {
  private static HaProxy proxy;

  @BeforeAll
  static void start() {
    proxy = HaProxy.asDocumented(SharedNodes.three());
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
}
