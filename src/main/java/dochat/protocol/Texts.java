package dochat.protocol;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** The rules for what people type. Pure. */
public final class Texts {
  private static final int REPLACEMENT = 0xFFFD;
  private static final Pattern GRAPHEME = Pattern.compile("\\X");
  /** More than the longest one, a family with its colours. */
  private static final int EMOJI_CHARS = 64;

  private Texts() {
  }

  /** Whether there is anything to see in it; a name or a message without is none. */
  public static boolean isVisible(String text) {
    return !text.codePoints().allMatch(Invisible::is);
  }

  /**
   * A message: line ends become LF; other control characters and lone surrogates, which stores and UTF-8 cannot hold, become U+FFFD.
   * Fails with {@code text_empty} or {@code text_too_long}.
   */
  static String message(String text) {
    if (!isVisible(text)) {
      throw Problem.of(ProblemCode.TEXT_EMPTY);
    }
    String clean = clean(text.replace("\r\n", "\n").replace('\r', '\n'));
    if (clean.codePointCount(0, clean.length()) > Limits.TEXT_CHARS) {
      throw Problem.of(ProblemCode.TEXT_TOO_LONG);
    }
    return clean;
  }

  /** One emoji, as it is typed; fails with {@code bad_emoji}. Which there are grows with Unicode, so its form decides and not a list (UTS 51, section 1.4). */
  static String emoji(String text) {
    boolean isOne = text.length() <= EMOJI_CHARS && GRAPHEME.matcher(text).matches();
    if (!isOne || text.codePoints().anyMatch(Texts::isUnfitForLine) || text.codePoints().noneMatch(Texts::makesEmoji)) {
      throw Problem.of(ProblemCode.BAD_EMOJI);
    }
    return text;
  }

  /** Pictures, also those that this program is too old to know; what asks to be shown as one, and the keycap. */
  private static boolean makesEmoji(int point) {
    return point >= 0x1F000 && point <= 0x1FAFF || Character.getType(point) == Character.OTHER_SYMBOL || point == 0xFE0F || point == 0x20E3;
  }

  /** A name on one line, in Unicode NFC, without space around; fails with the given code. */
  static String line(String text, int least, int most, ProblemCode refusal) {
    String line = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
    int length = line.codePointCount(0, line.length());
    boolean blank = least > 0 && !isVisible(line);
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
}
