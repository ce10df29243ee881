package dochat.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
  void isolatesWhatIsWrittenFromTheRight() {
    assertEquals("\u2068דנה\u2069", SafeText.isolated("דנה"));
    assertEquals("\u2068سارة 3!\u2069", SafeText.isolated("سارة 3!"));
    assertEquals("\u2068Ann א\u2069\n\u2068Ben\u2069", SafeText.isolated("Ann א\nBen"), "an isolate ends with its line");
    for (String text : new String[] {"Ann", "민지", "山田", "नमस्ते", "👩‍👩‍👧", "", "3"}) {
      assertEquals(text, SafeText.isolated(text), "turns nothing");
    }
  }

  @Test
  void anIsolateWithinStaysWhereItIsWhole() {
    assertEquals("\u2068\u2068דנה\u2069, רון\u2069", SafeText.isolated("\u2068דנה\u2069, רון"));
    assertEquals("\u2068דנה, רון\u2069", SafeText.isolated("דנה\u2069, \u2068רון"));
    assertEquals("\u2068דנה\u2069", SafeText.isolated("דנה\u2068"));
  }

  /** Whatever key it is: the words put them in, so that no sentence can forget it. */
  @Test
  void noSentenceIsTurnedByANameInIt() {
    for (Locale locale : List.of(Locale.US, Locale.KOREA)) {
      var words = new Words(locale);
      for (String key : ResourceBundle.getBundle("dochat.talk.words").keySet()) {
        String said = Stream.of(new Object[] {"דנה", "דנה", "דנה"}, new Object[] {3, "דנה", "דנה"}, new Object[] {"דנה", 3, 3}, new Object[] {3, 3, 3}).map(facts -> said(words, key, facts))
            .filter(Objects::nonNull).findFirst().orElseThrow();
        assertEquals(said.replace("\u2068דנה\u2069", ""), said.replaceAll("[\u2068\u2069]|דנה", ""), key);
      }
    }
  }

  private static String said(Words words, String key, Object[] facts) {
    try {
      return words.say(key, facts);
    } catch (IllegalStateException e) {
      return null;
    }
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
