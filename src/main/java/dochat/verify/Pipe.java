package dochat.verify;

import io.vertx.core.Future;

/** A connection that carries frames of the envelope. All on the loop. */
interface Pipe {
  /** The close code when there was none. */
  int LOST = 1006;

  /** Who is told. */
  interface Receiver {
    void frame(String frame);

    /** The end, from the other side or by a failure, perhaps more than once, with a close code of the protocol if there was one. */
    void ended(int code);
  }

  /** Opens one to a node. */
  interface Opener {
    Future<Pipe> open(Desk desk, Door door, String token, Receiver receiver);
  }

  void send(String frame);

  void close();
}
