package dochat.door;

import dochat.support.SockJsHttpPipe.Receiving;

class SockJsXhrStreamingDoorIT extends SockJsHttpContract {
  SockJsXhrStreamingDoorIT() {
    super(Receiving.XHR_STREAMING);
  }
}
