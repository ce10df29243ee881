package dochat.door;

import dochat.support.SockJsHttpPipe.Receiving;

class SockJsEventSourceDoorIT extends SockJsHttpContract {
  SockJsEventSourceDoorIT() {
    super(Receiving.EVENTSOURCE);
  }
}
