package dochat.feed;

import dochat.model.CardNews;
import dochat.model.CardNews.Changed;
import dochat.protocol.Address;
import dochat.protocol.CardViews;
import dochat.protocol.Frames;
import dochat.protocol.Limits;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The newest changes of cards, and frames that tell of them, made once for all who know the same. Immutable but for those; any thread may call. */
public final class LatestCards {
  /** Nothing is known of before. */
  static final LatestCards NONE = new LatestCards(0, 0, List.of());
  /** Different frames that are kept. */
  private static final int FRAMES = 100;

  private final long head;
  /** All changes after this number are here. */
  private final long floor;
  private final List<Changed> changes;
  private final Map<String, String> frames = new ConcurrentHashMap<>();

  private LatestCards(long head, long floor, List<Changed> changes) {
    this.head = head;
    this.floor = floor;
    this.changes = changes;
  }

  /** What has changed until then is not known. */
  static LatestCards at(long head) {
    return new LatestCards(head, head, List.of());
  }

  long head() {
    return head;
  }

  /** What somebody knows who was told everything. */
  public String state() {
    return Long.toString(head);
  }

  /** With what has come since, of which there are at most so many; as many are kept. */
  LatestCards with(CardNews news, int most) {
    List<Changed> all = Stream.concat(changes.stream().filter(old -> news.changes().stream().noneMatch(fresh -> fresh.user().equals(old.user()))), news.changes().stream()).toList();
    List<Changed> kept = all.subList(Math.max(0, all.size() - most), all.size());
    boolean isWhole = kept.size() == all.size() && news.changes().size() < most;
    return new LatestCards(news.head(), isWhole ? floor : kept.get(0).number() - 1, kept);
  }

  /**
   * What to tell somebody, as a frame; null where nothing has come since.
   *
   * @param state what they were told they know; null for nothing: then they learn where it stands
   */
  public String after(String state) {
    if (state().equals(state)) {
      return null;
    }
    long known = number(state);
    String key = state == null ? "" : Long.toString(known);
    String frame = frames.get(key);
    if (frame == null) {
      frame = frame(known, state != null);
      if (frames.size() < FRAMES) {
        frames.put(key, frame);
      }
    }
    return frame;
  }

  private String frame(long known, boolean isAny) {
    List<String> users = isAny ? changes.stream().filter(change -> change.number() > known).map(Changed::user).toList() : List.of();
    boolean isAll = isAny && (known < floor || known > head || users.size() > Limits.CARDS);
    return Frames.rec(Address.CARDS, CardViews.news(state(), isAll ? null : users));
  }

  /** What is no state of ours is answered like one that is too old. */
  private static long number(String state) {
    return state != null && state.matches("[0-9]{1,18}") ? Long.parseLong(state) : -1;
  }
}
