package dochat.bench;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;

/** A client that asks again and again what follows its cursor, as soon as it has been answered: it waits for news, or asks whether there is any. Lives on the loop of its fleet. */
final class PollLine extends HttpLine {
  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;

  private final int waitSeconds;
  private String tag = "";
  private int status;
  private long asked;

  /**
   * A client that is not connected yet.
   *
   * @param head        the number of the last event that it has seen
   * @param waitSeconds for how long a poll may wait for news; 0 for one that is answered at once, and counted
   */
  PollLine(Fleet fleet, Room room, String token, long head, int waitSeconds) {
    super(fleet, room, token);
    this.waitSeconds = waitSeconds;
    cursor().begin(head);
  }

  /** The first poll is answered at once. */
  @Override
  void begin() {
    ask(0);
  }

  @Override
  void answer(HttpResponse response) {
    status = response.status().code();
    tag = response.headers().get(HttpHeaderNames.ETAG, "");
    if (status != OK && status != NOT_MODIFIED) {
      refused("the node answers a poll with " + response.status());
    }
  }

  @Override
  int body(byte[] bytes, int from, int to) {
    return EventScanner.scan(bytes, from, to, this);
  }

  @Override
  void answered() {
    if (!isReady()) {
      ready();
    } else if (waitSeconds == 0) {
      fleet().meter().acknowledged(asked, now(), true);
    }
    if (status == OK || status == NOT_MODIFIED) {
      asked = Stamp.now();
      ask(waitSeconds);
    }
  }

  private void ask(int seconds) {
    get("/api/rooms/" + room().id() + "/events?after=" + cursor().last() + (seconds == 0 ? "" : "&wait=" + seconds), tag.isEmpty() ? "" : "If-None-Match: " + tag + "\r\n");
    if (isReady() && seconds == 0) {
      fleet().meter().sent(0);
    }
  }
}
