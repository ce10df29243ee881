package dochat.door;

import dochat.support.SockJsHttpPipe.Receiving;

class SockJsJsonpDoorIT extends SockJsHttpContract {
  SockJsJsonpDoorIT() {
    super(Receiving.JSONP);
  }

  /** It does between two polls only after SockJS's own 5 seconds. */
  @Override
  boolean isGoneAtOnce() {
    return false;
  }
}
