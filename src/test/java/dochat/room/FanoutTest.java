package dochat.room;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.junit5.Checkpoint;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who listens to a room on one event loop. */
@ExtendWith(VertxExtension.class)
class FanoutTest {
  /** The others hear of it in the same turn, and of what comes next. */
  @Test
  void aListenerThatFailsFailsAlone(Vertx vertx, VertxTestContext test) {
    Checkpoint failed = test.checkpoint(2);
    Checkpoint heard = test.checkpoint(2);
    Context loop = vertx.getOrCreateContext();
    Fanout fanout = new Fanout(new LiveRoom("room", RoomTail.startingAt("room", "e", 0), posted -> { }), loop, posted -> { });
    loop.runOnContext(turn -> {
      fanout.add(() -> {
        failed.flag();
        throw new IllegalStateException("its socket is closed");
      });
      fanout.add(heard::flag);
      fanout.wake(null);
      vertx.setTimer(1, later -> fanout.wake(null));
    });
  }
}
