package dochat.verify;

import io.vertx.core.Future;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;

/** Stands in front of a port and passes everything on, until it is told to cut or to hold back. All on the loop. */
final class Forwarder {
  private static final String HOST = "127.0.0.1";

  private final NetClient client;
  private final int target;
  private final String targetHost;
  private final Set<Passage> passages = new HashSet<>();
  private IntPredicate isCut = source -> false;
  private boolean stalls;

  private Forwarder(NetClient client, String targetHost, int target) {
    this.client = client;
    this.targetHost = targetHost;
    this.target = target;
  }

  /** Listens on a port of this machine. */
  static Future<Forwarder> listen(Desk desk, int port, String targetHost, int target) {
    Forwarder forwarder = new Forwarder(desk.net(), targetHost, target);
    return desk.vertx().createNetServer().connectHandler(forwarder::connect).listen(port, HOST).map(listening -> forwarder);
  }

  /**
   * Cuts connections, those that there are and those to come.
   *
   * @param whose  tells by the port from which a connection comes
   * @param stalls whether nothing breaks and nothing comes; else it breaks at once
   */
  void cut(IntPredicate whose, boolean stalls) {
    this.isCut = whose;
    this.stalls = stalls;
    Set.copyOf(passages).stream().filter(passage -> whose.test(passage.source())).forEach(passage -> passage.cut(stalls));
  }

  /** All is well again. What was held back breaks now: a network that lost packets for so long is no better. */
  void heal() {
    Set<Passage> held = new HashSet<>(passages);
    held.removeIf(passage -> !isCut.test(passage.source()));
    isCut = source -> false;
    held.forEach(Passage::end);
  }

  private void connect(NetSocket near) {
    near.pause();
    boolean isRefused = isCut.test(near.remoteAddress().port());
    if (isRefused && !stalls) {
      near.close();
    } else if (isRefused) {
      new Passage(near, null).begin();
    } else {
      client.connect(target, targetHost).onSuccess(far -> new Passage(near, far).begin()).onFailure(failure -> near.close());
    }
  }

  /** One connection; there is no far end while it is held back from the beginning. */
  private final class Passage {
    private final NetSocket near;
    private final NetSocket far;
    private final int source;
    private boolean isHeld;

    Passage(NetSocket near, NetSocket far) {
      this.near = near;
      this.far = far;
      this.source = near.remoteAddress().port();
    }

    int source() {
      return source;
    }

    void begin() {
      passages.add(this);
      near.closeHandler(closed -> end());
      if (far != null) {
        far.closeHandler(closed -> end());
        pass(near, far);
        pass(far, near);
        near.resume();
      }
      if (isCut.test(source)) {
        cut(stalls);
      }
    }

    void cut(boolean holds) {
      isHeld = holds;
      if (!holds) {
        end();
      } else if (far != null) {
        near.pause();
        far.pause();
      }
    }

    void end() {
      if (passages.remove(this)) {
        near.close();
        if (far != null) {
          far.close();
        }
      }
    }

    private void pass(NetSocket from, NetSocket to) {
      from.exceptionHandler(failure -> end());
      from.handler(bytes -> {
        to.write(bytes);
        if (to.writeQueueFull()) {
          from.pause();
          to.drainHandler(drained -> resume(from));
        }
      });
    }

    private void resume(NetSocket from) {
      if (!isHeld) {
        from.resume();
      }
    }
  }
}
