package dochat.protocol;

import io.vertx.core.json.JsonObject;

/** A frame from a client, decoded. Source: the table Frames in docs/protocol.md. */
public sealed interface Envelope {

  /** Answered with pong. */
  record Ping() implements Envelope {
  }

  /**
   * A command.
   *
   * @param body         never null
   * @param replyAddress where the answer goes; null when none is wanted
   */
  record Send(String address, Headers headers, JsonObject body, String replyAddress) implements Envelope {
  }

  /** Always refused. */
  record Publish(String address) implements Envelope {
  }

  /** Listen to an address. */
  record Register(String address, Headers headers) implements Envelope {
  }

  /** Listen no longer. */
  record Unregister(String address) implements Envelope {
  }

  /**
   * Not a frame of the protocol.
   *
   * @param refusalAddress where the refusal goes; null when the frame names none
   */
  record Malformed(String refusalAddress, Problem problem) implements Envelope {
  }

  /**
   * The headers that the protocol knows; others are ignored.
   *
   * @param token the bearer token of Authorization, null if none
   * @param after the last sequence number seen, {@link #LIVE} if none
   * @param epoch the epoch of that number, null if none
   * @param state what is known of the room's state, as {@link News#state} named it, null if nothing
   * @param every seconds between two beats that are asked for
   */
  record Headers(String token, long after, String epoch, String state, int every) {
    /** No cursor: from now on. */
    public static final long LIVE = -1;
    /** No headers at all. */
    public static final Headers NONE = new Headers(null, LIVE, null, null);

    /** Beats as often as usual. */
    public Headers(String token, long after, String epoch, String state) {
      this(token, after, epoch, state, Limits.HEARTBEAT_MILLIS / 1000);
    }
  }
}
