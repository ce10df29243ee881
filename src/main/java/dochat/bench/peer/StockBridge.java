package dochat.bench.peer;

import io.vertx.core.Vertx;
import io.vertx.ext.bridge.PermittedOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.sockjs.SockJSBridgeOptions;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;

/** The event-bus bridge of Vert.x as its documentation has it: clients publish to rooms and register for them, and nothing is kept. Says in one line where it is. */
public final class StockBridge {
  private static final String HOST = "127.0.0.1";

  private StockBridge() {
  }

  /** @param args nothing */
  public static void main(String[] args) {
    Vertx vertx = Vertx.vertx();
    PermittedOptions rooms = new PermittedOptions().setAddressRegex("room\\..+");
    SockJSBridgeOptions options = new SockJSBridgeOptions().addInboundPermitted(rooms).addOutboundPermitted(rooms);
    Router router = Router.router(vertx);
    router.route("/eventbus/*").subRouter(SockJSHandler.create(vertx).bridge(options));
    vertx.createHttpServer().requestHandler(router).listen(0, HOST).onSuccess(server -> System.out.println("The bridge is at http://" + HOST + ":" + server.actualPort()))
        .onFailure(failure -> {
          System.err.println(failure.getMessage());
          System.exit(1);
        });
  }
}
