package dochat.model;

import java.util.Locale;

/** What of a private room those see who become members: decided when they come, by the log (docs/decisions/0038). */
public enum HistoryVisibility {
  /** All that was ever said. */
  ALL,
  /** What is said from the event on that made them members. */
  JOINED;

  /** As it is written on the wire and in the store. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of this word; fails where it is none. */
  public static HistoryVisibility of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
