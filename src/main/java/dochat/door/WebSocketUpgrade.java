package dochat.door;

import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
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
  private static final String KEY_HEADER = "Sec-WebSocket-Key";
  /** What a key is put together with (RFC 6455 section 1.3). */
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final String WEBSOCKET = "websocket";

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!request.canUpgradeToWebSocket()) {
      context.next();
    } else if (!asksForThatAlone(request)) {
      refuse(context, Problem.of(ProblemCode.BAD_REQUEST, "A WebSocket begins with Upgrade: websocket and Connection: Upgrade."));
    } else if (!VERSION.equals(request.getHeader(VERSION_HEADER))) {
      context.response().putHeader(VERSION_HEADER, VERSION).putHeader(HttpHeaders.UPGRADE, WEBSOCKET);
      refuse(context, Problem.of(ProblemCode.UPGRADE_REQUIRED));
    } else if (!isKey(request.getHeader(KEY_HEADER))) {
      refuse(context, Problem.of(ProblemCode.BAD_REQUEST, "The header Sec-WebSocket-Key must be 16 bytes in Base64."));
    } else if (announcesBody(request)) {
      refuse(context, Problem.of(ProblemCode.BAD_REQUEST, "A request that becomes a WebSocket has no body."));
    } else {
      context.next();
    }
  }

  /** The answer to an upgrade that may be: it becomes a WebSocket. The rest is up to who takes its socket. */
  static HttpServerRequest accept(HttpServerRequest request) {
    request.response().putHeader(HttpHeaders.UPGRADE, WEBSOCKET).putHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE)
        .putHeader("Sec-WebSocket-Accept", answer(request.getHeader(KEY_HEADER)));
    return request;
  }

  /** Section 4.2.2. */
  private static String answer(String key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-1", e);
    }
  }

  /** Vert.x looks for these words anywhere in the headers. */
  private static boolean asksForThatAlone(HttpServerRequest request) {
    List<String> connection = Arrays.stream(String.join(",", request.headers().getAll(HttpHeaders.CONNECTION)).split(","))
        .map(option -> option.strip().toLowerCase(Locale.ROOT)).toList();
    List<String> upgrade = request.headers().getAll(HttpHeaders.UPGRADE);
    return connection.contains("upgrade") && !connection.contains("close") && upgrade.size() == 1 && upgrade.get(0).equalsIgnoreCase(WEBSOCKET);
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
