package dochat.loop;

import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Walks over peers of which each is on its own: what one of them throws ends nothing but its own turn. Any thread. */
public final class Bulkhead {
  private static final Logger LOG = LoggerFactory.getLogger(Bulkhead.class);

  private Bulkhead() {
  }

  /** Does this with all that are there now. What is thrown is a bug; the first one is logged here. */
  public static <T> void each(Collection<T> peers, Consumer<T> action) {
    each(peers, action, (peer, failure) -> { });
  }

  /**
   * Does this with all that are there now.
   *
   * @param broken takes whoever could not do it, and why; what it throws itself is a bug, too
   */
  public static <T> void each(Collection<T> peers, Consumer<T> action, BiConsumer<T, RuntimeException> broken) {
    boolean isLogged = false;
    for (T peer : List.copyOf(peers)) {
      try {
        action.accept(peer);
      } catch (RuntimeException failure) {
        if (!isLogged) {
          LOG.error("of {} at least one failed, the others go on peer={}", peers.size(), peer.getClass().getSimpleName(), failure);
          isLogged = true;
        }
        tell(peer, failure, broken);
      }
    }
  }

  private static <T> void tell(T peer, RuntimeException failure, BiConsumer<T, RuntimeException> broken) {
    try {
      broken.accept(peer, failure);
    } catch (RuntimeException again) {
      LOG.error("the end of one that failed has failed peer={}", peer.getClass().getSimpleName(), again);
    }
  }
}
