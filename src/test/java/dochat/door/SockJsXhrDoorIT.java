package dochat.door;

import dochat.support.SockJsHttpPipe.Receiving;

class SockJsXhrDoorIT extends SockJsHttpContract {
  SockJsXhrDoorIT() {
    super(Receiving.XHR);
  }

  /** It does between two polls only after SockJS's own 5 seconds. */
  @Override
  boolean isGoneAtOnce() {
    return false;
  }
}
