package dochat.verify;

import dochat.protocol.Framing;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.util.UUID;

/** The ways of the envelope whose connection goes in both directions. */
final class Pipes {
  private Pipes() {
  }

  static Future<Pipe> webSocket(Desk desk, Door door, String token, Pipe.Receiver receiver) {
    return connect(desk, door, "/eventbus/websocket", token, receiver).map(socket -> {
      socket.textMessageHandler(receiver::frame);
      return new OverWebSocket(socket, false);
    });
  }

  static Future<Pipe> sockJs(Desk desk, Door door, String token, Pipe.Receiver receiver) {
    return connect(desk, door, "/eventbus/000/" + UUID.randomUUID() + "/websocket", token, receiver).map(socket -> {
      SockJsFrames frames = new SockJsFrames(receiver);
      socket.textMessageHandler(frames::read);
      return new OverWebSocket(socket, true);
    });
  }

  static Future<Pipe> tcp(Desk desk, Door door, String token, Pipe.Receiver receiver) {
    return desk.net().connect(door.tcp(), Desk.HOST).map(socket -> {
      RecordParser frames = RecordParser.newFixed(Framing.LENGTH_BYTES, socket);
      frames.handler(new Lengths(frames, receiver));
      socket.closeHandler(closed -> receiver.ended(Pipe.LOST));
      socket.exceptionHandler(failure -> receiver.ended(Pipe.LOST));
      return new OverTcp(socket);
    });
  }

  private static Future<WebSocket> connect(Desk desk, Door door, String path, String token, Pipe.Receiver receiver) {
    WebSocketConnectOptions options = new WebSocketConnectOptions().setHost(Desk.HOST).setPort(door.http()).setURI(path)
        .addHeader("Authorization", "Bearer " + token);
    return desk.sockets().connect(options).onSuccess(socket -> {
      socket.closeHandler(closed -> receiver.ended(socket.closeStatusCode() == null ? Pipe.LOST : socket.closeStatusCode()));
      socket.exceptionHandler(failure -> receiver.ended(Pipe.LOST));
    });
  }

  private record OverWebSocket(WebSocket socket, boolean isSockJs) implements Pipe {
    @Override
    public void send(String frame) {
      if (!socket.isClosed()) {
        socket.writeTextMessage(isSockJs ? SockJsFrames.message(frame) : frame);
      }
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  private record OverTcp(NetSocket socket) implements Pipe {
    @Override
    public void send(String frame) {
      socket.write(Buffer.buffer(Framing.bytes(frame)));
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  /** A length, a frame, a length, a frame. */
  private static final class Lengths implements Handler<Buffer> {
    private final RecordParser parser;
    private final Pipe.Receiver receiver;
    private boolean isFrame;

    Lengths(RecordParser parser, Pipe.Receiver receiver) {
      this.parser = parser;
      this.receiver = receiver;
    }

    @Override
    public void handle(Buffer bytes) {
      if (isFrame) {
        receiver.frame(bytes.toString());
      }
      parser.fixedSizeMode(isFrame ? Framing.LENGTH_BYTES : bytes.getInt(0));
      isFrame = !isFrame;
    }
  }
}
