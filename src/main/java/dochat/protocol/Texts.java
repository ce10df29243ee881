package dochat.protocol;

import dochat.model.Invisible;
import dochat.model.Room;
import dochat.model.User;
import java.text.Normalizer;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules for what people type. Pure. */
public final class Texts {
  private static final int REPLACEMENT = 0xFFFD;
  /** Pictures (Emoji in Unicode's emoji-data.txt), and places among them that are free yet: there will be others that this program is too old to know. */
  private static final String PICTURE = "[\u00A9\u00AE\u203C\u2049\u2122\u2139\u2194-\u2199\u21A9-\u21AA\u231A-\u231B\u2328\u23CF\u23E9-\u23F3\u23F8-\u23FA\u24C2"
      + "\u25AA-\u25AB\u25B6\u25C0\u25FB-\u25FE\u2600-\u2604\u260E\u2611\u2614-\u2615\u2618\u261D\u2620\u2622-\u2623\u2626\u262A"
      + "\u262E-\u262F\u2638-\u263A\u2640\u2642\u2648-\u2653\u265F-\u2660\u2663\u2665-\u2666\u2668\u267B\u267E-\u267F"
      + "\u2692-\u2697\u2699\u269B-\u269C\u26A0-\u26A1\u26A7\u26AA-\u26AB\u26B0-\u26B1\u26BD-\u26BE\u26C4-\u26C5\u26C8"
      + "\u26CE-\u26CF\u26D1\u26D3-\u26D4\u26E9-\u26EA\u26F0-\u26F5\u26F7-\u26FA\u26FD\u2702\u2705\u2708-\u270D\u270F\u2712\u2714"
      + "\u2716\u271D\u2721\u2728\u2733-\u2734\u2744\u2747\u274C\u274E\u2753-\u2755\u2757\u2763-\u2764\u2795-\u2797\u27A1\u27B0"
      + "\u27BF\u2934-\u2935\u2B05-\u2B07\u2B1B-\u2B1C\u2B50\u2B55\u3030\u303D\u3297\u3299"
      + "\\x{1F004}\\x{1F0CF}\\x{1F170}\\x{1F171}\\x{1F17E}\\x{1F17F}\\x{1F18E}\\x{1F191}-\\x{1F19A}\\x{1F201}-\\x{1F265}\\x{1F300}-\\x{1F3FA}\\x{1F400}-\\x{1FAFF}]";
  /** One with its colour or its presentation, or the flag of a part of a country. */
  private static final String ELEMENT = "(?:" + PICTURE + "(?:[\\x{1F3FB}-\\x{1F3FF}]|\uFE0F)?|\\x{1F3F4}[\\x{E0030}-\\x{E0039}\\x{E0061}-\\x{E007A}]{3,6}\\x{E007F})";
  /** A flag, a keycap, or pictures that are joined (UTS 51, section 1.4.9). */
  private static final Pattern EMOJI =
      Pattern.compile("[\\x{1F1E6}-\\x{1F1FF}]{2}|[0-9#*]\uFE0F?\u20E3|" + ELEMENT + "(?:\u200D" + ELEMENT + ")*");
  /** What separates words on one line and lines; the page has the same. */
  private static final Pattern SPACES = Pattern.compile("[ \\t\\n]+");
  /** What the server and pages call who has gone. */
  private static final Set<String> GONE = Set.of(Room.key(User.DELETED), Room.key("탈퇴한 사용자"));
  /** More than the longest one, a family with its colours. */
  private static final int EMOJI_CHARS = 64;

  private Texts() {
  }

  /** Whether there is anything to see in it that stands on its own, which marks do not (◌́); a name or a message without is none. */
  public static boolean isVisible(String text) {
    return text.codePoints().anyMatch(point -> !Invisible.is(point) && !isMark(point));
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

  /** What may become a message, or nothing where there is nothing to see in it; fails with {@code text_too_long}. */
  static String draft(String text) {
    return isVisible(text) ? message(text) : "";
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
    boolean blank = !isVisible(line) && (least > 0 || !line.isEmpty());
    if (length < least || length > most || blank || joinsWhatIsBefore(line) || line.codePoints().anyMatch(Texts::isUnfitForLine)) {
      throw Problem.of(refusal);
    }
    return line;
  }

  /**
   * A part of what stands on one line, to be looked for, in Unicode NFC and without space around. Laxer than {@link #line}, as it may begin in the middle of a letter; and what
   * no line has is a space, since people paste more than they want. Fails with the given code where it is longer than so many code points.
   */
  static String sought(String text, int most, ProblemCode refusal) {
    int[] points = text.codePoints().map(point -> isUnfitForLine(point) ? ' ' : point).toArray();
    String sought = Normalizer.normalize(new String(points, 0, points.length), Normalizer.Form.NFC).strip();
    if (sought.codePointCount(0, sought.length()) > most) {
      throw Problem.of(refusal);
    }
    return sought;
  }

  /** The name of a person; fails with {@code bad_name}, also where it is what is left of those who have gone. */
  static String name(String text) {
    String name = line(text, 1, Limits.NAME_CHARS, ProblemCode.BAD_NAME);
    if (GONE.contains(Room.key(name))) {
      throw Problem.of(ProblemCode.BAD_NAME);
    }
    return name;
  }

  /** A message on one line, as a reply quotes it: each run of white space is a space, and what is too long ends in an ellipsis. */
  public static String quote(String text) {
    String line = SPACES.matcher(text).replaceAll(" ").replaceAll("^ | $", "");
    return line.codePointCount(0, line.length()) <= Limits.QUOTE_CHARS ? line : line.substring(0, line.offsetByCodePoints(0, Limits.QUOTE_CHARS - 1)) + "…";
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

  /** Whether its first mark would stand on what is before it. */
  private static boolean joinsWhatIsBefore(String line) {
    return line.codePoints().filter(point -> !Invisible.is(point)).limit(1).anyMatch(Texts::isMark);
  }

  private static boolean isMark(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
      default -> false;
    };
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
