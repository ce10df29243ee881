package dochat.bus;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a node makes of hints that nodes of other releases write. */
class SignalBusTest {
  private static final List<String> ADDRESSES =
      List.of(Addresses.ROOMS_CHANGED, Addresses.SIGNED_OUT, Addresses.HOMES_CHANGED, Addresses.PRESENCE, Addresses.LOAD);

  private final Vertx vertx = Vertx.vertx();
  private final SignalBus signals = new SignalBus(vertx);
  private final List<String> heard = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void everyHintSaysItsLayout() {
    List<String> layouts = new CopyOnWriteArrayList<>();
    ADDRESSES.forEach(address -> vertx.eventBus().consumer(address, hint -> layouts.add(address + " " + hint.headers().get(SignalBus.LAYOUT))));
    signals.roomsChanged();
    signals.signedOut("hash");
    signals.homesChanged();
    signals.presence(new JsonObject());
    signals.load(new JsonObject());
    await().until(() -> layouts.size() == ADDRESSES.size());
    assertEquals(ADDRESSES.stream().map(address -> address + " 1").sorted().toList(), layouts.stream().sorted().toList());
  }

  @Test
  void dropsWhatHasAnotherLayoutOrCannotBeRead() {
    signals.onPresence(news -> heard.add(news.getString("node")));
    signals.onSignedOut(heard::add);
    BiConsumer<Object, DeliveryOptions> tell = (hint, options) -> ADDRESSES.forEach(address -> vertx.eventBus().publish(address, hint, options));
    tell.accept(new JsonObject().put("node", "of another layout"), layout("2"));
    tell.accept("of another layout", layout("2"));
    tell.accept(17, layout("1"));
    tell.accept(new JsonObject().put("node", "of no layout"), new DeliveryOptions());
    tell.accept("of no layout", new DeliveryOptions());
    vertx.eventBus().publish(Addresses.PRESENCE, new JsonObject().put("node", "of today").put("news", "later"), layout("1"));
    vertx.eventBus().publish(Addresses.SIGNED_OUT, "of today", layout("1"));
    await().atMost(Duration.ofSeconds(10)).until(() -> heard.size() >= 2);
    assertEquals(List.of("of today", "of today"), heard);
  }

  private static DeliveryOptions layout(String layout) {
    return new DeliveryOptions().addHeader(SignalBus.LAYOUT, layout);
  }
}
