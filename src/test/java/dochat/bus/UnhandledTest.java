package dochat.bus;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A message's own promise, as the bus makes it, and a real connection whose other side goes away without having read. */
@ExtendWith(VertxExtension.class)
class UnhandledTest {
  private static final int MORE_THAN_ALL_BUFFERS = 32 << 20;

  @Test
  void aMessageThatCouldNotBeWrittenIsNoFault(Vertx vertx, VertxTestContext test) throws Exception {
    vertx.exceptionHandler(failure -> test.verify(() -> {
      assertTrue(Unhandled.isUnwritten(failure), () -> failure + " is Vert.x's own no longer, or looks otherwise");
      test.completeNow();
    }));
    failToWrite(vertx, promiseOfAMessage(vertx));
  }

  @Test
  void whatDoesTheSameWithAPromiseOfItsOwnIsAFault(Vertx vertx, VertxTestContext test) throws Exception {
    vertx.exceptionHandler(failure -> test.verify(() -> {
      assertFalse(Unhandled.isUnwritten(failure));
      test.completeNow();
    }));
    vertx.runOnContext(turn -> {
      Promise<Void> twice = Promise.promise();
      twice.fail("once");
      twice.fail("twice");
    });
  }

  private static void failToWrite(Vertx vertx, Promise<Void> told) throws IOException, ExecutionException, InterruptedException {
    NetClient network = vertx.createNetClient();
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Socket> peer = CompletableFuture.supplyAsync(() -> accept(server));
      NetSocket socket = network.connect(server.getLocalPort(), server.getInetAddress().getHostAddress()).toCompletionStage().toCompletableFuture().get();
      socket.write(Buffer.buffer(new byte[MORE_THAN_ALL_BUFFERS])).onComplete(told);
      Socket accepted = peer.get();
      accepted.setSoLinger(true, 0);
      accepted.close();
    }
    // One that nobody holds any more ends its connections when it is collected.
    Reference.reachabilityFence(network);
  }

  private static Socket accept(ServerSocket server) {
    try {
      return server.accept();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bus hands it to what carries the message. */
  @SuppressWarnings("unchecked")
  private static Promise<Void> promiseOfAMessage(Vertx vertx) {
    AtomicReference<Promise<Void>> promise = new AtomicReference<>();
    vertx.eventBus().addOutboundInterceptor(delivery -> promise.set((Promise<Void>) delivery));
    vertx.eventBus().publish("anywhere", "");
    return promise.get();
  }
}
