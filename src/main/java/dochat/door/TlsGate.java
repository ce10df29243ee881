package dochat.door;

import dochat.metrics.Metrics;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.DelegatingSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.spi.tls.DefaultSslContextFactory;
import io.vertx.core.spi.tls.SslContextFactory;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * Who may begin to speak TLS. Until that is done, for which a client has ten seconds, a connection is known to no {@link Gate}; here they are counted, and
 * one too many is cut. One for a door; any thread.
 */
final class TlsGate extends JdkSSLEngineOptions {
  private final Semaphore places;
  private final Metrics metrics;

  /** @param most connections that may be beginning at once */
  TlsGate(int most, Metrics metrics) {
    this.places = new Semaphore(most);
    this.metrics = metrics;
  }

  /** All listeners of a door share the places. */
  @Override
  public TlsGate copy() {
    return this;
  }

  @Override
  public SslContextFactory sslContextFactory() {
    return new DefaultSslContextFactory(SslProvider.JDK, false) {
      @Override
      public SslContext create() throws SSLException {
        return new Guarded(super.create());
      }
    };
  }

  private final class Guarded extends DelegatingSslContext {
    Guarded(SslContext context) {
      super(context);
    }

    @Override
    protected void initEngine(SSLEngine engine) {
      // It is as it should be.
    }

    @Override
    protected SslHandler newHandler(ByteBufAllocator buffers, String host, int port, boolean startTls, Executor executor) {
      return new Beginning(newEngine(buffers, host, port), startTls, executor);
    }
  }

  private final class Beginning extends SslHandler {
    Beginning(SSLEngine engine, boolean startTls, Executor executor) {
      super(engine, startTls, executor);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) throws Exception {
      super.handlerAdded(context);
      if (places.tryAcquire()) {
        handshakeFuture().addListener(ended -> places.release());
      } else {
        metrics.cut("tls");
        Cut.now(context);
      }
    }
  }
}
