package dochat.protocol;

import dochat.model.ChatSettings;
import dochat.model.Own;
import dochat.model.Place;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * What somebody knows of the rooms of a person: a digest of each part of them, which is the same at every node. It is the cursor of the feed: who comes back
 * with one is told the parts whose digests differ (docs/decisions/0032). Immutable.
 */
public final class FeedState {
  /** Into so many parts the rooms of a person fall, by their ids; a power of two. */
  public static final int PARTS = 32;
  /** The one that also tells what is in no room: what a person has chosen for themself, and what the chat is called. */
  public static final int FIRST = 0;
  /** Nothing is known, and there is nothing. */
  public static final FeedState EMPTY = new FeedState(new long[PARTS]);

  private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final int DIGIT_BITS = 6;
  /** Of a part; all parts together are fewer characters than a header may have. */
  private static final int DIGITS_PER_PART = 7;
  private static final long MASK = (1L << DIGIT_BITS * DIGITS_PER_PART) - 1;

  private final long[] parts;

  private FeedState(long[] parts) {
    this.parts = parts;
  }

  /**
   * Of these places.
   *
   * @param epoch     of the store's log
   * @param head      the newest number of each room
   * @param preferred how often the person has chosen something for themself; who never has leaves their part what it was before one could
   * @param name      what the chat is called; the name that it has at first leaves the part what it was before there were others
   */
  public static FeedState of(String epoch, Collection<Place> places, ToLongFunction<String> head, long preferred, String name) {
    long[] parts = new long[PARTS];
    parts[FIRST] = (preferred == 0 ? 0 : hash(epoch + "/preferences/" + preferred)) + (name.equals(ChatSettings.NAME) ? 0 : hash(epoch + "/name/" + name));
    for (Place place : places) {
      parts[part(place.room())] += digest(epoch, place, head.applyAsLong(place.room()));
    }
    return new FeedState(IntStream.range(0, PARTS).mapToLong(part -> parts[part] & MASK).toArray());
  }

  /** As {@link #text} wrote it; null where it did not. */
  public static FeedState read(String text) {
    if (text == null || text.length() != PARTS * DIGITS_PER_PART) {
      return null;
    }
    long[] parts = new long[PARTS];
    for (int i = 0; i < text.length(); i++) {
      int digit = DIGITS.indexOf(text.charAt(i));
      if (digit < 0) {
        return null;
      }
      int part = i / DIGITS_PER_PART;
      parts[part] = parts[part] << DIGIT_BITS | digit;
    }
    return new FeedState(parts);
  }

  /** The part that a room is in; from 0 on. */
  public static int part(String room) {
    return (int) (hash(room) & PARTS - 1);
  }

  /** Those parts of which another one knows something else, in rising order. */
  public List<Integer> differing(FeedState other) {
    return IntStream.range(0, PARTS).filter(part -> parts[part] != other.parts[part]).boxed().toList();
  }

  /** This one, but for these parts, which are as the other one knows them. */
  public FeedState with(Collection<Integer> told, FeedState other) {
    long[] next = parts.clone();
    for (int part : told) {
      next[part] = other.parts[part];
    }
    return new FeedState(next);
  }

  /** Letters, digits, hyphens and underscores. */
  public String text() {
    char[] text = new char[PARTS * DIGITS_PER_PART];
    for (int part = 0; part < PARTS; part++) {
      long left = parts[part];
      for (int i = DIGITS_PER_PART - 1; i >= 0; i--) {
        text[part * DIGITS_PER_PART + i] = DIGITS.charAt((int) (left & (1 << DIGIT_BITS) - 1));
        left >>>= DIGIT_BITS;
      }
    }
    return new String(text);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FeedState state && Arrays.equals(parts, state.parts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(parts);
  }

  /** Of all that makes a difference; what is not kept of a room leaves it what it was before it could be. */
  private static long digest(String epoch, Place place, long head) {
    String own = place.own().equals(Own.NONE) ? "" : "/" + place.own().muted() + '/' + place.own().favourite() + '/' + place.own().draft()
        + (place.own().marked() == 0 ? "" : "/" + place.own().marked()) + (place.own().threadDrafts() == 0 ? "" : "/t" + place.own().threadDrafts());
    return hash(epoch + '/' + place.room() + '/' + head + '/' + place.read() + '/' + place.role().word() + own);
  }

  /** FNV-1a and the finalizer of MurmurHash3, so that sums of them are as random as each. It is the same at all nodes, and stays so. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
    return hash ^ hash >>> 33;
  }
}
