package dochat.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WrapTest {
  @Test
  void countsAHangulSyllableAsTwoColumns() {
    assertEquals(4, Wrap.columns("한글"));
    assertEquals(5, Wrap.columns("a😀e\u0301b"));
  }

  @Test
  void breaksAtSpaces() {
    assertEquals(List.of("one two", "three"), Wrap.lines("one two three", 8, 0));
    assertEquals(List.of("안녕", "하세요", "민아"), Wrap.lines("안녕 하세요 민아", 6, 0));
  }

  @Test
  void beginsFurtherRightInTheFirstLine() {
    assertEquals(List.of("one", "two three"), Wrap.lines("one two three", 9, 5));
    assertEquals(List.of("", "seven"), Wrap.lines("seven", 5, 3));
  }

  @Test
  void breaksWordsThatAreLongerThanALine() {
    assertEquals(List.of("가나", "다라", "마"), Wrap.lines("가나다라마", 5, 0));
    assertEquals(List.of("가", "나다", "라"), Wrap.lines("가나다라", 5, 2));
  }

  @Test
  void keepsLinksWhole() {
    assertEquals(List.of("see", "https://example.com", "there"), Wrap.lines("see https://example.com there", 8, 0));
  }

  @Test
  void keepsLineBreaksAndIndents() {
    assertEquals(List.of("a", "", "  b"), Wrap.lines("a\n\n  b", 10, 0));
    assertEquals(List.of(""), Wrap.lines("", 10, 0));
  }

  @Test
  void padsAndCutsToColumns() {
    assertEquals("한글  ", Wrap.pad("한글", 6));
    assertEquals("김철… ", Wrap.pad("김철수영희", 6));
    assertEquals("한글", Wrap.cut("한글", 4));
  }

  @Property(tries = 300)
  void losesNothingAndFits(@ForAll @Chars({' ', '\n', 'a', '가'}) @CharRange(from = 'a', to = 'z') String text,
      @ForAll @IntRange(min = 14, max = 40) int columns, @ForAll @IntRange(min = 0, max = 12) int taken) {
    List<String> lines = Wrap.lines(text, columns, taken);
    assertEquals(text.replaceAll("\\s", ""), String.join("", lines).replaceAll("\\s", ""));
    assertTrue(lines.stream().allMatch(line -> Wrap.columns(line) <= columns), lines.toString());
    assertTrue(Wrap.columns(lines.get(0)) <= columns - taken, lines.toString());
  }
}
