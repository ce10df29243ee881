package dochat.model;

/**
 * What somebody has chosen for themself, wherever they are; what belongs to a device is kept there (docs/decisions/0049).
 *
 * @param number       grows whenever they choose something; 0 for never
 * @param language     that of the page; null where it is not chosen, as the others
 * @param theme        whether it is light or dark, or as the device
 * @param singleKeys   whether keys without Ctrl or the like do something
 * @param undoSeconds  for how long a deletion can be taken back
 * @param skinTone     of emojis: 0 for none, 1 for light, to 5 for dark
 */
public record Preferences(long number, String language, String theme, Boolean singleKeys, Integer undoSeconds, Integer skinTone) {
  /** Of who has never chosen anything. */
  public static final Preferences NONE = new Preferences(0, null, null, null, null, null);

  /** Whether nothing is chosen by it. */
  public boolean isEmpty() {
    return language == null && theme == null && singleKeys == null && undoSeconds == null && skinTone == null;
  }
}
