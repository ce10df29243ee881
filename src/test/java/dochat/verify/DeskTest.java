package dochat.verify;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeskTest {
  /** Vert.x would only write it to a log that verify does not keep. */
  @Test
  void keepsWhatAHandlerCouldMakeNothingOf() {
    try (Desk desk = Desk.open()) {
      desk.vertx().createNetServer().connectHandler(socket -> socket.write("no frame")).listen(0, Desk.HOST)
          .compose(server -> desk.net().connect(server.actualPort(), Desk.HOST).onSuccess(socket -> socket.handler(JsonObject::new)));
      eventually(() -> assertEquals(1, desk.surprises().size()));
      assertTrue(desk.surprises().peek().getMessage().contains("no"), desk.surprises()::toString);
    }
  }

  @Test
  void isNotSurprisedThatAConnectionIsGone() {
    try (Desk desk = Desk.open()) {
      desk.vertx().runOnContext(now -> {
        throw new HttpClosedException("gone");
      });
      desk.vertx().runOnContext(now -> {
        throw new IllegalStateException("after it");
      });
      eventually(() -> assertEquals(1, desk.surprises().size()));
      assertEquals(List.of("after it"), desk.surprises().stream().map(Throwable::getMessage).toList());
    }
  }
}
