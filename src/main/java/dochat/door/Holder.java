package dochat.door;

import dochat.protocol.CloseReason;

/** Somebody for whom a node holds bytes until they are taken. Used on one event loop. */
interface Holder {

  /** How many, about. */
  long heldBytes();

  /** Ends it at once, with all that is held for it. */
  void end(CloseReason reason);
}
