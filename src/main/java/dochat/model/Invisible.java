package dochat.model;

import java.util.TreeMap;

/**
 * The characters that show nothing, as Unicode has it: a name or a message of nothing else would be one that nobody sees.
 *
 * <p>From Unicode 17.0.0: Default_Ignorable_Code_Point (DerivedCoreProperties.txt) and the categories Cc, Cf, Cs, Zl, Zp and Zs
 * (DerivedGeneralCategory.txt). Java's regular expressions do not know that property, and Java 17 knows Unicode 13 only. To these come six that
 * are empty by their description: U+2800 (blank pattern of Braille), U+FFFC (place of an object), U+13441 and U+13442 (blanks of hieroglyphs), U+16FE4 (filler
 * of Khitan) and U+1D159 (null notehead).
 */
public final class Invisible {
  /** First and last of each range. */
  private static final int[] RANGES = {
      0x0000, 0x0020, 0x007F, 0x00A0, 0x00AD, 0x00AD, 0x034F, 0x034F, 0x0600, 0x0605, 0x061C, 0x061C, 0x06DD, 0x06DD, 0x070F, 0x070F,
      0x0890, 0x0891, 0x08E2, 0x08E2, 0x115F, 0x1160, 0x1680, 0x1680, 0x17B4, 0x17B5, 0x180B, 0x180F, 0x2000, 0x200F, 0x2028, 0x202F,
      0x205F, 0x206F, 0x2800, 0x2800, 0x3000, 0x3000, 0x3164, 0x3164, 0xD800, 0xDFFF, 0xFE00, 0xFE0F, 0xFEFF, 0xFEFF, 0xFFA0, 0xFFA0,
      0xFFF0, 0xFFFC, 0x110BD, 0x110BD, 0x110CD, 0x110CD, 0x13430, 0x1343F, 0x13441, 0x13442, 0x16FE4, 0x16FE4, 0x1BCA0, 0x1BCA3, 0x1D159, 0x1D159,
      0x1D173, 0x1D17A, 0xE0000, 0xE0FFF};
  private static final TreeMap<Integer, Integer> LAST_BY_FIRST = new TreeMap<>();

  static {
    for (int i = 0; i < RANGES.length; i += 2) {
      LAST_BY_FIRST.put(RANGES[i], RANGES[i + 1]);
    }
  }

  private Invisible() {
  }

  /** Whether this code point is one of them; any number may be asked about. */
  public static boolean is(int point) {
    var range = LAST_BY_FIRST.floorEntry(point);
    return range != null && point <= range.getValue();
  }
}
