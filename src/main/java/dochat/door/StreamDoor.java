package dochat.door;

import dochat.protocol.Address;
import dochat.protocol.CloseReason;
import dochat.protocol.Following;
import dochat.protocol.Frames;
import dochat.protocol.Problem;
import dochat.security.Identity;
import dochat.session.Reader;
import dochat.session.Sessions;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;

/**
 * HTTP streaming: one request, answered for ever. One room's events as lines of JSON or as server-sent events, or the frames of several
 * rooms. Lives on one event loop.
 */
public final class StreamDoor {
  private final Sessions sessions;

  public StreamDoor(Sessions sessions) {
    this.sessions = sessions;
  }

  /** Begins the stream of one room once it is listened to. Fails, with nothing sent, when it cannot be, or ends before. */
  public Future<Void> answer(HttpServerRequest request, Identity identity, Following.Room follow, StreamFormat format) {
    Stream stream = new Stream(request, format);
    Reader reader = reader(request, identity, stream, follow.everySeconds());
    reader.read(follow.room(), follow.cursor()).onFailure(failure -> {
      reader.ended(CloseReason.CLIENT);
      stream.refuse(failure);
    });
    return stream.begun();
  }

  /** Begins the stream of a feed at once. A room that cannot be listened to is an {@code err} frame among the others. */
  public Future<Void> answer(HttpServerRequest request, Identity identity, Following.Rooms feed) {
    Stream stream = new Stream(request, StreamFormat.FRAMES);
    Reader reader = reader(request, identity, stream, feed.everySeconds());
    stream.open();
    if (feed.hearsOfRooms()) {
      sessions.hearOfRooms(reader, feed.missedMillis());
    }
    if (feed.cards() != null) {
      reader.hearOfCards(feed.cards());
    }
    if (feed.me() != null) {
      reader.follow(feed.me()).onFailure(failure -> stream.write(Frames.err(Address.ME, Problem.from(failure))));
    }
    feed.rooms().forEach((room, cursor) -> reader.read(room, cursor)
        .onFailure(failure -> stream.write(Frames.err(Address.ofRoom(room), Problem.from(failure)))));
    return Future.succeededFuture();
  }

  private Reader reader(HttpServerRequest request, Identity identity, Stream stream, int everySeconds) {
    Reader reader = sessions.read(stream, identity, Sessions.LINGER_MILLIS);
    stream.of(reader);
    reader.beatEvery(everySeconds);
    Connections.of(request).carries(request, reader::close);
    Leaving.watch(request.response(), () -> reader.ended(CloseReason.LOST));
    return reader;
  }
}
