package dochat.protocol;

import dochat.protocol.Envelope.Headers;
import dochat.protocol.Envelope.Malformed;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads frames. Pure; any input has an answer, and none throws. */
public final class Codec {
  private static final String BEARER = "Bearer ";
  private static final int ADDRESS_CHARS = 256;

  private Codec() {
  }

  /** The frame in this text, or {@link Malformed}. */
  public static Envelope decode(String text) {
    JsonObject frame;
    try {
      frame = object(text);
    } catch (Problem problem) {
      return new Malformed(null, problem);
    }
    try {
      return envelope(frame);
    } catch (Problem problem) {
      return new Malformed(refusalAddress(frame), problem);
    }
  }

  /** The text that these bytes are in UTF-8 (RFC 8259 section 8.1). Where they are not, it is empty, which is no JSON either: no replacement for them is kept as what somebody said. */
  public static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return "";
    }
  }

  /** The JSON object in this text; fails with {@code bad_json}. */
  public static JsonObject object(String text) {
    try {
      if (Json.decodeValue(text) instanceof JsonObject object) {
        return object;
      }
    } catch (DecodeException e) {
      // answered below, like any other text that is not an object
    }
    throw Problem.of(ProblemCode.BAD_JSON);
  }

  private static Envelope envelope(JsonObject frame) {
    String type = string(frame, "type");
    return switch (type == null ? "" : type) {
      case "ping" -> new Envelope.Ping();
      case "send" -> new Envelope.Send(address(frame), headers(frame), body(frame), string(frame, "replyAddress"));
      case "publish" -> new Envelope.Publish(address(frame));
      case "register" -> new Envelope.Register(address(frame), headers(frame));
      case "unregister" -> new Envelope.Unregister(address(frame));
      default -> throw Problem.of(ProblemCode.BAD_FRAME);
    };
  }

  private static String address(JsonObject frame) {
    String address = string(frame, "address");
    if (address == null) {
      throw Problem.of(ProblemCode.BAD_FRAME, "The frame has no address.");
    }
    return address;
  }

  private static String string(JsonObject frame, String field) {
    Object value = frame.getValue(field);
    if (value == null) {
      return null;
    }
    if (value instanceof String string && string.length() <= ADDRESS_CHARS) {
      return string;
    }
    throw Problem.of(ProblemCode.BAD_FRAME, "The field " + field + " must be a string of at most 256 characters.");
  }

  private static JsonObject body(JsonObject frame) {
    Object body = frame.getValue("body");
    if (body == null) {
      return new JsonObject();
    }
    if (body instanceof JsonObject object) {
      return object;
    }
    throw Problem.of(ProblemCode.BAD_REQUEST, "The body must be an object.");
  }

  private static Headers headers(JsonObject frame) {
    Object value = frame.getValue("headers");
    if (value == null) {
      return Headers.NONE;
    }
    if (!(value instanceof JsonObject headers)) {
      throw Problem.of(ProblemCode.BAD_FRAME, "The headers must be an object.");
    }
    return new Headers(token(headers), Cursors.after(headers.getValue("after")), string(headers, "epoch"), string(headers, "state"),
        Cursors.everySeconds(headers.getValue("every"), Limits.HEARTBEAT_MILLIS));
  }

  private static String token(JsonObject headers) {
    String authorization = string(headers, "Authorization");
    return authorization != null && authorization.startsWith(BEARER) ? authorization.substring(BEARER.length()) : null;
  }

  /** Where whoever sent this looks for its refusal: at what was to be registered, else at the reply address. */
  private static String refusalAddress(JsonObject frame) {
    String field = "register".equals(frame.getValue("type")) ? "address" : "replyAddress";
    return frame.getValue(field) instanceof String address && address.length() <= ADDRESS_CHARS ? address : null;
  }
}
