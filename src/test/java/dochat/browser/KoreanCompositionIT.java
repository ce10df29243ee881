package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One press of Enter in the middle of a syllable sends once, and the whole of it. */
@ExtendWith(WithPeople.class)
class KoreanCompositionIT {
  /**
   * Plays what a browser tells a page when Enter ends a composition: `+` is a keydown while composing, `-` one with key code 229 after it, `13` an
   * ordinary one with its line break, `end` a compositionend, `late` the last syllable written only now, `echo` once more, `up` a keyup. First all in one task, as on
   * a busy page, then each in one of its own, unless `&` binds two.
   */
  private static final String PLAY = """
      async ({ place, order, before, last, apart }) => {
        const field = document.querySelector(`[data-testid=${place}]`);
        const key = (type, init) => field.dispatchEvent(new KeyboardEvent(type, { bubbles: true, cancelable: true, code: 'Enter', ...init }));
        const write = (text, inputType = 'insertCompositionText') => {
          field.value = text;
          field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType, isComposing: true }));
        };
        const breakLine = () => {
          const init = { bubbles: true, cancelable: true, inputType: 'insertLineBreak' };
          if (field.dispatchEvent(new InputEvent('beforeinput', init))) write(field.value + '\\n');
        };
        const steps = {
          '+': () => key('keydown', { key: 'Process', keyCode: 229, isComposing: true }),
          '-': () => key('keydown', { key: 'Enter', keyCode: 229 }),
          '13': () => key('keydown', { key: 'Enter', keyCode: 13 }) && breakLine(),
          'end': () => field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: last })),
          'late': () => field.value && write(before + last),
          'echo': () => write(last, 'insertText'),
          'up': () => key('keyup', { key: 'Enter', keyCode: 13 }),
        };
        field.focus();
        field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true, data: '' }));
        write(order.includes('late') ? before : before + last);
        for (const task of order.split(' ')) {
          task.split('&').forEach((step) => steps[step]());
          if (apart) await new Promise((done) => setTimeout(done));
        }
      }""";

  @Test
  void chromiumsOwnInputMethodEventsSendOnce(People people, TwoNodes nodes) {
    Friend jun = people.friend("준", nodes.first());
    String room = jun.creates("조합");
    Person minji = people.arrive("민지", nodes.first().url(), Device.DESK.in("ko-KR"));
    minji.goesTo(room);
    minji.composer().focus();
    CDPSession input = minji.page().context().newCDPSession(minji.page());
    input.send("Input.insertText", text("안녕하세"));
    compose(input, "ㅇ", "요");
    enter(input, 229);
    input.send("Input.insertText", text("요"));
    assertThat(minji.composer()).hasValue("");
    enter(input, 13);
    compose(input, "ㄴ", "네");
    enter(input, 229);
    input.send("Input.insertText", text("네"));
    minji.readsAsSent("안녕하세요", "네");
    assertThat(minji.composer()).hasValue("");
    assertEquals(List.of("안녕하세요", "네"), jun.log(room));
  }

  /** As each browser tells it. */
  @Test
  void onePressSendsOnce(People people, TwoNodes nodes) {
    Friend jun = people.friend("준", nodes.first());
    Person minji = people.arrive("민지", nodes.first());
    Map<String, String> orders = Map.of("Chrome on Windows", "+ end up", "Chrome on macOS", "+ end 13 up", "Chrome on Linux", "+ end up 13 up",
        "Firefox", "+ end&late up", "Firefox with the syllable first", "+ late end up", "Safari", "end - up", "Chrome on Android", "end 13 up");
    orders.forEach((browser, order) -> {
      String room = jun.creates("조합 " + browser);
      minji.goesTo(room);
      play(minji, order, "안녕하세", "요", false);
      minji.readsAsSent("안녕하세요");
      play(minji, order, "반가워", "요", true);
      minji.readsAsSent("안녕하세요", "반가워요");
      minji.says("끝");
      minji.readsAsSent("안녕하세요", "반가워요", "끝");
      assertEquals(List.of("안녕하세요", "반가워요", "끝"), jun.log(room), browser);
    });
  }

  /** The press that ends the syllable of a name does no more, whoever of other tests is called the same; the next one chooses whom it calls, and the one after that sends. */
  @Test
  void aNameThatIsBeingComposedIsChosenByThePressAfterIt(People people, TwoNodes nodes) {
    Friend jun = people.friend("준", nodes.first());
    Person minji = people.arrive("민지", nodes.first());
    Map.of("Chrome on Windows", "+ end up", "Safari", "end - up").forEach((browser, order) -> {
      minji.goesTo(jun.creates("부르기 " + browser));
      minji.joins();
      String room = minji.page().url().replaceAll(".*/room/", "");
      jun.says(room, "여기요");
      minji.sees("여기요");
      play(minji, order, "@", "주", true);
      assertThat(minji.page().getByTestId("offer").first()).hasText(Pattern.compile("준"));
      assertThat(minji.composer()).hasValue("@주");
      minji.composer().press("Enter");
      assertThat(minji.composer()).hasValue("@준");
      minji.composer().press("Enter");
      assertThat(minji.page().locator(".is-own mark.mention")).hasText("@준");
      eventually(() -> assertEquals(1, jun.mentions(room), browser));
    });
  }

  /** The same in a thread, and where a message is edited. */
  @Test
  void aNameThatIsBeingComposedIsChosenInAThreadAndInAnEditor(People people, TwoNodes nodes) {
    Friend jun = people.friend("준", nodes.first());
    String room = jun.creates("부르기 어디서나");
    jun.says(room, "여기요");
    Person minji = people.arrive("민지", nodes.first());
    minji.goesTo(room);
    minji.says("제 말");
    minji.readsAsSent("여기요", "제 말");
    minji.evaluate("() => void (location.hash += '/thread/1')");
    minji.page().getByTestId("thread-composer").focus();
    composesAName(minji, "thread-composer", "+ end up", "");
    assertThat(minji.page().getByTestId("thread").locator(".is-own mark.mention")).hasText("@준");
    minji.page().getByTestId("close-thread").click();
    minji.message("제 말").focus();
    minji.page().keyboard().press("e");
    composesAName(minji, "editor", "end - up", "제 말 ");
    assertThat(minji.message("제 말 @준").locator("mark.mention")).hasText("@준");
  }

  private static void composesAName(Person person, String place, String order, String before) {
    Locator field = person.page().getByTestId(place);
    assertThat(field).isFocused();
    play(person, place, order, before + "@", "주", true);
    assertThat(person.page().getByTestId("offer").first()).hasText(Pattern.compile("준"));
    assertThat(field).hasValue(before + "@주");
    field.press("Enter");
    assertThat(field).hasValue(before + "@준");
    field.press("Enter");
  }

  @Test
  void aCompositionThatLeavesNothingNeedsNoSecondPress(People people, TwoNodes nodes) {
    Person minji = people.arrive("민지", nodes.first());
    Map.of("Chrome on Windows", "+ end up", "Chrome on macOS", "+ end 13 up", "Firefox", "+ end&up", "Safari", "end - up").forEach((browser, order) -> {
      minji.isInNew("빈 조합 " + browser);
      play(minji, order, "ok", "", true);
      minji.readsAsSent("ok");
      play(minji, order, "다시", "", false);
      minji.readsAsSent("ok", "다시");
    });
  }

  @Test
  void whatTheInputMethodWritesOnceMoreAfterTheSendIsNoNewText(People people, TwoNodes nodes) {
    Person minji = people.arrive("민지", nodes.first());
    for (String order : List.of("+ end up echo", "+ end echo up", "+ end 13 echo up echo")) {
      minji.isInNew("메아리 " + order);
      play(minji, order, "반가워", "요", true);
      minji.readsAsSent("반가워요");
      assertThat(minji.composer()).hasValue("");
      minji.composer().pressSequentially("요");
      minji.composer().press("Enter");
      minji.readsAsSent("반가워요", "요");
    }
  }

  @Test
  void inJapaneseTheFirstPressOnlyChooses(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.first());
    Person yui = people.arrive("結衣", nodes.first());
    Map.of("Chrome", "+ end up", "Safari", "end - up").forEach((browser, order) -> {
      yui.goesTo(jun.creates("変換 " + browser));
      play(yui, order, "これは", "日本語", true);
      assertThat(yui.composer()).hasValue("これは日本語");
      yui.composer().press("Enter");
      yui.readsAsSent("これは日本語");
    });
  }

  @Test
  void shiftAndEnterBreakTheLineAfterASyllable(People people, TwoNodes nodes) {
    Person minji = people.arrive("민지", nodes.first());
    minji.isInNew("줄바꿈");
    minji.composer().pressSequentially("첫 줄");
    minji.composer().press("Shift+Enter");
    minji.composer().pressSequentially("둘째 줄");
    assertThat(minji.composer()).hasValue("첫 줄\n둘째 줄");
    assertThat(minji.messages()).hasCount(0);
  }

  private static void play(Person person, String order, String before, String last, boolean apart) {
    play(person, "composer", order, before, last, apart);
  }

  private static void play(Person person, String place, String order, String before, String last, boolean apart) {
    person.page().evaluate(PLAY, Map.of("place", place, "order", order, "before", before, "last", last, "apart", apart));
  }

  private static void compose(CDPSession input, String... stages) {
    for (String stage : stages) {
      JsonObject composition = text(stage);
      composition.addProperty("selectionStart", stage.length());
      composition.addProperty("selectionEnd", stage.length());
      input.send("Input.imeSetComposition", composition);
    }
  }

  private static void enter(CDPSession input, int keyCode) {
    for (String type : List.of("rawKeyDown", "keyUp")) {
      JsonObject key = new JsonObject();
      key.addProperty("type", type);
      key.addProperty("key", keyCode == 229 ? "Process" : "Enter");
      key.addProperty("code", "Enter");
      key.addProperty("windowsVirtualKeyCode", keyCode);
      input.send("Input.dispatchKeyEvent", key);
    }
  }

  private static JsonObject text(String text) {
    JsonObject message = new JsonObject();
    message.addProperty("text", text);
    return message;
  }
}
