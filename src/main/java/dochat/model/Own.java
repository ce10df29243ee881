package dochat.model;

/**
 * What somebody keeps of a room of theirs, for themself alone.
 *
 * @param muted     whether nothing there calls for attention but what calls them
 * @param favourite whether it stands before their others
 */
public record Own(boolean muted, boolean favourite) {
  /** Nothing. */
  public static final Own NONE = new Own(false, false);
}
