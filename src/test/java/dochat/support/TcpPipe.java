package dochat.support;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The framing of the Vert.x TCP event-bus bridge: a 4-byte length and a JSON text; a {@code rec} is called {@code message} here. */
public final class TcpPipe implements Pipe {
  private static final int LOST = 1006;

  private final ChatNode node;
  private Socket socket;
  private DataOutputStream out;

  public TcpPipe(ChatNode node) {
    this.node = node;
  }

  @Override
  public void open(Receiver receiver) {
    try {
      socket = new Socket("127.0.0.1", node.tcpPort());
      out = new DataOutputStream(socket.getOutputStream());
      DataInputStream in = new DataInputStream(socket.getInputStream());
      new Thread(() -> receive(in, receiver), "tcp").start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void send(String frame) {
    byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
    try {
      out.writeInt(bytes.length);
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      // What is sent after the end is dropped.
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void receive(DataInputStream in, Receiver receiver) {
    try {
      while (true) {
        String frame = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
        receiver.frame(frame.replaceFirst("^\\{\"type\":\"message\"", "{\"type\":\"rec\""));
      }
    } catch (IOException e) {
      receiver.closed(LOST);
    }
  }
}
