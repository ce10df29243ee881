package dochat.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.trace.Arrival;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.junit5.Checkpoint;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.List;
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
      fanout.wake(null, List.of());
      vertx.setTimer(1, later -> fanout.wake(null, List.of()));
    });
  }

  /** Many wakes are one walk over the listeners, and each arrival hears how many there were. */
  @Test
  void whatArrivedIsHandedToAllListenersOfALoopAtOnce(Vertx vertx, VertxTestContext test) {
    Checkpoint handed = test.checkpoint(3);
    Checkpoint walked = test.checkpoint(1);
    Context loop = vertx.getOrCreateContext();
    Fanout fanout = new Fanout(new LiveRoom("room", RoomTail.startingAt("room", "e", 0), posted -> { }), loop, posted -> { });
    Arrival arrival = new Arrival() {
      @Override
      public void awaits(int loops) {
        test.failNow("the room tells how many there are");
      }

      @Override
      public void handed(int clients) {
        test.verify(() -> assertEquals(2, clients));
        handed.flag();
      }
    };
    loop.runOnContext(turn -> {
      fanout.add(walked::flag);
      fanout.add(() -> { });
      fanout.wake(null, List.of(arrival));
      fanout.wake(null, List.of());
      fanout.wake(null, List.of(arrival, arrival));
    });
  }
}
