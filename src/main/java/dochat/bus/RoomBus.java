package dochat.bus;

import dochat.metrics.Seldom;
import dochat.security.Tokens;
import dochat.loop.Bulkhead;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries committed events to every node with a listener in their room. It may lose, repeat or reorder them; who receives compares
 * numbers. Its own node's listeners get them directly, so that they wait for nobody. Any thread may call it.
 */
public final class RoomBus {
  private static final Logger LOG = LoggerFactory.getLogger(RoomBus.class);
  private static final long PATIENCE_MILLIS = 500;
  private static final long AGAIN_MILLIS = 1_000;
  private static final String FROM = "from";

  private final Vertx vertx;
  private final Seldom warnings = new Seldom();
  private final String self = Tokens.newId();
  private final DeliveryOptions fromHere = new DeliveryOptions().addHeader(FROM, self);
  private final Map<String, Set<Listener>> here = new ConcurrentHashMap<>();

  /** One per node, made before any node traffic: it registers the codec of {@link Batch}. */
  public RoomBus(Vertx vertx) {
    this.vertx = vertx;
    vertx.eventBus().registerDefaultCodec(Batch.class, new BatchCodec());
  }

  /**
   * Tells every node that listens, this one first; returns at once, and never fails: what the cluster does not carry, the head check finds.
   *
   * @return whether the bus of the cluster took it
   */
  public boolean publish(Batch batch) {
    Bulkhead.each(here.getOrDefault(batch.room(), Set.of()), listener -> listener.hear(batch));
    try {
      vertx.eventBus().publish(Addresses.ofRoom(batch.room()), batch, fromHere);
      return true;
    } catch (RuntimeException e) {
      warnings.now(() -> LOG.warn("a batch was not published, the head check of the other nodes finds its events room={} reason={}", batch.room(), e.toString()));
      return false;
    }
  }

  /**
   * Listens to a room. The receiver is called on the caller's context.
   *
   * @return completed when every node knows, or when that has failed, or after 500 ms: the memory of the cluster may be waiting for a node
   *     that is silent. It never fails: what is not heard meanwhile is found by the head check, and listening that has failed is begun
   *     again every second. Its value ends the listening
   */
  public Future<Runnable> subscribe(String room, Consumer<Batch> receiver) {
    Listener listener = new Listener(room, vertx.getOrCreateContext(), receiver);
    here.compute(room, (same, listeners) -> with(listener, listeners));
    return listener.listen().timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).otherwiseEmpty().map(listening -> (Runnable) listener::end);
  }

  private static Set<Listener> with(Listener listener, Set<Listener> listeners) {
    Set<Listener> all = listeners == null ? ConcurrentHashMap.newKeySet() : listeners;
    all.add(listener);
    return all;
  }

  private final class Listener {
    private final String room;
    private final Context context;
    private final Consumer<Batch> receiver;
    private MessageConsumer<Batch> consumer;
    private boolean isEnded;

    Listener(String room, Context context, Consumer<Batch> receiver) {
      this.room = room;
      this.context = context;
      this.receiver = receiver;
    }

    void hear(Batch batch) {
      context.runOnContext(turn -> receive(batch));
    }

    Future<Void> listen() {
      consumer = vertx.eventBus().consumer(Addresses.ofRoom(room), this::hearFromBus);
      return consumer.completion().onFailure(this::listenAgain);
    }

    /** On the caller's context, as everything but {@link #hear}. */
    void end() {
      isEnded = true;
      here.computeIfPresent(room, (same, listeners) -> listeners.remove(this) && listeners.isEmpty() ? null : listeners);
      unregister();
    }

    private void unregister() {
      consumer.unregister().onFailure(failure -> LOG.debug("not unregistered room={} reason={}", room, failure.toString()));
    }

    /** A body that is null could not be read. */
    private void hearFromBus(Message<Batch> message) {
      if (!self.equals(message.headers().get(FROM)) && message.body() != null) {
        receive(message.body());
      }
    }

    private void receive(Batch batch) {
      if (!isEnded) {
        receiver.accept(batch);
      }
    }

    private void listenAgain(Throwable failure) {
      warnings.now(() -> LOG.warn("other nodes do not know that this one listens, the head check stands in room={} reason={}", room, failure.toString()));
      unregister(); // Vert.x hears for it in this node although the cluster does not know
      vertx.setTimer(AGAIN_MILLIS, timer -> {
        if (!isEnded) {
          listen();
        }
      });
    }
  }
}
