package dochat.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;

/** One client of one room over one WebSocket, as cheap as it can be: it counts what comes and keeps nothing of it. Lives on the loop of its fleet. */
final class Line extends ChannelInboundHandlerAdapter implements FrameReader.Messages, EventScanner.Events {
  /** Instead of a cursor: whatever is said from now on. */
  static final long LIVE = -1;
  private static final Needle HEAD = new Needle(",\"head\":");
  private static final Needle EVENTS = new Needle(",\"events\":[");
  private static final Needle CODE = new Needle("\"code\":\"");
  private static final long SIGN_IN = 0;
  private static final int CODE_BYTES = 2;

  private final Fleet fleet;
  private final Room room;
  private final String token;
  private final boolean isListener;
  private final long after;
  private final Cursor cursor = new Cursor();
  private final FrameReader frames = new FrameReader(this);
  private Channel channel;
  /** Null when it is over. */
  private Handshake handshake = new Handshake();
  private boolean isReady;
  private boolean isGone;
  private MessageKind kind;
  private long now;
  private long last;

  /**
   * A client that is not connected yet.
   *
   * @param token      whose it is
   * @param isListener whether it is to get what is said in the room
   * @param after      the number of the last event that it has seen, or {@link #LIVE}
   */
  Line(Fleet fleet, Room room, String token, boolean isListener, long after) {
    this.fleet = fleet;
    this.room = room;
    this.token = token;
    this.isListener = isListener;
    this.after = after;
  }

  /** Says something; the moment at which it was to be said travels with it. */
  void post(String id, long stamp) {
    send(Requests.post(room.id(), id, Stamp.write(stamp)));
    fleet.meter().sent(room.listeners());
  }

  /** Whether it takes what comes. */
  void setTaking(boolean isTaking) {
    channel.config().setAutoRead(isTaking);
  }

  void close() {
    if (channel != null) {
      channel.close();
    }
  }

  /** Whether it is waited for no longer: it has everything, or is gone. */
  boolean isLevel() {
    return missing() == 0;
  }

  boolean isGone() {
    return isGone;
  }

  /** What it should have got and has not: holes, and what was acknowledged after the newest that it has, unless it is gone. */
  long lost() {
    return cursor.holes() + missing();
  }

  /** What it has got once more, or too late. */
  long twice() {
    return cursor.twice();
  }

  /** When it was ready, or got the newest event that it has. */
  long lastNanos() {
    return last;
  }

  private long missing() {
    return isListener && !isGone ? cursor.missing(room.head()) : 0;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    channel = context.channel();
    channel.writeAndFlush(context.alloc().buffer().writeBytes(fleet.request()));
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) {
    ByteBuf in = (ByteBuf) bytes;
    now = Stamp.now();
    try {
      if (handshake != null) {
        upgrade(in);
      }
      if (handshake == null) {
        frames.read(in, fleet.space());
      }
    } finally {
      in.release();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    fleet.hasRead();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    fleet.fault("the node ended a connection");
    gone();
  }

  /** It is not connected any more, or could not be. */
  void gone() {
    isGone = true;
    fleet.ended();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    fleet.fault("a connection broke: " + cause.getMessage());
    context.close();
  }

  private void upgrade(ByteBuf in) {
    if (!handshake.read(in)) {
      return;
    }
    if (handshake.isUpgraded()) {
      handshake = null;
      begin();
    } else {
      fleet.fault("the node answers a WebSocket with " + handshake.status());
      channel.close();
    }
  }

  private void begin() {
    if (!isListener) {
      send(Requests.signIn(token, Stamp.write(SIGN_IN)));
    } else {
      send(after == LIVE ? Requests.register(room.id(), token) : Requests.register(room.id(), token, after));
    }
  }

  private void send(String text) {
    write(ClientFrame.TEXT, text.getBytes(StandardCharsets.US_ASCII));
  }

  private void write(int opcode, byte[] payload) {
    channel.writeAndFlush(ClientFrame.of(channel.alloc(), opcode, payload), channel.voidPromise());
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
      refused(bytes, from, to);
    }
    kind = null;
    return to;
  }

  private int delivery(byte[] bytes, int from, int to) {
    if (!isReady) {
      int events = EVENTS.find(bytes, from, to);
      if (events < 0) {
        return from;
      }
      cursor.begin(after == LIVE ? EventScanner.number(bytes, HEAD.find(bytes, from, to) + HEAD.length()) : after);
      ready();
    }
    return EventScanner.scan(bytes, from, to, this);
  }

  private void ready() {
    isReady = true;
    last = now;
    fleet.ready(now);
  }

  @Override
  public void event(long seq, long stamp) {
    if (cursor.take(seq)) {
      last = now;
      fleet.meter().delivered(stamp, now);
    }
  }

  private void answered(byte[] bytes, int from, int to) {
    long stamp = Stamp.read(bytes, from + MessageKind.ADDRESS);
    if (stamp == SIGN_IN) {
      ready();
    } else {
      long seq = EventScanner.number(bytes, EventScanner.EVENT.find(bytes, from, to) + EventScanner.EVENT.length());
      fleet.meter().acknowledged(stamp, now, room.acknowledge(seq));
    }
  }

  private void refused(byte[] bytes, int from, int to) {
    int begin = CODE.find(bytes, from, to) + CODE.length();
    if (begin < CODE.length()) {
      return;
    }
    String code = new String(bytes, begin, to - begin, StandardCharsets.US_ASCII).replaceFirst("\".*", "");
    if (isReady) {
      fleet.meter().refused(code, room.listeners());
    } else {
      fleet.fault("the node refuses a client: " + code);
    }
  }

  @Override
  public void ping(byte[] payload) {
    write(ClientFrame.PONG, payload);
  }

  @Override
  public void close(byte[] payload) {
    fleet.fault("the node ended a connection: " + new String(payload, Math.min(CODE_BYTES, payload.length), Math.max(0, payload.length - CODE_BYTES),
        StandardCharsets.UTF_8));
    channel.close();
  }
}
