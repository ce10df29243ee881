package dochat.bus;

import dochat.metrics.Seldom;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The small hints between nodes that belong to no room's log. Each may be lost; each has a slower way that does not need it, also one that
 * a newer node writes in another way: what cannot be understood is dropped. Any thread may publish; receivers are called on the context
 * that subscribed.
 */
public final class SignalBus {
  private static final Logger LOG = LoggerFactory.getLogger(SignalBus.class);

  private final Seldom warnings = new Seldom();
  private final EventBus bus;

  public SignalBus(Vertx vertx) {
    this.bus = vertx.eventBus();
  }

  /** A room was created. Without the hint, clients see it when they ask for the list next. */
  public void roomsChanged() {
    bus.publish(Addresses.ROOMS_CHANGED, "");
  }

  public void onRoomsChanged(Runnable receiver) {
    listen(Addresses.ROOMS_CHANGED, hint -> receiver.run());
  }

  /** A token was voided. Without the hint, sessions notice at their next check of the store. */
  public void signedOut(String tokenHash) {
    bus.publish(Addresses.SIGNED_OUT, tokenHash);
  }

  public void onSignedOut(Consumer<String> receiver) {
    listen(Addresses.SIGNED_OUT, hint -> receiver.accept((String) hint));
  }

  /** A home of SockJS sessions came or goes. Without the hint, nodes see it when they read the list next. */
  public void homesChanged() {
    bus.publish(Addresses.HOMES_CHANGED, "");
  }

  public void onHomesChanged(Runnable receiver) {
    listen(Addresses.HOMES_CHANGED, hint -> receiver.run());
  }

  /** What a node knows of who is here. Without the hint, its next beat shows that something is missing. */
  public void presence(JsonObject news) {
    bus.publish(Addresses.PRESENCE, news);
  }

  public void onPresence(Consumer<JsonObject> receiver) {
    listen(Addresses.PRESENCE, hint -> receiver.accept((JsonObject) hint));
  }

  private void listen(String address, Consumer<Object> receiver) {
    bus.consumer(address, message -> {
      try {
        receiver.accept(message.body());
      } catch (RuntimeException e) {
        warnings.now(() -> LOG.warn("a hint that is not understood is dropped address={} reason={}", address, e.toString()));
      }
    });
  }
}
