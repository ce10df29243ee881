package dochat.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.net.NetSocket;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What stands between nodes: it passes all on, breaks, or holds back, and only whom it is told to. */
@ExtendWith(VertxExtension.class)
class ForwarderTest {
  private static final long SHORTLY_MILLIS = 100;

  private Desk desk;
  private int port;
  private Forwarder forwarder;

  @BeforeEach
  void listen() {
    desk = Desk.open();
    int echo = desk.ask(() -> desk.vertx().createNetServer().connectHandler(socket -> socket.handler(socket::write)).listen(0, Desk.HOST)).actualPort();
    port = new Ports().take(1);
    forwarder = desk.ask(() -> Forwarder.listen(desk, port, Desk.HOST, echo));
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void passesEverythingOn(VertxTestContext context) {
    connected(ForwarderTest::echo).onComplete(context.succeedingThenComplete());
  }

  @Test
  void breaksWhatThereIs(VertxTestContext context) {
    connected(socket -> echo(socket).compose(echoed -> {
      Future<Void> closed = closed(socket);
      forwarder.cut(source -> true, false);
      return closed;
    })).onComplete(context.succeedingThenComplete());
  }

  @Test
  void breaksWhatComes(VertxTestContext context) {
    forwarder.cut(source -> true, false);
    connected(ForwarderTest::closed).onComplete(context.succeedingThenComplete());
  }

  @Test
  void holdsBackAndBreaksWhenItIsHealed(VertxTestContext context) {
    connected(socket -> echo(socket).compose(echoed -> {
      forwarder.cut(source -> true, true);
      Future<Void> answer = echo(socket);
      return desk.vertx().timer(SHORTLY_MILLIS, TimeUnit.MILLISECONDS).compose(later -> {
        assertFalse(answer.isComplete());
        Future<Void> closed = closed(socket);
        forwarder.heal();
        return closed;
      });
    })).onComplete(context.succeedingThenComplete());
  }

  @Test
  void servesAgainWhenItIsHealed(VertxTestContext context) {
    forwarder.cut(source -> true, false);
    forwarder.heal();
    connected(ForwarderTest::echo).onComplete(context.succeedingThenComplete());
  }

  @Test
  void leavesOthersAlone(VertxTestContext context) {
    connected(socket -> {
      forwarder.cut(source -> source != socket.localAddress().port(), false);
      return echo(socket).compose(echoed -> connected(ForwarderTest::closed));
    }).onComplete(context.succeedingThenComplete());
  }

  /** Does this on the loop as soon as it is connected, before anything can have become of it. */
  private <T> Future<T> connected(Function<NetSocket, Future<T>> use) {
    Promise<T> used = Promise.promise();
    desk.vertx().runOnContext(now -> desk.net().connect(port, Desk.HOST).compose(use).onComplete(used));
    return used.future();
  }

  private static Future<Void> echo(NetSocket socket) {
    Promise<Void> echoed = Promise.promise();
    socket.handler(bytes -> {
      assertEquals("hello", bytes.toString());
      echoed.tryComplete();
    });
    socket.write("hello");
    return echoed.future();
  }

  private static Future<Void> closed(NetSocket socket) {
    Promise<Void> closed = Promise.promise();
    socket.closeHandler(end -> closed.tryComplete());
    return closed.future();
  }
}
