package dochat.session;

import dochat.protocol.CloseReason;

/** Somebody connected, as the event loop's {@link Sessions} look after them. */
interface Peer {

  /** Looks after the connection; called about once a second. */
  void tick(long nowNanos);

  /** A token was voided somewhere. */
  void signedOut(String fingerprint);

  /** Rooms were created somewhere. */
  void roomsChanged();

  /** Ends it from this side. */
  void close(CloseReason reason);
}
