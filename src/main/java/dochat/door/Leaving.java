package dochat.door;

import io.vertx.core.http.HttpServerResponse;

/** Notices when the client of an answer has gone, also one that went while the store was asked who it is: nothing would tell of that any more. */
final class Leaving {
  private Leaving() {
  }

  static void watch(HttpServerResponse response, Runnable gone) {
    response.closeHandler(closed -> gone.run());
    if (response.closed()) {
      gone.run();
    }
  }
}
