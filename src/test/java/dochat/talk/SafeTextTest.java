package dochat.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SafeTextTest {
  @Test
  void removesEveryControlCharacterButTheLineBreak() {
    String all = IntStream.rangeClosed(0, 0x9F).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    String safe = SafeText.of(all);
    assertFalse(safe.codePoints().anyMatch(point -> Character.isISOControl(point) && point != '\n'));
    assertEquals(1, safe.codePoints().filter(point -> point == '\n').count());
  }

  @Test
  void leavesNoEscapeSequenceWhole() {
    assertEquals("[31mred[0m", SafeText.of("\u001b[31mred\u001b[0m"));
    assertEquals("]0;title", SafeText.of("\u001b]0;title\u0007"));
    assertEquals("31mred", SafeText.of("\u009b31mred"));
    assertEquals("]52;c;aGk=", SafeText.of("\u001b]52;c;aGk=\u001b\u0007"));
    assertEquals("ab", SafeText.of("a\rb"));
  }

  @Test
  void removesWhatTurnsTheDirection() {
    assertEquals("evil.exe", SafeText.of("\u202eevil\u2066.exe\u200f"));
  }

  @Test
  void keepsEveryScriptAndEmojiAsTheyAre() {
    String text = "한글 ㅎ 中文 עברית नमस्ते 👩‍👩‍👧 ❤️ e\u0301";
    assertEquals(text, SafeText.of(text));
  }

  @Test
  void showsALoneSurrogateAsUnknown() {
    assertEquals("a\ufffdb", SafeText.of("a\ud800b"));
  }

  @Test
  void keepsNamesOnOneLine() {
    assertEquals("Ann  15:04 Ben", SafeText.line(" Ann\n\u202815:04 Ben\u001b[2K\n").replace("[2K", ""));
  }
}
