package dochat.door;

import dochat.protocol.CloseReason;
import dochat.protocol.Envelope.Headers;
import dochat.security.Identity;
import dochat.session.Reader;
import dochat.session.Sessions;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;

/**
 * HTTP streaming: one request, answered for ever. One room's events as lines of JSON or as server-sent events, or the frames of several
 * rooms. Lives on one event loop.
 */
public final class StreamDoor {
  private final Sessions sessions;

  public StreamDoor(Sessions sessions) {
    this.sessions = sessions;
  }

  /** Begins the stream once every room is listened to. Fails, with nothing sent, when the first that cannot be is known. */
  public Future<Void> answer(HttpServerRequest request, Identity identity, Map<String, Headers> rooms, StreamFormat format) {
    Stream stream = new Stream(request, format);
    Reader reader = sessions.read(stream, identity, 0);
    request.response().closeHandler(closed -> reader.ended(CloseReason.LOST));
    return Future.all(rooms.entrySet().stream().map(room -> reader.read(room.getKey(), room.getValue())).toList())
        .onFailure(failure -> reader.ended(CloseReason.CLIENT)).mapEmpty();
  }
}
