package dochat.web;

import dochat.door.FeedDoor;
import dochat.door.PollDoor;
import dochat.door.StreamDoor;
import dochat.door.StreamFormat;
import dochat.protocol.Command;
import dochat.protocol.Following;
import dochat.session.Services;
import dochat.session.Sessions;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Reading rooms over HTTP: pages of history, polling, long polling, streaming, and the feed of several rooms. */
final class FollowRoutes {
  private final Services services;
  private final Requests requests;
  private final PollDoor polls;
  private final StreamDoor streams;
  private final FeedDoor feeds;

  FollowRoutes(Vertx vertx, Services services, Sessions sessions, Requests requests) {
    this.services = services;
    this.requests = requests;
    this.polls = new PollDoor(vertx, sessions);
    this.streams = new StreamDoor(sessions);
    this.feeds = new FeedDoor(vertx, sessions);
  }

  void install(Router router) {
    router.get("/api/rooms/:room/events").handler(this::events);
    router.get("/api/rooms/:room/stream").handler(this::stream);
    router.post("/api/feed").handler(this::feed);
  }

  /** A cursor and nothing before it is a poll; anything else is a page of history. */
  private void events(RoutingContext context) {
    JsonObject query = Requests.query(context, "after", "before", "limit", "wait", "epoch");
    if (query.containsKey("after") && !query.containsKey("before")) {
      requests.handOver(context, identity -> polls.answer(context.request(), identity, Following.Room.from(query)));
    } else {
      requests.answerFor(context, 200, identity -> services.chat().page(identity.user(), Command.Events.from(query)));
    }
  }

  private void stream(RoutingContext context) {
    JsonObject query = Requests.query(context, "after", "epoch", "every");
    boolean isServerSent = accepts(context, StreamFormat.SERVER_SENT_EVENTS);
    String lastEventId = context.request().getHeader("Last-Event-ID");
    if (isServerSent && lastEventId != null) {
      putCursor(query, lastEventId);
    }
    StreamFormat format = isServerSent ? StreamFormat.SERVER_SENT_EVENTS : StreamFormat.LINES;
    requests.handOver(context, identity -> streams.answer(context.request(), identity, Following.Room.from(query), format));
  }

  /** An id is the epoch, a dot and the number; the number alone leaves the epoch to the query. */
  private static void putCursor(JsonObject query, String eventId) {
    int dot = eventId.lastIndexOf('.');
    query.put("after", eventId.substring(dot + 1));
    if (dot >= 0) {
      query.put("epoch", eventId.substring(0, dot));
    }
  }

  private void feed(RoutingContext context) {
    requests.handOver(context, identity -> {
      Following.Rooms feed = Following.Rooms.from(Requests.body(context));
      return accepts(context, StreamFormat.FRAMES)
          ? streams.answer(context.request(), identity, feed)
          : feeds.answer(context.request(), identity, feed);
    });
  }

  private static boolean accepts(RoutingContext context, StreamFormat format) {
    String accept = context.request().getHeader(HttpHeaders.ACCEPT);
    return accept != null && accept.contains(format.mediaType());
  }
}
