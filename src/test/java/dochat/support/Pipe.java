package dochat.support;

import java.util.List;

/** A transport as a client sees it: texts out, texts in, and an end. */
public interface Pipe {

  /** Called by the pipe, one call at a time. */
  interface Receiver {
    void frame(String frame);

    /** The connection has ended with this close code, 1006 if it broke. Called once. */
    void closed(int code);
  }

  /** Connects. Fails when the node does not let this client in. */
  void open(Receiver receiver);

  /** Sends a frame; frames arrive in the order of the calls. What is sent after the end is dropped. */
  void send(String frame);

  /** Sends these frames, in one request where the transport can. */
  default void send(List<String> frames) {
    frames.forEach(this::send);
  }

  /** Ends the connection from this side. */
  void close();
}
