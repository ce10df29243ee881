package dochat.verify;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** A client's connection to one node, by one way. It follows the rooms with whose cursors it was opened. All on the loop. */
interface Line {
  /** Who has not let a client in by then will not. */
  long OPEN_MILLIS = 3_000;
  /** How often a node is asked for a sign of life. */
  long PING_MILLIS = 2_000;
  /** A node from which nothing has come for so long is given up. */
  long SILENCE_MILLIS = 7_000;
  /** An answer that has not come by then will not be waited for. */
  long ANSWER_MILLIS = 15_000;

  /** Who is told. After {@link #close()} nobody is. */
  interface Listener {
    /** A delivery's body: epoch, head, events, perhaps a reset. */
    void delivered(String room, JsonObject body);

    /** A room of which this client may not know by now, and hears nothing more; the others go on. */
    void shutOut(String room);

    /**
     * The end; called once.
     *
     * @param isSignedOut whether the node says that it does not know who this is
     */
    void lost(boolean isSignedOut);
  }

  /** What stands for the number in an answer without one. */
  long NO_NUMBER = 0;

  /**
   * Asks for an act; the answer is the event's number, {@link #NO_NUMBER} where it has none. Fails with {@link Refused}, or with anything else when
   * it is not known what became of it.
   *
   * @param id client id; null for one that can do without
   */
  Future<Long> send(String room, String id, Act act);

  /** Drops the connection, as a client that goes away does. */
  void close();
}
