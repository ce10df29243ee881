package dochat.door;

import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/**
 * Refuses an upgrade that no WebSocket can come of (RFC 6455 section 4.2), before Vert.x fails at it. What asks for no WebSocket at all goes
 * on. Any event loop.
 */
public final class WebSocketUpgrade implements Handler<RoutingContext> {
  private static final String VERSION_HEADER = "Sec-WebSocket-Version";
  private static final String VERSION = "13";
  /** 16 bytes in Base64. */
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!request.canUpgradeToWebSocket()) {
      context.next();
    } else if (!VERSION.equals(request.getHeader(VERSION_HEADER))) {
      context.response().putHeader(VERSION_HEADER, VERSION).putHeader(HttpHeaders.UPGRADE, "websocket");
      refuse(context, Problem.of(ProblemCode.UPGRADE_REQUIRED));
    } else if (!isKey(request.getHeader("Sec-WebSocket-Key"))) {
      refuse(context, Problem.of(ProblemCode.BAD_REQUEST, "The header Sec-WebSocket-Key must be 16 bytes in Base64."));
    } else if (announcesBody(request)) {
      refuse(context, Problem.of(ProblemCode.BAD_REQUEST, "A request that becomes a WebSocket has no body."));
    } else {
      context.next();
    }
  }

  private static boolean isKey(String key) {
    return key != null && KEY.matcher(key).matches();
  }

  /** Vert.x would wait for it, and take what is a frame for it. */
  private static boolean announcesBody(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length != null && !length.equals("0") || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
  }

  private static void refuse(RoutingContext context, Problem problem) {
    context.fail(problem.code().status(), problem);
  }
}
