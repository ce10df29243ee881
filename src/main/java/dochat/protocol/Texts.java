package dochat.protocol;

import java.text.Normalizer;

/** The rules for what people type. Pure. */
public final class Texts {
  private static final int REPLACEMENT = 0xFFFD;

  private Texts() {
  }

  /**
   * A message: line ends become LF; other control characters and lone surrogates, which stores and UTF-8 cannot hold, become U+FFFD.
   * Fails with {@code text_empty} or {@code text_too_long}.
   */
  static String message(String text) {
    String clean = clean(text.replace("\r\n", "\n").replace('\r', '\n'));
    if (clean.codePoints().noneMatch(Texts::isVisible)) {
      throw Problem.of(ProblemCode.TEXT_EMPTY);
    }
    if (clean.codePointCount(0, clean.length()) > Limits.TEXT_CHARS) {
      throw Problem.of(ProblemCode.TEXT_TOO_LONG);
    }
    return clean;
  }

  /** A name on one line, in Unicode NFC, without space around; fails with the given code. */
  static String line(String text, int least, int most, ProblemCode refusal) {
    String line = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
    int length = line.codePointCount(0, line.length());
    boolean blank = least > 0 && line.codePoints().noneMatch(Texts::isVisible);
    if (length < least || length > most || blank || line.codePoints().anyMatch(Texts::isUnfitForLine)) {
      throw Problem.of(refusal);
    }
    return line;
  }

  /**
   * Whether this may stand in the log as a message. Laxer than {@link #message}: what is blank to this program was not to an older one,
   * and what was kept once may be kept again.
   */
  public static boolean canBeKept(String text) {
    return text.codePoints().noneMatch(Texts::isUnfit) && text.codePointCount(0, text.length()) <= Limits.TEXT_CHARS;
  }

  /** The same for what stands on one line, with at most so many code points. */
  public static boolean canBeKeptAsLine(String text, int most) {
    return text.codePoints().noneMatch(Texts::isUnfitForLine) && text.codePointCount(0, text.length()) <= most;
  }

  private static String clean(String text) {
    if (text.codePoints().noneMatch(Texts::isUnfit)) {
      return text;
    }
    int[] points = text.codePoints().map(point -> isUnfit(point) ? REPLACEMENT : point).toArray();
    return new String(points, 0, points.length);
  }

  private static boolean isUnfit(int point) {
    boolean control = Character.getType(point) == Character.CONTROL && point != '\n' && point != '\t';
    return control || Character.getType(point) == Character.SURROGATE;
  }

  /** Controls, lone surrogates, and the marks that turn the writing direction of what follows (Unicode TR 36, section 2.9). */
  private static boolean isUnfitForLine(int point) {
    boolean turnsDirection = point >= 0x202A && point <= 0x202E || point >= 0x2066 && point <= 0x2069;
    boolean breaks = point == '\n' || point == '\t' || point == 0x2028 || point == 0x2029;
    return isUnfit(point) || turnsDirection || breaks;
  }

  private static boolean isVisible(int point) {
    return !isBlankLetter(point) && switch (Character.getType(point)) {
      case Character.CONTROL, Character.FORMAT, Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> false;
      default -> true;
    };
  }

  /** Letters, marks and symbols that show nothing (Default_Ignorable_Code_Point of Unicode, and the empty Braille cell). */
  private static boolean isBlankLetter(int point) {
    return switch (point) {
      case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> true;
      default -> point >= 0x180B && point <= 0x180F || point >= 0xFE00 && point <= 0xFE0F || point >= 0xE0000 && point <= 0xE0FFF;
    };
  }
}
