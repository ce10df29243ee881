package dochat.door;

import dochat.protocol.CloseReason;
import java.util.function.Consumer;

/** Somebody for whom a node holds bytes until they are taken, or until what they are a part of is whole. Used on one event loop. */
interface Holder {

  /** How many, about. */
  long heldBytes();

  /** Ends it at once, with all that is held for it. */
  void end(CloseReason reason);

  /** All of it that can be ended without the rest, with itself. */
  default void each(Consumer<Holder> parts) {
    parts.accept(this);
  }
}
