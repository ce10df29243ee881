package dochat.talk;

import dochat.protocol.Framing;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** A node that does what a test says: it answers each frame as it is told, or ends the connection. */
final class FakeNode implements AutoCloseable {
  private static final int BACKLOG = 10;

  private final ServerSocket server;
  private final List<JsonObject> frames = new CopyOnWriteArrayList<>();
  private final BiConsumer<JsonObject, Client> answer;

  /** The other end of a connection. */
  record Client(Socket socket) {
    void reply(JsonObject command, JsonObject body) {
      send(new JsonObject().put("type", "message").put("address", command.getString("replyAddress")).put("body", body));
    }

    void refuse(JsonObject command, String code, int retryAfter) {
      send(new JsonObject().put("type", "err").put("address", command.getString("replyAddress")).put("code", code).put("message", code)
          .put("retryAfter", retryAfter));
    }

    void welcome(JsonObject command, String token) {
      reply(command, new JsonObject().put("token", token).put("user", new JsonObject().put("id", "u-" + token).put("name", "Ann"))
          .put("node", "fake").put("epoch", "e"));
    }

    void send(JsonObject frame) {
      sendBytes(Framing.bytes(frame.encode()));
    }

    void sendBytes(byte[] bytes) {
      try {
        socket.getOutputStream().write(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void end() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  FakeNode(BiConsumer<JsonObject, Client> answer) {
    this.answer = answer;
    try {
      server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    new Thread(this::accept, "fake-node").start();
  }

  NodeAddress address() {
    return new NodeAddress("127.0.0.1", server.getLocalPort());
  }

  /** The frames to this address that have come so far. */
  List<JsonObject> frames(String address) {
    return frames.stream().filter(frame -> address.equals(frame.getString("address"))).toList();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        FrameInput in = new FrameInput(socket.getInputStream());
        while (true) {
          JsonObject frame = in.next();
          frames.add(frame);
          answer.accept(frame, new Client(socket));
        }
      } catch (IOException | UncheckedIOException e) {
        // this client has gone; the next one may come
      }
    }
  }
}
