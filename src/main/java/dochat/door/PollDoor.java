package dochat.door;

import dochat.protocol.Delivery;
import dochat.protocol.Following;
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
import io.vertx.core.json.Json;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * HTTP polling and long polling of one room: answers what follows a cursor, at once or as soon as there is something. The entity tag
 * (RFC 9110 section 8.8.3) names the room's head and, where the answer does not reach it, how far the answer goes: so an idle poll is a
 * 304 without a body, and a client that brings the tag of a short answer gets the rest. Lives on one event loop.
 */
public final class PollDoor {
  private static final int NOT_MODIFIED = 304;

  private final Vertx vertx;
  private final Sessions sessions;

  public PollDoor(Vertx vertx, Sessions sessions) {
    this.vertx = vertx;
    this.sessions = sessions;
  }

  /** Answers the request. Fails, with nothing sent, when the room cannot be listened to, or when its reader is ended before that is known. */
  public Future<Void> answer(HttpServerRequest request, Identity identity, Following.Room follow) {
    Waiting waiting = new Waiting(request, follow);
    Reader reader = sessions.read(waiting, identity, Answer.LINGER_MILLIS);
    waiting.begin(reader);
    reader.read(follow.room(), follow.cursor()).onFailure(waiting::refuse);
    return waiting.answered();
  }

  private final class Waiting extends Answer {
    private final Following.Room follow;
    private final String known;
    private News latest;

    Waiting(HttpServerRequest request, Following.Room follow) {
      super(vertx, request, follow.waitSeconds() == 0 ? "polling" : "long-polling");
      this.follow = follow;
      this.known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    }

    @Override
    public Future<Void> tell(News news) {
      latest = news;
      boolean hasNews = news.isReset() || !page().isEmpty();
      if (hasNews || follow.waitSeconds() == 0) {
        finish();
      } else {
        finishAfter(TimeUnit.SECONDS.toMillis(follow.waitSeconds()));
      }
      return Future.succeededFuture();
    }

    /** There is no answer but that one. */
    @Override
    public Future<Void> shutOut(String room, Problem problem) {
      refuse(problem);
      return Future.succeededFuture();
    }

    /** Not before the room has said where it stands. */
    @Override
    boolean isAnswerable() {
      return latest != null;
    }

    @Override
    void send(HttpServerResponse response) {
      response.putHeader(HttpHeaders.ETAG, tag()).putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
      if (isKnown() && !latest.isReset()) {
        response.setStatusCode(NOT_MODIFIED).end();
      } else {
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(body(latest.delivery()));
      }
    }

    private String body(Delivery delivery) {
      return "{\"epoch\":" + Json.encode(delivery.epoch()) + ",\"head\":" + delivery.head() + ",\"events\":[" + String.join(",", page()) + "]"
          + (latest.isReset() ? ",\"reset\":true}" : "}");
    }

    private List<String> page() {
      List<String> events = latest.delivery().events();
      return events.subList(0, Math.min(events.size(), follow.limit()));
    }

    /** A proxy that compresses makes a tag weak, and a cache may name several: what counts is whether ours is among them. */
    private boolean isKnown() {
      return known != null && known.contains(tag());
    }

    private String tag() {
      Delivery delivery = latest.delivery();
      long upTo = delivery.after() + page().size();
      return "\"" + delivery.epoch() + "-" + delivery.head() + (upTo < delivery.head() ? "-" + upTo : "") + "\"";
    }
  }
}
