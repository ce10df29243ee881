package dochat.bench;

/** What clients say, as docs/protocol.md has it. Pure. */
final class Requests {
  /** Where a node takes WebSockets. */
  static final String WEBSOCKET = "/eventbus/websocket";
  private static final String PADDING = ".".repeat(128 - Stamp.DIGITS);

  private Requests() {
  }

  /** The handshake of a WebSocket. */
  static String upgrade(String path, String host) {
    return "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
  }

  /** Asks for something over HTTP; each further header ends its line. */
  static String get(String path, String host, String token, String headers) {
    return "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + token + "\r\n" + headers + "\r\n";
  }

  /** Listens to a room, live from now. */
  static String register(String room, String token) {
    return register(room, token, "");
  }

  /** Listens to a room, from after this number on. */
  static String register(String room, String token, long after) {
    return register(room, token, ",\"after\":" + after);
  }

  /** Says who speaks on this connection. */
  static String signIn(String token, String replyAddress) {
    return "{\"type\":\"send\",\"address\":\"chat.session\",\"headers\":{\"Authorization\":\"Bearer " + token + "\"},\"body\":{},\"replyAddress\":\"" + replyAddress + "\"}";
  }

  /** Says something of 128 characters, which begin with the stamp; it is also where the answer goes. */
  static String post(String room, String id, String stamp) {
    return "{\"type\":\"send\",\"address\":\"chat.post\",\"headers\":{},\"body\":{\"room\":\"" + room + "\",\"id\":\"" + id + "\",\"text\":\"" + stamp + PADDING
        + "\"},\"replyAddress\":\"" + stamp + "\"}";
  }

  /** Something as long, as servers without a log pass it on; it looks like an event. */
  static String event(String id, String stamp) {
    return "{\"seq\":0,\"id\":\"" + id + "\",\"text\":\"" + stamp + PADDING + "\"}";
  }

  private static String register(String room, String token, String cursor) {
    return "{\"type\":\"register\",\"address\":\"room." + room + "\",\"headers\":{\"Authorization\":\"Bearer " + token + "\"" + cursor + "}}";
  }
}
