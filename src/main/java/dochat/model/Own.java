package dochat.model;

/**
 * What somebody keeps of a room of theirs, for themself alone.
 *
 * @param muted     whether nothing there calls for attention but what calls them
 * @param favourite whether it stands before their others
 * @param draft     how often they have written their draft there anew; 0 for never, below 0 while nothing is left of it
 */
public record Own(boolean muted, boolean favourite, long draft) {
  /** Nothing. */
  public static final Own NONE = new Own(false, false, 0);

  /** Of who has written no draft. */
  public Own(boolean muted, boolean favourite) {
    this(muted, favourite, 0);
  }
}
