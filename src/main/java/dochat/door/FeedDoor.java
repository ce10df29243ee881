package dochat.door;

import dochat.protocol.Address;
import dochat.protocol.Following;
import dochat.protocol.Envelope.Headers;
import dochat.protocol.Frames;
import dochat.protocol.Limits;
import dochat.protocol.News;
import dochat.protocol.Problem;
import dochat.security.Identity;
import dochat.session.Reader;
import dochat.session.Sessions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Long polling of several rooms by one request: the frames that a WebSocket would have carried, in one answer, at once or as soon as
 * there is one. Lives on one event loop.
 */
public final class FeedDoor {
  /** An answer is sent when it has become so long; the other rooms' news are in the next one. */
  private static final long ANSWER_CHARS = 4L * Limits.DELIVERY_CHARS;

  private final Vertx vertx;
  private final Sessions sessions;

  public FeedDoor(Vertx vertx, Sessions sessions) {
    this.vertx = vertx;
    this.sessions = sessions;
  }

  /**
   * Answers the request. A room that cannot be listened to is an {@code err} frame among the others. Fails, with nothing sent, by a fault
   * of the server.
   */
  public Future<Void> answer(HttpServerRequest request, Identity identity, Following.Rooms feed) {
    Gathering gathering = new Gathering(request, feed);
    Reader reader = sessions.read(gathering, identity, Answer.LINGER_MILLIS);
    gathering.begin(reader);
    if (feed.hearsOfRooms()) {
      sessions.hearOfRooms(reader, feed.missedMillis());
    }
    if (feed.cards() != null) {
      reader.hearOfCards(feed.cards());
    }
    List<Future<Void>> rooms = new ArrayList<>();
    if (feed.me() != null) {
      rooms.add(reader.follow(feed.me()).recover(failure -> gathering.refuse(Address.ME, failure)));
    }
    feed.rooms().forEach((room, cursor) -> rooms.add(reader.read(room, cursor).recover(failure -> gathering.refuse(Address.ofRoom(room), failure))));
    Future.all(rooms).onSuccess(read -> gathering.settle()).onFailure(gathering::refuse);
    return gathering.answered();
  }

  private final class Gathering extends Answer {
    private final Following.Rooms feed;
    private final List<String> frames = new ArrayList<>();
    private long characters;
    private boolean isSettled;

    Gathering(HttpServerRequest request, Following.Rooms feed) {
      super(vertx, request, feed.waitSeconds() == 0 ? "polling" : "long-polling");
      this.feed = feed;
    }

    /** A room that is listened to from now on is news: its client learns where it stands. */
    @Override
    public Future<Void> tell(News news) {
      Headers cursor = feed.rooms().get(news.room());
      if (!news.isEmpty() || cursor.after() == Headers.LIVE) {
        String frame = news.frame();
        frames.add(frame);
        characters += frame.length();
      }
      if (isSettled && !frames.isEmpty() || characters > ANSWER_CHARS) {
        finish();
      }
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> write(String frame) {
      frames.add(frame);
      if (isSettled) {
        finish();
      }
      return Future.succeededFuture();
    }

    Future<Void> refuse(String address, Throwable failure) {
      if (!(failure instanceof Problem problem)) {
        return Future.failedFuture(failure);
      }
      frames.add(Frames.err(address, problem));
      return Future.succeededFuture();
    }

    /** Every room has said where it stands; from now on the first news is the answer. */
    void settle() {
      isSettled = true;
      if (!frames.isEmpty() || feed.waitSeconds() == 0) {
        finish();
      } else {
        finishAfter(TimeUnit.SECONDS.toMillis(feed.waitSeconds()));
      }
    }

    /** No frames are an answer, too, where every room has said that there are none. */
    @Override
    boolean isAnswerable() {
      return isSettled || !frames.isEmpty();
    }

    @Override
    void send(HttpServerResponse response) {
      response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json").putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
          .end("{\"frames\":[" + String.join(",", frames) + "]}");
    }
  }
}
