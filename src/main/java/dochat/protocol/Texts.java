package dochat.protocol;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** The rules for what people type. Pure. */
public final class Texts {
  private static final int REPLACEMENT = 0xFFFD;
  /** Pictures, also those that this program is too old to know, and the few emojis that Unicode does not count among other symbols. */
  private static final String PICTURE = "[\\p{So}\\x{1F000}-\\x{1FAFF}\u203C\u2049\u2139\u2194\u25FB-\u25FE\u2934\u2935\u3030\u303D&&[^\\x{1F1E6}-\\x{1F1FF}]]";
  /** One with its colour, its presentation, or the tags of a flag. */
  private static final String ELEMENT = PICTURE + "(?:[\\x{1F3FB}-\\x{1F3FF}]|\uFE0F|[\\x{E0020}-\\x{E007E}]+\\x{E007F})?";
  /** A flag, a keycap, or pictures that are joined. Which there are grows with Unicode, so the form decides and not a list (UTS 51, section 1.4.9). */
  private static final Pattern EMOJI =
      Pattern.compile("[\\x{1F1E6}-\\x{1F1FF}]{2}|[0-9#*]\uFE0F?\u20E3|" + ELEMENT + "(?:\u200D" + ELEMENT + ")*");
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

  /** One emoji, as it is typed; fails with {@code bad_emoji}. */
  static String emoji(String text) {
    if (text.length() > EMOJI_CHARS || !EMOJI.matcher(text).matches() || !isVisible(text)) {
      throw Problem.of(ProblemCode.BAD_EMOJI);
    }
    return text;
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
