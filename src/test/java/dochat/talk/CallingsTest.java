package dochat.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.model.Mention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whom a typed line calls: the table is the page's, too (mentions.test.js). */
class CallingsTest {
  private static final List<People.Somebody> AROUND = List.of(new People.Somebody("u-1", "민지", ""), new People.Somebody("u-2", "Ann Lee", "member"),
      new People.Somebody("u-2", "Ann Lee", ""), new People.Somebody("u-3", "Tom", ""), new People.Somebody("u-4", "tom", ""), new People.Somebody("u-5", "민지영", ""),
      new People.Somebody("u-6", "minji", ""), new People.Somebody("u-7", "Zoë", ""));

  static Stream<String> table() throws IOException {
    return Files.readAllLines(Path.of("src/test/js/support/mentions.txt")).stream().filter(line -> !line.startsWith("#"));
  }

  @ParameterizedTest
  @MethodSource("table")
  void wholeNamesOfOnePersonAreCalled(String line) {
    String[] parts = line.split(" \\| ?", 2);
    String text = parts[0].startsWith("\\N") ? Normalizer.normalize(parts[0].substring(2), Normalizer.Form.NFD) : parts[0].replace("\\n", "\n");
    assertEquals(parts[1], String.join(" ", Callings.in(text, AROUND).stream().map(CallingsTest::shown).toList()));
  }

  @Test
  void whatIsSentHasTheSignThatTheServerKnows() {
    String text = "＠민지 ＠모두 ＠";
    assertEquals("@민지 @모두 ＠", Callings.said(text, Callings.in(text, AROUND)));
  }

  @Test
  void aNameMayHaveSpacesOfAnyKind() {
    List<People.Somebody> around = List.of(new People.Somebody("u-8", "김\u3000철수", ""));
    assertEquals(List.of("u-8 0-5"), Callings.in("@김 철수가 왔어", around).stream().map(CallingsTest::shown).toList());
  }

  /** As the server takes no more for a name. */
  @Test
  void aNameThatIsTooLongInItsLettersIsText() {
    People.Somebody somebody = new People.Somebody("u-8", "긴이름".repeat(10), "");
    String text = "@" + somebody.name();
    assertEquals(1, Callings.in(text, List.of(somebody)).size());
    assertEquals(List.of(), Callings.in(Normalizer.normalize(text, Normalizer.Form.NFD), List.of(somebody)));
  }

  private static String shown(Mention mention) {
    return (mention.user() == null ? mention.group().word() : mention.user().id()) + " " + mention.from() + "-" + mention.to();
  }
}
