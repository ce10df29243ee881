package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people write as Markdown is shown as they mean it; the modules under {@code view/text} have tests of their own. */
@ExtendWith(WithPeople.class)
class TextIT {
  private static final String NO_CLIPBOARD = "delete Navigator.prototype.clipboard;";
  /** What each element of the message contains, in the order of the page. */
  private static final String ELEMENTS = """
      () => [...document.querySelectorAll('.message-text :is(p, strong, em, del, li, blockquote, th, td, pre, a, .text-language)')]
        .map((each) => [each.getAttribute('role') ?? each.localName, [...each.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)
          .map((node) => node.textContent.trim()).join('')].filter(Boolean).join(' '))""";
  /** Where each link leads, and what is told of that behind its words. */
  private static final String LINKS = """
      () => [...document.querySelectorAll('.message-text a')]
        .map((each) => [each.href, ...(getComputedStyle(each, '::after').content === 'none' ? [] : [each.dataset.host])].join(' '))""";

  @Test
  void markdownIsShownAndReadAloudWithoutItsMarks(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.first());
    String room = jun.creates("Markdown");
    Person minji = people.arriveWith(NO_CLIPBOARD, "Minji", nodes.first().url());
    minji.goesTo(room);
    minji.joins();
    jun.calls(room, "Minji", """
        # 공지
        1. **마크다운(Markdown)**의 _기울임_과 ~~취소~~
           - @Minji 님
        > 몇 시?
        [문서](https://example.org/docs)와 https://example.org/runs에서

        |이름|수|
        |-|-:|
        |가|1|
        ```js
        f(1);
        ```""");
    assertThat(minji.page().locator("li mark.mention")).hasText("@Minji");
    assertEquals(List.of("heading 공지", "li", "p 의과", "strong 마크다운(Markdown)", "em 기울임", "del 취소", "li", "p 님", "blockquote", "p 몇 시?", "p 와에서", "a 문서",
        "a https://example.org/runs", "th 이름", "th 수", "td 가", "td 1", "span js", "pre"), minji.find(ELEMENTS));
    assertEquals(List.of("https://example.org/docs example.org", "https://example.org/runs"), minji.find(LINKS));
    assertThat(minji.messages()).hasAccessibleDescription(Pattern.compile("^공지 .*마크다운\\(Markdown\\)의 기울임과 취소.*@Minji 님.*몇 시\\?.*f\\(1\\);.*$"));
    codeIsCopied(minji);
  }

  /** From the keyboard, also where the browser has no clipboard for scripts. */
  private static void codeIsCopied(Person minji) {
    Locator copy = minji.page().getByTestId("copy-code");
    assertThat(copy).hasAttribute("tabindex", "-1");
    minji.messages().focus();
    assertThat(copy).hasAttribute("tabindex", "0");
    minji.notes(copy);
    copy.press("Enter");
    minji.page().waitForCondition(() -> minji.hasNoted("^Copied"));
    assertThat(copy).isFocused();
    minji.composer().press("ControlOrMeta+v");
    assertThat(minji.composer()).hasValue("f(1);");
    assertThat(copy).hasAccessibleName("Copy code");
    minji.composer().fill("");
    minji.page().getByTestId("settings").click();
    minji.chooses("language", "한국어");
    assertThat(copy).hasAccessibleName("코드 복사");
  }

  @Test
  void aWideTableScrollsWithinItsMessage(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.first());
    String room = jun.creates("Wide");
    jun.says(room, "|" + "a column |".repeat(12) + "\n|" + "-|".repeat(12) + "\n|" + "값 |".repeat(12));
    Person minji = people.arrive("Minji", nodes.first().url(), Device.PHONE);
    minji.goesTo(room);
    Locator table = minji.page().locator(".text-table");
    assertThat(table).isVisible();
    assertEquals(true, table.evaluate("each => each.scrollWidth > each.clientWidth && each.getBoundingClientRect().right <= innerWidth"));
    assertEquals(true, minji.timeline().evaluate("each => each.scrollWidth <= each.clientWidth"));
  }
}
