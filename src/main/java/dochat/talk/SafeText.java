package dochat.talk;

/**
 * What others wrote, made fit for a terminal: no control characters, so that no escape sequence begins, and no marks that turn the writing
 * direction of what follows (Unicode TR 36, section 2.9). Pure.
 */
final class SafeText {
  private static final int REPLACEMENT = 0xFFFD;

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
