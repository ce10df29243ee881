package dochat.bus;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;

/**
 * The small hints between nodes that belong to no room's log. Each may be lost; each has a slower way that does not need it. Any thread
 * may publish; receivers are called on the context that subscribed.
 */
public final class SignalBus {
  private final EventBus bus;

  public SignalBus(Vertx vertx) {
    this.bus = vertx.eventBus();
  }

  /** A room was created. Without the hint, clients see it when they ask for the list next. */
  public void roomsChanged() {
    bus.publish(Addresses.ROOMS_CHANGED, "");
  }

  public void onRoomsChanged(Runnable receiver) {
    bus.consumer(Addresses.ROOMS_CHANGED, message -> receiver.run());
  }

  /** A token was voided. Without the hint, sessions notice at their next check of the store. */
  public void signedOut(String tokenHash) {
    bus.publish(Addresses.SIGNED_OUT, tokenHash);
  }

  public void onSignedOut(Consumer<String> receiver) {
    bus.<String>consumer(Addresses.SIGNED_OUT, message -> receiver.accept(message.body()));
  }

  /** A home of SockJS sessions came or goes. Without the hint, nodes see it when they read the list next. */
  public void homesChanged() {
    bus.publish(Addresses.HOMES_CHANGED, "");
  }

  public void onHomesChanged(Runnable receiver) {
    bus.consumer(Addresses.HOMES_CHANGED, message -> receiver.run());
  }

  /** What a node knows of who is here. Without the hint, its next beat shows that something is missing. */
  public void presence(JsonObject news) {
    bus.publish(Addresses.PRESENCE, news);
  }

  public void onPresence(Consumer<JsonObject> receiver) {
    bus.<JsonObject>consumer(Addresses.PRESENCE, message -> receiver.accept(message.body()));
  }
}
