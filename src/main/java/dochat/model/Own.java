package dochat.model;

/**
 * What somebody keeps of a room of theirs, for themself alone.
 *
 * @param muted     whether nothing there calls for attention but what calls them
 * @param favourite whether it stands before their others
 * @param draft     how often they have written their draft there anew; 0 for never, below 0 while nothing is left of it
 * @param marked    how often they have said how far they have read, also back, which begins with the time; 0 for never: of two marks the one of the higher number counts
 * @param threadDrafts how often they have written drafts of its threads anew, which begins with the time; 0 for never
 */
public record Own(boolean muted, boolean favourite, long draft, long marked, long threadDrafts) {
  /** Nothing. */
  public static final Own NONE = new Own(false, false, 0, 0, 0);

  /** Of who has written no draft, and has not marked anything. */
  public Own(boolean muted, boolean favourite) {
    this(muted, favourite, 0, 0, 0);
  }
}
