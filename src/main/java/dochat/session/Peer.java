package dochat.session;

import dochat.protocol.CloseReason;
import java.util.Set;

/** Somebody connected, as the event loop's {@link Sessions} look after them. */
interface Peer {

  /** Looks after the connection; called about once a second. */
  void tick(long nowNanos);

  /** A token was voided somewhere. */
  void signedOut(String fingerprint);

  /** Rooms were created somewhere. */
  void roomsChanged();

  /** Rooms came or went for these people, by their ids. */
  void roomsChanged(Set<String> people);

  /** The cards of these people, by their ids, are others by now, or they are called otherwise. */
  void cardsChanged(Set<String> users);

  /** Whether it stays until somebody ends it, unlike a question that will be answered soon. */
  boolean isLasting();

  /**
   * This node asks it to go to another one: at once, or within the time that it is given to do so by itself, or to hear the answers to what it
   * has asked.
   *
   * @param graceMillis 0 to end it now
   * @param isTold      whether to tell it first, if it wants to know
   * @return whether it was given that time, and is to be {@linkplain #close closed} when that is over
   */
  boolean goAway(long graceMillis, boolean isTold);

  /** Ends it from this side. */
  void close(CloseReason reason);
}
