package dochat.session;

import dochat.protocol.CloseReason;
import dochat.protocol.Frame;
import dochat.protocol.News;
import dochat.protocol.WebSocketText;
import dochat.room.OneNode;
import dochat.security.Identity;
import io.vertx.core.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a post costs with all of its deliveries: log, commit, bus, hub, and sessions up to the bytes for their sockets, which are not there. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FanoutBenchmark {
  private static final Function<News, Frame> FRAMING = news -> WebSocketText.of(news.frame());

  @Param({"10", "1000"})
  int listeners;

  private final Semaphore told = new Semaphore(0);
  private SessionNode node;
  private String room;

  @Setup
  public void gather() {
    node = new SessionNode();
    room = node.node.newRoom(1);
    Identity someone = null;
    for (int i = 0; i < listeners; i++) {
      someone = i % SessionNode.PERSON_CONNECTIONS == 0 ? node.newIdentity("Ben " + i) : someone;
      listen(someone.token());
    }
    told.acquireUninterruptibly(listeners);
  }

  @TearDown
  public void close() {
    node.close();
  }

  @Benchmark
  public void post() {
    OneNode.await(node.node.posting(OneNode.draft(room, "x".repeat(128))));
    told.acquireUninterruptibly(listeners);
  }

  private void listen(String token) {
    Session session = node.open(new Ear());
    OneNode.on(node.loop, () -> {
      session.authenticate(token);
      session.receive(Client.register(room, 0, null).encode());
      return null;
    });
  }

  /** Takes what it is told. */
  private final class Ear implements Wire {
    @Override
    public String transport() {
      return "test";
    }

    @Override
    public Future<Void> write(String frame) {
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> tell(News news) {
      news.encoded(FRAMING);
      if (!news.delivery().events().isEmpty()) {
        told.release();
      }
      return Future.succeededFuture();
    }

    @Override
    public void close(CloseReason reason) {
      throw new IllegalStateException(reason.code());
    }
  }
}
