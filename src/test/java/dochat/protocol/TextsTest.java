package dochat.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people type becomes what others see. */
class TextsTest {
  private static final String FAMILY = "👩‍👩‍👧‍👦";

  @Test
  void namesAreComposed() {
    assertEquals("한글", name("한글"), "Hangul from its jamo");
    assertEquals("é", name("e\u0301"));
    assertEquals(32, name("e\u0301".repeat(32)).length(), "the limit counts what is kept");
  }

  @Test
  void charactersAreCodePoints() {
    assertEquals("😀".repeat(32), name("😀".repeat(32)));
    assertRefused(ProblemCode.BAD_NAME, "😀".repeat(33));
    assertEquals(FAMILY.repeat(4), name(FAMILY.repeat(4)), "a family is 7 characters, joiners included");
    assertRefused(ProblemCode.BAD_NAME, FAMILY.repeat(5));
    assertEquals("😀".repeat(4_000), text("😀".repeat(4_000)));
    assertEquals(ProblemCode.TEXT_TOO_LONG, refusalOfText("😀".repeat(4_001)));
  }

  @Test
  void namesHaveNoSpaceAround() {
    assertEquals("Kim  Min", name("\u3000 Kim  Min \u2003"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u3000", "a\nb", "a\tb", "a\u0000b", "a\u007Fb", "a\u0085b", "a\u2028b", "a\u2029b", "a\u202Eb", "a\u2066b",
      "a\uD800b", "\uDC00", "\u200B\u200D", "\u2060", "\uFEFF"})
  void namesThatCannotBeShownOnOneLineAreRefused(String name) {
    assertRefused(ProblemCode.BAD_NAME, name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u3164", "\u115F\u1160", "\uFFA0", "\u2800", "\u034F", "\uFE0F", "\uDB40\uDD00", "\u3164 \u200B\u3164"})
  void namesOfCharactersThatShowNothingAreRefused(String name) {
    assertRefused(ProblemCode.BAD_NAME, name);
    assertEquals(ProblemCode.TEXT_EMPTY, refusalOfText(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u2065", "\u00AD", "\u061C", "\u2063\u2064", "\uFFF0", "\u180E", "\uD82F\uDCA0", "\uD834\uDD73", "\uDB40\uDC01", "\uD834\uDD59"})
  void whatFontsMayLeaveOutIsNoNameRoomOrMessage(String text) {
    assertRefused(ProblemCode.BAD_NAME, text);
    assertEquals(ProblemCode.BAD_ROOM_NAME, assertThrows(Problem.class, () -> new Command.Create(text, "")).code());
    assertEquals(ProblemCode.TEXT_EMPTY, refusalOfText(text));
    assertEquals("가" + text, text("가" + text), "beside something visible it is kept");
  }

  /** The list is made from another library's Unicode data, where the page's tests compare it with the page's rule. */
  @Test
  void whatShowsNothingIsTheSameAsInThePage() throws IOException {
    var invisible = new BitSet();
    for (String line : Files.readAllLines(Path.of("src/test/js/support/invisible.txt"))) {
      String[] ends = line.split("\\.\\.");
      invisible.set(Integer.parseInt(ends[0], 16), Integer.parseInt(ends[ends.length - 1], 16) + 1);
    }
    IntStream.rangeClosed(0, Character.MAX_CODE_POINT).forEach(point ->
        assertEquals(invisible.get(point) || isMark(point), !Texts.isVisible(Character.toString(point)), () -> "U+" + Integer.toHexString(point)));
  }

  /** What people have typed so far, or pasted, is no name yet. */
  @Test
  void whatIsLookedForMayBeAnyPartOfAName() {
    assertEquals("\u0301a", sought("\u0301a"), "the end of one");
    assertEquals("\u0e34", sought(" \u0e34"), "a vowel");
    assertEquals("\u3164", sought("\u3164"));
    assertEquals("한글", sought("한글"));
    assertEquals("Tea time", sought("\u2068Tea\ttime\u2069\r\n"));
    assertEquals("a  b", sought("a\u0000\uD800b"));
    assertEquals("", sought(""));
    assertEquals(ProblemCode.BAD_NAME, assertThrows(Problem.class, () -> sought("x".repeat(Limits.NAME_CHARS + 1))).code());
  }

  @Test
  void theNextPageBeginsAfterAnyNameThatARoomMayHave() {
    assertEquals("\u0301e\u0301", directory(new JsonObject().put("after", "\u0301e\u0301")).after(), "as it was told");
    assertEquals(ProblemCode.BAD_ROOM_NAME, assertThrows(Problem.class, () -> directory(new JsonObject().put("after", "a\u0000"))).code());
    assertEquals("\u0301", directory(new JsonObject().put("q", "\u0301")).search());
  }

  private static Command.Directory directory(JsonObject body) {
    return Command.Directory.from(body);
  }

  private static String sought(String text) {
    return Command.People.from(new JsonObject().put("search", text)).search();
  }

  private static boolean isMark(int point) {
    return Character.toString(point).matches("\\p{M}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0301", "\u20DD", "\u0E31", "\u093E", "\u200B\u0301", "\u0301\u0301", "\u3164\u20E3", "\uFFFC", "\uD80D\uDC41"})
  void marksAloneAreNoNameRoomTopicOrMessage(String text) {
    assertRefused(ProblemCode.BAD_NAME, text);
    assertEquals(ProblemCode.BAD_ROOM_NAME, assertThrows(Problem.class, () -> new Command.Create(text, "")).code());
    assertEquals(ProblemCode.BAD_ROOM_NAME, assertThrows(Problem.class, () -> new Command.Create("a", text)).code());
    assertEquals(ProblemCode.TEXT_EMPTY, refusalOfText(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0301Ann", "\u20DDAnn", "\u200B\u0301Ann", "\u093Eक"})
  void aNameJoinsNothingThatIsBeforeIt(String name) {
    assertRefused(ProblemCode.BAD_NAME, name);
    assertEquals(name, text(name), "a message has a place of its own");
  }

  @ParameterizedTest
  @ValueSource(strings = {"deleted account", "Deleted  Account", "deleted\u200b account", "de\u00adleted account", "ｄeleted account", "dеleted account", "탈퇴한 사용자", "탈퇴한\u3000 사용자"})
  void nobodyIsCalledLikeWhoHasGone(String name) {
    assertRefused(ProblemCode.BAD_NAME, name);
  }

  @Test
  void namesInAnyScriptAreTaken() {
    for (String name : new String[] {"아무개", "山田", "محمد", "שרה", "O'Neil-Łukasz", "ㅎㅎ", "😀️", "क्षि", "\u200Fשרה"}) {
      assertEquals(name, name(name));
    }
  }

  @Test
  void topicsMayBeEmptyAndRoomNamesNot() {
    assertEquals("", new Command.Create("a", "  ").topic());
    assertEquals(ProblemCode.BAD_ROOM_NAME, assertThrows(Problem.class, () -> new Command.Create(" ", "")).code());
    assertEquals(ProblemCode.BAD_ROOM_NAME, assertThrows(Problem.class, () -> new Command.Create("a", "t".repeat(201))).code());
  }

  @Test
  void messagesKeepTheirLinesAndTabs() {
    assertEquals("a\nb\n\n\tc", text("a\r\nb\r\r\n\tc"));
  }

  @Test
  void messagesKeepWhatWasTypedButForWhatNoStoreCanHold() {
    assertEquals("e\u0301 \u202E x ", text("e\u0301 \u202E x "), "not composed, not stripped");
    assertEquals("a\uFFFDb\uFFFD\uFFFD", text("a\u0000b\uD800\u001B"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n\t", "\u200B", "\u00A0\u3000", "\u0000", "\uD800"})
  void messagesWithoutAnythingToSeeAreRefused(String text) {
    assertEquals(ProblemCode.TEXT_EMPTY, refusalOfText(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"👍", "👍🏽", "❤️", "❤", "🇰🇷", "1️⃣", "#⃣", FAMILY, "👩🏽‍❤️‍💋‍👨🏿", "🧑🏻‍🤝‍🧑🏿", "🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F",
      "🏳️‍🌈", "☝🏿", "‼️", "ℹ️", "↔️", "◽", "〰️", "©️", "㊗️", "🫨", "\uD83E\uDEFF"})
  void aReactionIsOneEmoji(String emoji) {
    assertEquals(emoji, Texts.emoji(emoji));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a", "가", "1", "#", "!", "👍👍", "👍 ", "👍a", "🇰🇷🇺🇸", "🇰", "<b>", "\u0000", "\n", "\uFE0F", "\u200D", "a\uFE0F", "1\uFE0F", "a\u20E3",
      "👍\u0301", "👍\u0000", "👍\u200D", "\u200D👍", "👍\u202E", "\uD83D", "\u2800", "\uD834\uDD59", ":+1:", "°", "─", "㉠", "﷽", "\uD834\uDD1E", "🏽", "👩\u200D🏽", "🏴\uDB40\uDC67\uDB40\uDC7F"})
  void whatIsNotOneEmojiIsNoReaction(String text) {
    assertEquals(ProblemCode.BAD_EMOJI, assertThrows(Problem.class, () -> Texts.emoji(text)).code());
  }

  @Test
  void allEmojisOfThePickerAreReactions() throws IOException {
    List<String> emojis = new JsonArray(Files.readString(Path.of("webroot/emoji/ko.json"))).stream()
        .flatMap(group -> ((JsonArray) group).stream()).map(emoji -> ((JsonArray) emoji).getString(0)).toList();
    assertEquals(emojis, emojis.stream().map(Texts::emoji).toList());
  }

  @Test
  void noEmojiIsLongerThanTheLongestFamily() {
    String crowd = "👩" + "\u200D👩".repeat(20);
    assertEquals(62, crowd.length());
    assertEquals(crowd + "🏽", Texts.emoji(crowd + "🏽"));
    assertEquals(ProblemCode.BAD_EMOJI, assertThrows(Problem.class, () -> Texts.emoji(crowd + "\u200D👩")).code());
  }

  @Test
  void aQuoteIsOneLineOfAtMostSoManyCharacters() {
    assertEquals("a b c", Texts.quote(" a\n\tb  c\n"));
    assertEquals("가".repeat(200), Texts.quote("가".repeat(200)));
    assertEquals("😀".repeat(199) + "…", Texts.quote("😀".repeat(201)));
  }

  private static String name(String name) {
    return new Command.SignIn(name).name();
  }

  private static void assertRefused(ProblemCode code, String name) {
    assertEquals(code, assertThrows(Problem.class, () -> name(name)).code());
  }

  private static String text(String text) {
    return new Command.Post("general", "id", 0, text, List.of()).text();
  }

  private static ProblemCode refusalOfText(String text) {
    return assertThrows(Problem.class, () -> text(text)).code();
  }
}
