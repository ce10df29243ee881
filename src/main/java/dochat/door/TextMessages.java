package dochat.door;

import dochat.protocol.Limits;
import dochat.protocol.ProblemCode;
import dochat.session.Session;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;

/**
 * Puts the frames of one WebSocket together to messages, within the limit: Vert.x itself goes on after a message that is too large. Lives on
 * one event loop.
 */
final class TextMessages implements Handler<WebSocketFrame> {
  private final Session session;
  private Buffer message = Buffer.buffer();
  private boolean isBinary;

  TextMessages(Session session) {
    this.session = session;
  }

  @Override
  public void handle(WebSocketFrame frame) {
    if (frame.isText() || frame.isBinary()) {
      isBinary = frame.isBinary();
    } else if (!frame.isContinuation()) {
      return;
    }
    message.appendBuffer(frame.binaryData());
    if (message.length() > Limits.FRAME_BYTES) {
      message = Buffer.buffer();
      session.oversized();
    } else if (frame.isFinal()) {
      Buffer whole = message;
      message = Buffer.buffer();
      receive(whole);
    }
  }

  private void receive(Buffer whole) {
    if (isBinary) {
      session.refuse(ProblemCode.BAD_FRAME);
      return;
    }
    session.receive(whole.toString());
  }
}
