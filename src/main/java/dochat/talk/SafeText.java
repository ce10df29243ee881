package dochat.talk;

import java.util.stream.Collectors;

/**
 * What others wrote, made fit for a terminal: no control characters, so that no escape sequence begins, and no marks that turn the writing
 * direction of what follows (Unicode TR 36, section 2.9). Beside other words stands what is {@link #isolated}. Pure.
 */
final class SafeText {
  private static final int REPLACEMENT = 0xFFFD;

  /** First strong isolate, and the end of any isolate (UAX 9). */
  private static final char BEGIN = '\u2068';
  private static final char END = '\u2069';

  private SafeText() {
  }

  /** A text of several lines; only LF ends a line. */
  static String of(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.replace("\t", "  ").codePoints().filter(SafeText::isShown).map(SafeText::shown).forEach(safe::appendCodePoint);
    return safe.toString();
  }

  /** A name or a sentence on one line. */
  static String line(String text) {
    return of(text).replace('\n', ' ').strip();
  }

  /**
   * A safe text that may stand among other words: whatever is written from the right to the left in it turns nothing around it. An isolate ends with its
   * line, so each line is one.
   */
  static String isolated(String text) {
    return text.codePoints().noneMatch(SafeText::isFromTheRight) ? text
        : text.lines().map(line -> BEGIN + (isBalanced(line) ? line : line.replaceAll("[\u2066-\u2069]", "")) + END).collect(Collectors.joining("\n"));
  }

  private static boolean isFromTheRight(int point) {
    return switch (Character.getDirectionality(point)) {
      case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC, Character.DIRECTIONALITY_ARABIC_NUMBER -> true;
      default -> false;
    };
  }

  /** Whether it ends all isolates that it begins, and none of those around it. */
  private static boolean isBalanced(String line) {
    int open = 0;
    for (int i = 0; i < line.length() && open >= 0; i++) {
      open += line.charAt(i) == BEGIN ? 1 : line.charAt(i) == END ? -1 : 0;
    }
    return open == 0;
  }

  private static boolean isShown(int point) {
    boolean turnsDirection = point >= 0x202A && point <= 0x202E || point >= 0x2066 && point <= 0x2069
        || point == 0x200E || point == 0x200F || point == 0x061C;
    return !turnsDirection && (Character.getType(point) != Character.CONTROL || point == '\n');
  }

  private static int shown(int point) {
    return switch (Character.getType(point)) {
      case Character.SURROGATE -> REPLACEMENT;
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> '\n';
      default -> point;
    };
  }
}
