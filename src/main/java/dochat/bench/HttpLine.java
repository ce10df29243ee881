package dochat.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.Arrays;

/** A client that asks over HTTP for what is said in a room. Lives on the loop of its fleet. */
abstract class HttpLine extends Line {
  private static final byte[] NOTHING = {};

  private final String token;
  /** Of the body: what nothing could be made of. */
  private byte[] tail = NOTHING;

  HttpLine(Fleet fleet, Room room, String token) {
    super(fleet, room, true);
    this.token = token;
  }

  /** The head of an answer. */
  abstract void answer(HttpResponse response);

  /**
   * A part of its body.
   *
   * @return up to where it was taken; what is left comes again with what follows
   */
  abstract int body(byte[] bytes, int from, int to);

  /** The answer is whole. */
  abstract void answered();

  void get(String path, String headers) {
    write(Requests.get(path, fleet().host(), token, headers));
  }

  @Override
  public final void handlerAdded(ChannelHandlerContext context) {
    context.pipeline().addBefore(context.name(), null, new HttpResponseDecoder());
  }

  @Override
  final void read(Object message) {
    try {
      if (message instanceof HttpResponse response) {
        answer(response);
      }
      if (message instanceof HttpContent part && part.content().isReadable()) {
        body(part.content());
      }
      if (message instanceof LastHttpContent) {
        tail = NOTHING;
        answered();
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void body(ByteBuf part) {
    int to = tail.length + part.readableBytes();
    byte[] bytes = fleet().space().of(to);
    System.arraycopy(tail, 0, bytes, 0, tail.length);
    part.readBytes(bytes, tail.length, to - tail.length);
    int taken = body(bytes, 0, to);
    tail = taken == to ? NOTHING : Arrays.copyOfRange(bytes, taken, to);
  }
}
