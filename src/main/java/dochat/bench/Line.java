package dochat.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;

/** One client over one connection, as cheap as it can be: it counts what comes and keeps nothing of it. Lives on the loop of its fleet. */
abstract class Line extends ChannelInboundHandlerAdapter implements EventScanner.Events {
  /** Instead of a cursor: whatever is said from now on. */
  static final long LIVE = -1;

  private final Fleet fleet;
  private final Room room;
  private final boolean isListener;
  private final Cursor cursor = new Cursor();
  private Channel channel;
  private boolean isReady;
  private boolean isGone;
  private long now;
  private long last;

  /**
   * A client that is not connected yet.
   *
   * @param isListener whether it is to get what is said in the room
   */
  Line(Fleet fleet, Room room, boolean isListener) {
    this.fleet = fleet;
    this.room = room;
    this.isListener = isListener;
  }

  /** It is connected, and says what it wants. */
  abstract void begin();

  /** Something came. */
  abstract void read(Object message);

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

  /** It is not connected any more, or could not be. */
  void gone() {
    isGone = true;
    fleet.ended();
  }

  Fleet fleet() {
    return fleet;
  }

  Room room() {
    return room;
  }

  boolean isListener() {
    return isListener;
  }

  Cursor cursor() {
    return cursor;
  }

  Channel channel() {
    return channel;
  }

  boolean isReady() {
    return isReady;
  }

  /** The moment of what is read. */
  long now() {
    return now;
  }

  /** It does what it is there for. */
  void ready() {
    isReady = true;
    last = now;
    fleet.ready(now);
  }

  /** It cannot. */
  void refused(String why) {
    fleet.fault(why);
    channel.close();
  }

  void write(String ascii) {
    ByteBuf bytes = channel.alloc().buffer(ascii.length());
    bytes.writeCharSequence(ascii, StandardCharsets.US_ASCII);
    channel.writeAndFlush(bytes, channel.voidPromise());
  }

  @Override
  public void event(long seq, long stamp) {
    if (cursor.take(seq)) {
      delivered(stamp);
    }
  }

  void delivered(long stamp) {
    last = now;
    fleet.meter().delivered(stamp, now);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    channel = context.channel();
    begin();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    now = Stamp.now();
    read(message);
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

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    fleet.fault("a connection broke: " + cause.getMessage());
    context.close();
  }
}
