package dochat.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dochat.loop.LoopClock;
import dochat.metrics.Metrics;
import dochat.protocol.Delivery;
import dochat.protocol.News;
import dochat.protocol.WebSocketText;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the sockets of one event loop are given. */
@ExtendWith(VertxExtension.class)
class WebSocketWireTest {
  private final Copies copies = new Copies();

  private record Client(EmbeddedChannel channel, WebSocketWire wire) {
    ByteBuf given() {
      channel.flush();
      return channel.readOutbound();
    }
  }

  @Test
  void whatIsToldToManyIsInMemoryOnceAndAnAnswerIsOnesOwn(Vertx vertx) {
    Client one = client(vertx);
    Client other = client(vertx);
    News news = new News("general", new Delivery("general", "epoch", 1, 0, List.of("{\"seq\":1}")), null, null, null, "", false);
    one.wire.tell(news);
    other.wire.tell(news);
    ByteBuf given = one.given();
    ByteBuf same = other.given();
    assertEquals(given.memoryAddress(), same.memoryAddress());
    assertEquals(ByteBufUtil.hexDump(WebSocketText.of(news.frame()).bytes()), ByteBufUtil.hexDump(same));
    one.wire.write("{}");
    other.wire.write("{}");
    assertNotEquals(one.given().array(), other.given().array());
    assertEquals(1, copies.size());
  }

  private Client client(Vertx vertx) {
    EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
    Connection connection = new Connection(new LoopClock(System::nanoTime), new Metrics(), null, more -> { }, stirred -> { });
    connection.begin(channel.pipeline().firstContext());
    WebSocketWire wire = new WebSocketWire((ContextInternal) vertx.getOrCreateContext(), connection, new Flushes(channel.eventLoop()), copies);
    connection.framed(wire::heldBytes);
    channel.pipeline().addLast(wire);
    return new Client(channel, wire);
  }
}
