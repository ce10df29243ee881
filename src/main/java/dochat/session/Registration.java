package dochat.session;

import dochat.model.User;
import dochat.protocol.Envelope.Headers;
import dochat.protocol.News;
import dochat.protocol.Delivery;
import dochat.room.LiveRoom;
import dochat.room.RoomState;
import dochat.room.RoomTail;
import io.vertx.core.Future;

/**
 * One room that a session listens to: its cursor, and what of the room's state it has been told. Nothing is queued here; what to send is
 * worked out when the client can take it. Lives on the session's event loop.
 */
final class Registration {
  private final Services services;
  private final String room;
  private User user;
  private LiveRoom live;
  /** Of the log that the cursor stands in. */
  private String epoch;
  private long cursor;
  private long moves;
  private boolean isPlaced;
  private boolean isGreeted;
  private boolean isReset;
  private boolean isEnded;
  /** Where the cursor was put. */
  private long stoodAt;
  private String presenceTold = RoomState.UNTOLD;
  private String typingTold = RoomState.UNTOLD;
  private String marksTold = RoomState.UNTOLD;

  Registration(Services services, String room, User user) {
    this.services = services;
    this.room = room;
    this.user = user;
  }

  String room() {
    return room;
  }

  User user() {
    return user;
  }

  /** Another user listens from now on; the answer is the one before. */
  User belongTo(User other) {
    User before = user;
    user = other;
    return before;
  }

  /** Null until {@link #start}. */
  LiveRoom live() {
    return live;
  }

  /** Begins in this room, which is live now. */
  void start(LiveRoom live) {
    this.live = live;
  }

  /**
   * Puts the cursor where the client says that it is; the next frame tells it where the room stands. The last of several moves counts.
   * Nothing is delivered until the cursor is there: what this node learns of while it asks the store would go out twice, or although the
   * client has seen it. All of it is about the log as it is now: when that has another epoch by the time that the store answers, the place
   * in the old one is none in the new one.
   */
  Future<Void> moveTo(Headers headers) {
    long move = ++moves;
    RoomTail tail = live.tail();
    told(headers.state());
    boolean isForeign = headers.epoch() != null && !headers.epoch().equals(tail.epoch());
    if (headers.after() == Headers.LIVE || isForeign) {
      stand(tail.epoch(), tail.head(), isForeign);
      return Future.succeededFuture();
    }
    if (headers.after() <= tail.head()) {
      stand(tail.epoch(), headers.after(), false);
      return Future.succeededFuture();
    }
    isPlaced = false;
    return services.hub().head(room).map(stored -> {
      if (move == moves) {
        boolean isAhead = headers.after() > stored;
        stand(tail.epoch(), isAhead ? tail.head() : headers.after(), isAhead);
      }
      return null;
    });
  }

  /** The client listens no longer; what is still being read for it is dropped. */
  void end() {
    isEnded = true;
  }

  /** Whether its user may not hear the room any more. */
  boolean isShutOut() {
    return live != null && !live.tail().admits(user.id());
  }

  /** Whether its user has been told here that the room is archived, as it is now: it ends then, and may begin anew from there. */
  boolean isOver() {
    long archived = live.tail().archived();
    return isPlaced && !isEnded && stoodAt < archived && archived <= cursor;
  }

  /** Whether there is anything to tell. */
  boolean isReady() {
    return isPlaced && !isEnded && !isShutOut() && (!isGreeted || isElsewhere() || cursor < live.tail().head() || hasNewState());
  }

  /**
   * What to tell a client that can take it; null when, meanwhile, there is nothing. A reset skips what came before it goes. When the room
   * has another log by now, the client's place in the old one is none in the new one; nor is that of who has come again since, and does not see what was before. For who
   * begins with the first event, that is skipped.
   */
  Future<News> next() {
    RoomTail tail = live.tail();
    long before = tail.floor(user.id()) - 1;
    if (isElsewhere() || cursor > 0 && cursor < before) {
      stand(tail.epoch(), tail.head(), true);
    }
    if (isReset) {
      cursor = tail.head();
    }
    cursor = Math.max(cursor, before);
    if (cursor < tail.head() && !tail.covers(cursor)) {
      return services.hub().read(live, cursor).map(delivery -> take(delivery, false));
    }
    return Future.succeededFuture(take(cursor > tail.head() ? tail.nothingAfter(cursor) : tail.after(cursor), true));
  }

  private void stand(String epoch, long cursor, boolean isReset) {
    this.epoch = epoch;
    this.cursor = cursor;
    this.stoodAt = cursor;
    this.isPlaced = true;
    this.isReset = isReset;
    this.isGreeted = false;
  }

  private boolean isElsewhere() {
    return !live.tail().epoch().equals(epoch);
  }

  /** What the client knows of the room's state, as {@link News#state} named it. */
  private void told(String state) {
    String[] tags = state == null ? new String[0] : state.split("\\.", -1);
    boolean isKnown = tags.length == 2 || tags.length == 3;
    presenceTold = isKnown ? tags[0] : RoomState.UNTOLD;
    typingTold = isKnown ? tags[1] : RoomState.UNTOLD;
    marksTold = tags.length == 3 ? tags[2] : RoomState.UNTOLD;
  }

  /** What it knows; older nodes understand it where it knows no marks. */
  private String told() {
    return presenceTold + "." + typingTold + (marksTold.equals(RoomState.UNTOLD) ? "" : "." + marksTold);
  }

  private News take(Delivery whole, boolean isFromTail) {
    RoomTail tail = live.tail();
    long floor = tail.floor(user.id());
    if (isEnded || !isPlaced || !tail.admits(user.id()) || cursor < floor - 1 || whole.after() != cursor || !whole.epoch().equals(epoch)) {
      return null;
    }
    Delivery delivery = whole.seenFrom(floor);
    services.metrics().delivered(delivery.upTo() - cursor, isFromTail);
    if (delivery.upTo() > cursor) {
      services.trail().handed(delivery.handing());
    }
    cursor = delivery.upTo();
    RoomState state = live.state();
    String presence = hasNewPresence(state) ? state.presence() : null;
    String typing = hasNewTyping(state) ? state.typing() : null;
    String marks = hasNewMarks(state) ? state.marks() : null;
    if (state.hasPeople()) {
      presenceTold = state.presenceTag();
      typingTold = state.typingTag();
    }
    if (state.hasMarks()) {
      marksTold = state.marksTag();
    }
    News news = new News(room, delivery, presence, typing, marks, told(), isReset);
    isGreeted = true;
    isReset = false;
    return news;
  }

  private boolean hasNewState() {
    RoomState state = live.state();
    return hasNewPresence(state) || hasNewTyping(state) || hasNewMarks(state);
  }

  /** A client of another node may know more of the room than a node that has just begun to listen to it. */
  private boolean hasNewPresence(RoomState state) {
    return state.hasPeople() && !state.presenceTag().equals(presenceTold);
  }

  private boolean hasNewTyping(RoomState state) {
    return state.hasPeople() && !state.typingTag().equals(typingTold);
  }

  private boolean hasNewMarks(RoomState state) {
    return state.hasMarks() && !state.marksTag().equals(marksTold);
  }
}
