package dochat.protocol;

import java.util.Locale;

/** Why a connection ended. Each end is counted under one of these. Source: the table Close reasons in docs/protocol.md. */
public enum CloseReason {
  CLIENT(1000),
  GOING_AWAY(1001),
  PROTOCOL_ERROR(1002),
  INVALID_UTF8(1007),
  FRAME_TOO_LARGE(1009),
  LOST(1006),
  INTERNAL(1011),
  BUSY(1013),
  UNAUTHENTICATED(4001),
  SILENT(4002),
  SIGNED_OUT(4003),
  STALLED(4004),
  OVERLOADED(4005),
  TOO_MANY_CONNECTIONS(4006);

  private final int webSocketCode;

  CloseReason(int webSocketCode) {
    this.webSocketCode = webSocketCode;
  }

  /** The name on the wire and in metrics, e.g. {@code going_away}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the peer is told: one that takes nothing could not hear it, and one whose connection broke is not there. */
  public boolean isTold() {
    return this != LOST && this != STALLED && this != OVERLOADED;
  }

  /** The status of RFC 6455 section 7.4 or of its IANA registry, or one of its private range from 4000. */
  public int webSocketCode() {
    return webSocketCode;
  }
}
