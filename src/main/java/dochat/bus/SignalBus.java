package dochat.bus;

import dochat.metrics.Seldom;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The small hints between nodes that belong to no room's log. Each may be lost; each has a slower way that does not need it, also one that
 * a newer node writes in another way: what says that it has another layout, or cannot be understood, is dropped. Any thread may publish;
 * receivers are called on the context that subscribed.
 */
public final class SignalBus {
  /** The header that says how a hint is to be read. */
  static final String LAYOUT = "layout";
  /** Raised when what a hint says changes its meaning; what is only added does not count. */
  static final String FIRST = "1";
  private static final Logger LOG = LoggerFactory.getLogger(SignalBus.class);
  static final DeliveryOptions AS_NOW = new DeliveryOptions().addHeader(LAYOUT, FIRST);

  private final Seldom warnings = new Seldom();
  private final EventBus bus;

  public SignalBus(Vertx vertx) {
    this.bus = vertx.eventBus();
  }

  /** A room was created. Without the hint, clients see it when they ask for the list next. */
  public void roomsChanged() {
    tell(Addresses.ROOMS_CHANGED, "");
  }

  public void onRoomsChanged(Runnable receiver) {
    listen(Addresses.ROOMS_CHANGED, hint -> receiver.run());
  }

  /** Rooms came or went for these people, by their ids. Without the hint, their clients see it when they ask for the list next. */
  public void roomsChanged(Set<String> people) {
    tell(Addresses.ROOMS_OF_PEOPLE, new JsonArray(List.copyOf(people)));
  }

  public void onRoomsOfPeopleChanged(Consumer<Set<String>> receiver) {
    listen(Addresses.ROOMS_OF_PEOPLE, hint -> receiver.accept(((JsonArray) hint).stream().map(String.class::cast).collect(Collectors.toSet())));
  }

  /** A token was voided. Without the hint, sessions notice at their next check of the store. */
  public void signedOut(String tokenHash) {
    tell(Addresses.SIGNED_OUT, tokenHash);
  }

  public void onSignedOut(Consumer<String> receiver) {
    listen(Addresses.SIGNED_OUT, hint -> receiver.accept((String) hint));
  }

  /** A home of SockJS sessions came or goes. Without the hint, nodes see it when they read the list next. */
  public void homesChanged() {
    tell(Addresses.HOMES_CHANGED, "");
  }

  public void onHomesChanged(Runnable receiver) {
    listen(Addresses.HOMES_CHANGED, hint -> receiver.run());
  }

  /** What a node knows of who is here. Without the hint, its next beat shows that something is missing. */
  public void presence(JsonObject news) {
    tell(Addresses.PRESENCE, news);
  }

  public void onPresence(Consumer<JsonObject> receiver) {
    listen(Addresses.PRESENCE, hint -> receiver.accept((JsonObject) hint));
  }

  /** How many clients a node has. Without the hint, nobody sends clients away. */
  public void load(JsonObject load) {
    tell(Addresses.LOAD, load);
  }

  public void onLoad(Consumer<JsonObject> receiver) {
    listen(Addresses.LOAD, hint -> receiver.accept((JsonObject) hint));
  }

  private void tell(String address, Object hint) {
    bus.publish(address, hint, AS_NOW);
  }

  private void listen(String address, Consumer<Object> receiver) {
    bus.consumer(address, message -> {
      try {
        if (isKnown(message)) {
          receiver.accept(message.body());
        } else {
          warnings.now(() -> LOG.warn("hints of another layout are dropped address={} layout={}", address, message.headers().get(LAYOUT)));
        }
      } catch (RuntimeException e) {
        warnings.now(() -> LOG.warn("a hint that is not understood is dropped address={} reason={}", address, e.toString()));
      }
    });
  }

  /** Whether this node can read it. */
  static boolean isKnown(Message<?> message) {
    return FIRST.equals(message.headers().get(LAYOUT));
  }
}
