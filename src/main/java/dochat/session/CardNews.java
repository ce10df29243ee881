package dochat.session;

import dochat.feed.CardWatch;
import dochat.feed.LatestCards;

/** What one client knows of whose cards have changed: a state, after which it is told, when it can take a frame. Lives on the session's event loop. */
final class CardNews {
  private final CardWatch watch;
  private boolean isWanted;
  private String known;

  CardNews(CardWatch watch) {
    this.watch = watch;
  }

  /** From now on it is told. @param state as it was told; null for a client that knows nothing */
  void begin(String state) {
    isWanted = true;
    known = state;
  }

  void end() {
    isWanted = false;
  }

  /** What to tell it now; null for nothing. */
  String take(boolean canBeTold) {
    if (!isWanted || !canBeTold) {
      return null;
    }
    LatestCards latest = watch.latest();
    String frame = latest.after(known);
    known = latest.state();
    return frame;
  }
}
