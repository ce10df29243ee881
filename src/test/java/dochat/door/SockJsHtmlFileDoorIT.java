package dochat.door;

import dochat.support.SockJsHttpPipe.Receiving;

class SockJsHtmlFileDoorIT extends SockJsHttpContract {
  SockJsHtmlFileDoorIT() {
    super(Receiving.HTMLFILE);
  }
}
