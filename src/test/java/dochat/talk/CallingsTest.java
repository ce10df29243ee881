package dochat.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.model.Mention;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom a typed line calls. */
class CallingsTest {
  private static final List<People.Somebody> AROUND = List.of(new People.Somebody("u-1", "민지", ""), new People.Somebody("u-2", "Ann Lee", "member"),
      new People.Somebody("u-2", "Ann Lee", ""), new People.Somebody("u-3", "Tom", ""), new People.Somebody("u-4", "tom", ""), new People.Somebody("u-5", "민지영", ""));

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "@민지가 왔어 | u-1 0-3", "야, @민지! | u-1 3-6", "@민지영은 | u-5 0-4", "@민지수 | ''", "a@민지 | ''", "@ann lee and @all, @here | u-2 0-8 all 13-17 here 19-24",
      "@Tom | ''", "@Ann Leeds | ''", "nobody | ''", "@ | ''", "@민지 @민지 | u-1 0-3 u-1 4-7"})
  void wholeNamesOfOnePersonAreCalled(String text, String expected) {
    assertEquals(expected, String.join(" ", Callings.in(text, AROUND).stream().map(CallingsTest::shown).toList()));
  }

  private static String shown(Mention mention) {
    return (mention.user() == null ? mention.group().word() : mention.user().id()) + " " + mention.from() + "-" + mention.to();
  }
}
