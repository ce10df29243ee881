package dochat.bench;

import java.nio.charset.StandardCharsets;

/** One client of one room, as docs/protocol.md has it. Lives on the loop of its fleet. */
final class ChatLine extends Author {
  private static final Needle HEAD = new Needle(",\"head\":");
  private static final Needle EVENTS = new Needle(",\"events\":[");
  private static final Needle CODE = new Needle("\"code\":\"");
  private static final long SIGN_IN = 0;

  private final String token;
  private final long after;
  private MessageKind kind;

  /**
   * A client that is not connected yet.
   *
   * @param token      whose it is
   * @param isListener whether it is to get what is said in the room
   * @param after      the number of the last event that it has seen, or {@link #LIVE}
   */
  ChatLine(Fleet fleet, Room room, String token, boolean isListener, long after) {
    super(fleet, room, isListener);
    this.token = token;
    this.after = after;
  }

  @Override
  void post(String id, long stamp) {
    send(Requests.post(room().id(), id, Stamp.write(stamp)));
    fleet().meter().sent(room().listeners());
  }

  @Override
  String path() {
    return Requests.WEBSOCKET;
  }

  @Override
  void upgraded() {
    if (!isListener()) {
      send(Requests.signIn(token, Stamp.write(SIGN_IN)));
    } else {
      send(after == LIVE ? Requests.register(room().id(), token) : Requests.register(room().id(), token, after));
    }
  }

  @Override
  public int text(byte[] bytes, int from, int to, boolean isLast) {
    if (kind == null) {
      kind = MessageKind.of(bytes, from, to, isLast);
    }
    int taken = kind == MessageKind.DELIVERY ? delivery(bytes, from, to) : from;
    if (!isLast) {
      return taken;
    }
    if (kind == MessageKind.ANSWER) {
      answered(bytes, from, to);
    } else if (kind == MessageKind.OTHER) {
      problem(bytes, from, to);
    }
    kind = null;
    return to;
  }

  private int delivery(byte[] bytes, int from, int to) {
    if (!isReady()) {
      int events = EVENTS.find(bytes, from, to);
      if (events < 0) {
        return from;
      }
      cursor().begin(after == LIVE ? EventScanner.number(bytes, HEAD.find(bytes, from, to) + HEAD.length()) : after);
      ready();
    }
    return EventScanner.scan(bytes, from, to, this);
  }

  private void answered(byte[] bytes, int from, int to) {
    long stamp = Stamp.read(bytes, from + MessageKind.ADDRESS);
    if (stamp == SIGN_IN) {
      ready();
    } else {
      long seq = EventScanner.number(bytes, EventScanner.EVENT.find(bytes, from, to) + EventScanner.EVENT.length());
      fleet().meter().acknowledged(stamp, now(), room().acknowledge(seq));
    }
  }

  private void problem(byte[] bytes, int from, int to) {
    int begin = CODE.find(bytes, from, to) + CODE.length();
    if (begin < CODE.length()) {
      return;
    }
    String code = new String(bytes, begin, to - begin, StandardCharsets.US_ASCII).replaceFirst("\".*", "");
    if (isReady()) {
      fleet().meter().refused(code, room().listeners());
    } else {
      fleet().fault("the node refuses a client: " + code);
    }
  }
}
