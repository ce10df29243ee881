package dochat.session;

import dochat.feed.Told;
import dochat.protocol.FeedState;
import io.vertx.core.Context;
import io.vertx.core.Future;

/**
 * What one client is told of its person's rooms: it knows a state, and is told what differs from it, one frame at a time, when it can take one. Nothing is
 * queued here. Lives on the session's event loop.
 */
final class PersonalFeed {
  private final Services services;
  private final Context loop;
  private final Wire client;
  /** Null while nobody wants to hear it. */
  private Listening listening;

  PersonalFeed(Services services, Context loop, Wire client) {
    this.services = services;
    this.loop = loop;
    this.client = client;
  }

  /**
   * From now on the client is told what differs from what it knows. Completed when it has been told so once; fails as the store does.
   *
   * @param state as the client was told it; null, or one that is none, for a client that knows nothing
   */
  Future<Void> begin(String user, String state) {
    Listening now = become(new Listening(user, FeedState.read(state)));
    return now.follow().onFailure(failure -> {
      if (listening == now) {
        end();
      }
    });
  }

  /** Another person speaks: what is known is somebody else's. */
  void belongTo(String user) {
    if (listening != null && !listening.user.equals(user)) {
      become(new Listening(user, null)).follow();
    }
  }

  /** About once a second: what could not be told is tried again. */
  void tick() {
    if (listening != null && listening.isDue) {
      listening.goOn();
    }
  }

  void end() {
    if (listening != null) {
      services.feeds().unfollow(listening.user, listening.wake);
      listening = null;
    }
  }

  private Listening become(Listening next) {
    end();
    listening = next;
    return next;
  }

  private final class Listening {
    private final String user;
    private final Runnable wake = () -> loop.runOnContext(turn -> wake());
    private FeedState known;
    private boolean isFollowing;
    private boolean isTelling;
    private boolean isDue;

    Listening(String user, FeedState known) {
      this.user = user;
      this.known = known;
    }

    Future<Void> follow() {
      isDue = false;
      return services.feeds().follow(user, wake).compose(followed -> {
        isFollowing = true;
        return tell();
      }).onFailure(failure -> isDue = true);
    }

    /** Before it follows, what is new is told by that: whoever waits for the first time must not find it under way. */
    private void wake() {
      if (isFollowing) {
        tell();
      }
    }

    void goOn() {
      if (isFollowing) {
        tell();
      } else {
        follow();
      }
    }

    private Future<Void> tell() {
      isDue = true;
      if (listening != this || isTelling || client.isFull()) {
        return Future.succeededFuture();
      }
      isDue = false;
      isTelling = true;
      return services.feeds().next(user, known).compose(this::tell)
          .onComplete((told, failure) -> isTelling = false)
          .onFailure(failure -> isDue = true)
          .compose(told -> told || isDue ? tell() : Future.succeededFuture());
    }

    /** Whether there was something. */
    private Future<Boolean> tell(Told told) {
      if (told == null || listening != this) {
        return Future.succeededFuture(false);
      }
      known = told.state();
      return client.write(told.frame()).map(true);
    }
  }
}
