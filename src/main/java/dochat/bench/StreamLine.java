package dochat.bench;

import io.netty.handler.codec.http.HttpResponse;

/** A client that listens by HTTP streaming, whose events look alike in all forms that a stream has. Lives on the loop of its fleet. */
final class StreamLine extends HttpLine {
  private static final Needle HEAD = new Needle(",\"head\":");
  private static final Needle END = new Needle("}");
  private static final int OK = 200;

  private final String mediaType;

  /** @param mediaType which form of a stream it is to be */
  StreamLine(Fleet fleet, Room room, String token, String mediaType) {
    super(fleet, room, token);
    this.mediaType = mediaType;
  }

  @Override
  void begin() {
    get("/api/rooms/" + room().id() + "/stream", "Accept: " + mediaType + "\r\n");
  }

  @Override
  void answer(HttpResponse response) {
    if (response.status().code() != OK) {
      refused("the node answers a stream with " + response.status());
    }
  }

  /** It begins with where the room stands. */
  @Override
  int body(byte[] bytes, int from, int to) {
    if (!isReady()) {
      int head = HEAD.find(bytes, from, to);
      if (head < 0 || END.find(bytes, head, to) < 0) {
        return from;
      }
      cursor().begin(EventScanner.number(bytes, head + HEAD.length()));
      ready();
    }
    return EventScanner.scan(bytes, from, to, this);
  }

  @Override
  void answered() {
    refused("the node ended a stream");
  }
}
