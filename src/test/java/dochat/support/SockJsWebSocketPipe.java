package dochat.support;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** SockJS's own framing over a WebSocket. */
public final class SockJsWebSocketPipe implements Pipe {
  private final WebSocketPipe socket;

  public SockJsWebSocketPipe(ChatNode node, Map<String, String> headers) {
    this.socket = new WebSocketPipe(node, "/eventbus/000/" + UUID.randomUUID() + "/websocket", headers);
  }

  @Override
  public void open(Receiver receiver) {
    SockJsFrames frames = new SockJsFrames(receiver);
    socket.open(new Receiver() {
      @Override
      public void frame(String frame) {
        frames.read(frame);
      }

      @Override
      public void closed(int code) {
        frames.closed(code);
      }
    });
    Eventually.eventually("SockJS's open frame", frames::isOpen);
  }

  @Override
  public void send(String frame) {
    socket.send(SockJsFrames.of(List.of(frame)));
  }

  @Override
  public void close() {
    socket.close();
  }
}
