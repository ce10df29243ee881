package dochat.door;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.regex.Pattern;

/**
 * SockJS's last word to the client of a session that is gone, as each transport says it (sockjs-protocol 0.3.3). The client then opens a
 * new session. Pure but for the response that it ends.
 */
final class GoAway {
  private static final String FRAME = "c[3000,\"Go away!\"]";
  private static final String SCRIPT = "application/javascript; charset=UTF-8";
  /** What SockJS lets the name of a page's function be; anything else could be a script of somebody else's. */
  private static final Pattern CALLBACK = Pattern.compile("[a-zA-Z0-9-_.]{1,32}");

  private final HttpServerRequest request;
  private final String transport;

  GoAway(HttpServerRequest request, String transport) {
    this.request = request;
    this.transport = transport;
  }

  /** Ends the response, whether it has begun or not; nothing happens when it has ended. */
  void send() {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    boolean isBegun = response.headWritten();
    String text = text(isBegun);
    if (isBegun) {
      response.end(text == null ? "" : text);
    } else if (text == null) {
      response.setStatusCode(404).end();
    } else {
      begin(response).end(text);
    }
  }

  private HttpServerResponse begin(HttpServerResponse response) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null) {
      response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin).putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
    }
    return response.setChunked(true).putHeader(HttpHeaders.CONTENT_TYPE, type()).putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  private String type() {
    return switch (transport) {
      case "eventsource" -> "text/event-stream";
      case "htmlfile" -> "text/html; charset=UTF-8";
      default -> SCRIPT;
    };
  }

  /** Null where there is nothing to say but 404. What is streamed ends the frame that may have been cut off before it. */
  private String text(boolean isBegun) {
    return switch (transport) {
      case "xhr" -> FRAME + "\n";
      case "xhr_streaming" -> "\n" + FRAME + "\n";
      case "eventsource" -> "\r\n\r\ndata: " + FRAME + "\r\n\r\n";
      case "htmlfile" -> callback() == null ? null : (isBegun ? "" : page()) + "<script>\np(" + quoted() + ");\n</script>\r\n";
      case "jsonp" -> callback() == null ? null : "/**/" + callback() + "(" + quoted() + ");\r\n";
      default -> null;
    };
  }

  private String page() {
    return "<!doctype html>\n<html><head><meta charset=\"UTF-8\"></head><body><script>\nvar c = parent." + callback() + ";\nc.start();\n"
        + "function p(d) {c.message(d);}\nwindow.onload = function() {c.stop();};\n</script>\n";
  }

  private String callback() {
    String callback = request.getParam("callback") == null ? request.getParam("c") : request.getParam("callback");
    return callback != null && CALLBACK.matcher(callback).matches() ? callback : null;
  }

  private static String quoted() {
    return "\"" + FRAME.replace("\"", "\\\"") + "\"";
  }
}
