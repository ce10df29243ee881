package dochat.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Carries committed events to every node with a listener in their room. It may lose, repeat or reorder them; who receives compares
 * numbers. Any thread may call it.
 */
public final class RoomBus {
  private static final long PATIENCE_MILLIS = 500;

  private final Vertx vertx;

  /** One per node, made before any node traffic: it registers the codec of {@link Batch}. */
  public RoomBus(Vertx vertx) {
    this.vertx = vertx;
    vertx.eventBus().registerDefaultCodec(Batch.class, new BatchCodec());
  }

  /** Tells every node that listens; returns at once. */
  public void publish(Batch batch) {
    vertx.eventBus().publish(Addresses.ofRoom(batch.room()), batch);
  }

  /**
   * Listens to a room. The receiver is called on the caller's context.
   *
   * @return completed when every node knows, or after 500 ms: the memory of the cluster may be waiting for a node that is silent, and
   *     what is not heard meanwhile is found by the head check. Its value ends the listening
   */
  public Future<Runnable> subscribe(String room, Consumer<Batch> receiver) {
    MessageConsumer<Batch> consumer = vertx.eventBus().consumer(Addresses.ofRoom(room), message -> receiver.accept(message.body()));
    return consumer.completion().timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .recover(failure -> failure instanceof TimeoutException ? Future.succeededFuture() : Future.failedFuture(failure))
        .map(() -> consumer.unregister());
  }
}
