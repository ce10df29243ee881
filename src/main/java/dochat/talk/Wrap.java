package dochat.talk;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;

/** Fits text into columns of a terminal, where a Hangul syllable takes two. Pure. */
final class Wrap {
  private Wrap() {
  }

  /** How many columns a text takes that has no control characters. */
  static int columns(String text) {
    return text.codePoints().map(Wrap::columns).sum();
  }

  /** The text, cut if it is longer, with spaces behind if it is shorter. */
  static String pad(String text, int columns) {
    String fitting = cut(text, columns);
    return fitting + " ".repeat(columns - columns(fitting));
  }

  /** The text, or as much of it as leaves room for the sign that there is more. */
  static String cut(String text, int columns) {
    return columns(text) <= columns ? text : text.substring(0, fitting(text, columns - 1)) + "…";
  }

  /**
   * The lines of a text, at least one, broken at spaces, or anywhere in a word that is longer than a line. A link stays whole, so that it can
   * be opened.
   *
   * @param columns of each line, at least 2
   * @param taken   columns of the first line that are not free
   */
  static List<String> lines(String text, int columns, int taken) {
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      wrap(line, columns, lines.isEmpty() ? taken : 0, lines);
    }
    return lines;
  }

  private static void wrap(String line, int columns, int taken, List<String> lines) {
    StringBuilder current = new StringBuilder();
    int free = columns - taken;
    for (String word : line.split("(?<= )(?! )")) {
      String rest = word;
      while (columns(current + rest.stripTrailing()) > free && (free < columns || !current.isEmpty() || isBreakable(rest, columns))) {
        int end = isBreakable(rest, columns) ? fitting(rest, free - columns(current.toString())) : 0;
        lines.add((current + rest.substring(0, end)).stripTrailing());
        rest = rest.substring(end);
        current.setLength(0);
        free = columns;
      }
      current.append(rest);
    }
    lines.add(current.toString().stripTrailing());
  }

  private static boolean isBreakable(String word, int columns) {
    return columns(word.stripTrailing()) > columns && !word.contains("://");
  }

  /** The index behind the last character that still fits. */
  private static int fitting(String text, int columns) {
    int end = 0;
    for (int used = 0; end < text.length(); end += Character.charCount(text.codePointAt(end))) {
      used += columns(text.codePointAt(end));
      if (used > columns) {
        break;
      }
    }
    return end;
  }

  private static int columns(int point) {
    boolean isIsolate = point >= 0x2066 && point <= 0x2069; // the library takes them for letters
    return isIsolate ? 0 : Math.max(0, WCWidth.wcwidth(point));
  }
}
