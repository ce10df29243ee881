package dochat.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One text that a node serves from its own jar: kept in memory, in each coding that the build has made of it. It is asked for again at each load and
 * answered with 304 as long as it is the same, so that a new version is seen at once. Immutable; any thread.
 */
final class Document {
  /** Content codings (RFC 9110 section 8.4.1, RFC 7932), the smallest first, and what a file in it is called. */
  private static final Map<String, String> CODINGS = codings();
  private static final String PLAIN = "identity";
  private static final int NOT_MODIFIED = 304;
  private static final int TAG_CHARS = 16;

  private final String type;
  private final String tag;
  private final Map<String, Buffer> bodies = new LinkedHashMap<>();

  /**
   * Reads it.
   *
   * @param path in the class path
   * @param type media type
   */
  Document(String path, String type) {
    byte[] plain = bytes(path);
    this.type = type;
    CODINGS.forEach((coding, suffix) -> {
      byte[] body = suffix.isEmpty() ? plain : read(path + suffix);
      if (body != null) {
        bodies.put(coding, Buffer.buffer(body));
      }
    });
    this.tag = hash(bodies.values().iterator().next().getBytes()).substring(0, TAG_CHARS);
  }

  /** What a text says that the build has made, and that is not served itself. */
  static String text(String path) {
    return new String(bytes(path), StandardCharsets.UTF_8);
  }

  /** What names its content: the same for the same text only. Worked out of the smallest coding, since a node does that each time that it starts. */
  String tag() {
    return tag;
  }

  /** Sends it, or says that the client has it. */
  void answer(RoutingContext context) {
    answer(context, "no-cache");
  }

  /** Sends it to be kept for ever (RFC 8246), under an address that has its {@link #tag}. */
  void answerForGood(RoutingContext context) {
    answer(context, "public, max-age=31536000, immutable");
  }

  private void answer(RoutingContext context, String cacheControl) {
    String accepted = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
    String coding = bodies.keySet().stream().filter(each -> each.equals(PLAIN) || accepts(accepted, each)).findFirst().orElseThrow();
    String tag = '"' + this.tag + '-' + coding + '"';
    HttpServerResponse response = context.response().putHeader(HttpHeaders.CACHE_CONTROL, cacheControl).putHeader(HttpHeaders.ETAG, tag);
    if (bodies.size() > 1) {
      response.headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }
    if (names(context.request().getHeader(HttpHeaders.IF_NONE_MATCH), tag)) {
      response.setStatusCode(NOT_MODIFIED).end();
      return;
    }
    if (!coding.equals(PLAIN)) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, coding);
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, type).end(bodies.get(coding));
  }

  /** Whether a client takes this coding (RFC 9110 section 12.5.3): it is named, and not with a weight of 0. */
  static boolean accepts(String accepted, String coding) {
    return accepted != null && Arrays.stream(accepted.toLowerCase(Locale.ROOT).split(",")).map(each -> each.replaceAll("\\s", ""))
        .anyMatch(each -> each.equals(coding) || each.startsWith(coding + ";q=") && !each.matches(".*;q=0(\\.0*)?"));
  }

  /** Whether a client has it (RFC 9110 section 13.1.2). A proxy that has changed the coding may have made the tag a weak one. */
  private static boolean names(String known, String tag) {
    return known != null && Arrays.stream(known.split(",")).map(String::strip).anyMatch(each -> each.equals("*") || each.equals(tag) || each.equals("W/" + tag));
  }

  private static Map<String, String> codings() {
    Map<String, String> codings = new LinkedHashMap<>();
    codings.put("br", ".br");
    codings.put("gzip", ".gz");
    codings.put(PLAIN, "");
    return codings;
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] bytes(String path) {
    byte[] bytes = read(path);
    if (bytes == null) {
      throw new IllegalStateException(path + " is not in the class path; the build makes it: ./mvnw process-classes");
    }
    return bytes;
  }

  private static byte[] read(String path) {
    try (InputStream stream = Document.class.getClassLoader().getResourceAsStream(path)) {
      return stream == null ? null : stream.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(path + " cannot be read", e);
    }
  }
}
