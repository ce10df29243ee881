package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dochat.model.Room;
import dochat.protocol.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever a person writes, wherever it is shown: it is text, and nothing else. */
@ExtendWith(WithPeople.class)
class InjectionIT {
  private static final List<String> CORPUS = corpus();
  private static final int ROOM_NAME_CHARS = 48;
  private static final int NAME_CHARS = 32;
  /** Control and format characters, which no name may have. */
  private static final String CONTROL = "(?s).*\\p{C}.*";

  /** Elements and attributes that the page never makes out of what people write. */
  private static final String FOREIGN = """
      () => {
        const own = 'html head meta title link style script body div span a p h1 h2 h3 ul ol li nav main header article section aside form label input button '
          + 'textarea fieldset legend dl dt dd dialog img small strong em code pre mark time output kbd noscript i footer select option optgroup '
          + 'del blockquote hr table thead tbody tr th td';
        const tags = new Set(own.split(' '));
        const isOdd = (each) => !tags.has(each.localName) || each.namespaceURI !== 'http://www.w3.org/1999/xhtml'
          || [...each.attributes].some(({ name }) => name.startsWith('on') || name === 'srcdoc' || (name === 'style' && each !== document.documentElement))
          || (each.localName === 'img' && each.getAttribute('src') !== '/favicon.svg')
          || (['script', 'style'].includes(each.localName) && !each.closest('head'));
        const inText = [...document.querySelectorAll('.message-text *')]
          .filter((each) => !each.matches('p.text-prose, p.text-emoji, p.text-heading, hr.text-rule, blockquote.text-quote, .text-list, .text-list > li, '
            + 'div.text-table, table, thead, tbody, tr, th, td, div.text-code, .text-language, .text-copy, .text-copy .icon, pre, code, strong, em, del, mark.mention, a[href]'));
        return [...[...document.querySelectorAll('*')].filter(isOdd), ...inText].map((each) => each.outerHTML.slice(0, 120));
      }""";
  private static final String UNSAFE_LINKS = """
      () => [...document.querySelectorAll('.message-text a')]
        .filter((each) => !/^mailto:[^?]+$/.test(each.href)
          && (!/^https?:$/.test(each.protocol) || each.target !== '_blank' || each.rel !== 'noopener noreferrer nofollow'))
        .map((each) => each.outerHTML)""";
  private static final String SHOWN_TEXTS = "() => [...document.querySelectorAll('.message-text')].map((each) => each.textContent)";

  /** Where each of these words begins in an element, as the eye sees it. */
  private static final String LEFTS = """
      (element, words) => {
        const texts = [];
        for (let walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), node; (node = walker.nextNode());) texts.push(node);
        return words.map((word) => {
          const node = texts.find(({ data }) => data.includes(word));
          const range = document.createRange();
          range.setStart(node, node.data.indexOf(word));
          range.setEnd(node, node.data.indexOf(word) + word.length);
          return range.getBoundingClientRect().left;
        });
      }""";

  @Test
  void inMessages(People people, TwoNodes nodes) {
    Friend mallory = people.friend("Mallory", nodes.first());
    String room = mallory.creates("Messages of Mallory");
    mallory.says(room, CORPUS.size(), CORPUS::get);
    mallory.says(room, "<img src=x onerror=window.__pwned=1>".repeat(110));
    Person minji = people.arrive("Minji", nodes.first());
    minji.goesTo(room);
    minji.timeline().evaluate("timeline => timeline.scrollTop = 0");
    assertThat(minji.messages()).hasCount(CORPUS.size() + 1);
    List<String> shown = minji.find(SHOWN_TEXTS);
    for (int i = 0; i < CORPUS.size(); i++) {
      assertEquals(bare(CORPUS.get(i)), bare(shown.get(i)), "as it was written");
    }
    assertEquals(List.of(), minji.find(UNSAFE_LINKS));
    assertHarmless(minji);
  }

  @Test
  void inMessagesThatArriveLive(People people, TwoNodes nodes) {
    Friend mallory = people.friend("Mallory", nodes.first());
    String room = mallory.creates("Live Mallory");
    Person minji = people.arrive("Minji", nodes.second());
    minji.goesTo(room);
    mallory.says(room, CORPUS.size(), CORPUS::get);
    assertThat(minji.messages()).hasCount(CORPUS.size());
    assertHarmless(minji);
  }

  @Test
  void inWhatOneWritesOneself(People people, TwoNodes nodes) {
    Person minji = people.arrive("<img src=x onerror=__pwned=1>", nodes.first());
    minji.creates("Own goals", "<svg onload=window.__pwned=1>");
    minji.says("\"><img src=x onerror=window.__pwned=1>");
    minji.says("@<img src=x onerror=__pwned=1> *you* ${window.__pwned=1}");
    assertThat(minji.page().locator("[data-state=sent]")).hasCount(2);
    minji.reloads();
    assertThat(minji.messages()).hasCount(2);
    minji.page().getByTestId("settings").click();
    assertThat(minji.page().locator(".settings-me")).containsText("<img src=x onerror=__pwned=1>");
    assertHarmless(minji);
  }

  @Test
  void inNamesOfPeople(People people, TwoNodes nodes) {
    List<String> names = fitting(NAME_CHARS);
    String room = people.friend("Jun", nodes.first()).creates("Odd names");
    Person minji = people.arrive("Minji", nodes.first().url(), Device.DESK.sized(1440, 900));
    minji.goesTo(room);
    List<Friend> typists = new ArrayList<>();
    for (String name : names) {
      Friend mallory = people.friend(name, nodes.first());
      typists.add(mallory);
      mallory.enters(room);
      mallory.says(room, "my name is " + name);
      mallory.types(room);
    }
    assertThat(minji.messages()).hasCount(names.size());
    assertThat(minji.people().locator(".person")).hasCount(names.size() + 1);
    // They may have ended meanwhile.
    typists.subList(0, 3).forEach(friend -> friend.types(room));
    assertThat(minji.page().getByTestId("typing")).containsText("are typing");
    assertHarmless(minji);
  }

  /** Names and texts that are written from the right stand where they stand, and what is around them stays. */
  @Test
  void inNamesThatTurn(People people, TwoNodes nodes) {
    Friend dana = people.friend("דנה", nodes.first());
    String room = dana.creates("Turning names");
    Person minji = people.arrive("Minji", nodes.first());
    minji.goesTo(room);
    minji.says("hi");
    List<Friend> typists = new ArrayList<>(List.of(dana));
    for (String name : List.of("משה", "רון")) {
      typists.add(people.friend(name, nodes.first()));
      typists.get(typists.size() - 1).says(room, 1, i -> "שלום 3");
    }
    typists.forEach(friend -> friend.enters(room));
    dana.calls(room, "משה", "ask @משה 3pm works");
    assertThat(minji.page().locator(".mention")).hasText("@משה");
    assertStandInTheirOrder(minji, ".message-text:has(.mention)", List.of("ask", "משה", "3pm"));
    typists.forEach(friend -> friend.types(room));
    for (String name : List.of("דנה", "משה", "רון")) {
      assertThat(minji.page().getByTestId("typing")).containsText(name);
    }
    List<String> typing = new ArrayList<>(List.of("דנה", "משה", "רון"));
    typing.sort(Comparator.comparing(minji.page().getByTestId("typing").textContent()::indexOf));
    typing.add("are");
    assertStandInTheirOrder(minji, "[data-testid=typing]", typing);
  }

  private static void assertStandInTheirOrder(Person person, String place, List<String> words) {
    List<?> lefts = (List<?>) person.page().locator(place).first().evaluate(LEFTS, words);
    List<Double> numbers = lefts.stream().map(left -> ((Number) left).doubleValue()).toList();
    assertEquals(numbers.stream().sorted().toList(), numbers, () -> place + ": " + words);
  }

  @Test
  void inNamesAndTopicsOfRooms(People people, TwoNodes nodes) {
    List<String> names = fitting(ROOM_NAME_CHARS);
    List<String> rooms = new ArrayList<>();
    for (int i = 0; i < names.size(); i += 20) {
      Friend mallory = people.friend("Mallory " + i, nodes.first());
      names.subList(i, Math.min(i + 20, names.size())).forEach(name -> rooms.add(mallory.creates(name, "Topic: " + name)));
    }
    Person minji = people.arrive("Minji", nodes.first());
    minji.page().getByTestId("find-rooms").click();
    minji.page().getByTestId("directory-search").fill("Topic:");
    assertThat(minji.page().getByTestId("directory-room").filter(new Locator.FilterOptions().setHasText("Topic: "))).hasCount(Math.min(names.size(), Limits.DIRECTORY_ROOMS));
    minji.page().keyboard().press("Escape");
    for (int i = 0; i < names.size(); i += 7) {
      minji.goesTo(rooms.get(i));
      assertThat(minji.heading()).hasText(names.get(i));
      assertThat(minji.page().locator(".header-room p")).hasText("Topic: " + names.get(i));
    }
    minji.page().keyboard().press("Control+k");
    minji.page().getByRole(AriaRole.COMBOBOX).fill("<script");
    assertThat(minji.page().locator(".switcher-option")).not().hasCount(0);
    assertHarmless(minji);
  }

  @Test
  void inTheAddress(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    for (String odd : List.of("<script>window.__pwned=1</script>", "%3Cimg%20src=x%20onerror=__pwned=1%3E", "..%2f..", "__proto__", "constructor")) {
      minji.page().navigate(nodes.first().url() + "/#/room/" + odd);
      assertThat(minji.page().getByText("This room does not exist")).isVisible();
      minji.goesTo("general");
    }
    assertHarmless(minji);
  }

  private static void assertHarmless(Person person) {
    Page page = person.page();
    assertEquals(List.of(), person.find(FOREIGN), "foreign elements");
    assertEquals("undefined", page.evaluate("() => typeof window.__pwned"));
    assertEquals("undefined", page.evaluate("() => typeof ({}).polluted"));
  }

  /** Formatting takes its marks away, layout some white space, and the store what no screen can show; nothing else may be missing or added. */
  private static String bare(String text) {
    return text.replaceAll("!?\\[(.*)\\]\\((https|mailto):[^)]*\\)", "$1").replaceAll("[-*_`~#>|\\s]", "").replaceAll("\\p{Cntrl}", "\uFFFD");
  }

  /** Those that may be names; of names that differ only in case, one. */
  private static List<String> fitting(int chars) {
    return CORPUS.stream().filter(text -> text.codePointCount(0, text.length()) <= chars && !text.matches(CONTROL)).map(String::strip)
        .collect(Collectors.toMap(Room::key, text -> text, (first, same) -> first, LinkedHashMap::new))
        .values().stream().toList();
  }

  private static List<String> corpus() {
    try (InputStream file = InjectionIT.class.getResourceAsStream("injections.txt")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().map(InjectionIT::unescaped).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Java's escapes, and {@code \\uXXXX}, which {@link String#translateEscapes()} does not know. */
  private static String unescaped(String line) {
    return Pattern.compile("(?<!\\\\)\\\\u([0-9A-F]{4})").matcher(line)
        .replaceAll(code -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(code.group(1), 16)))).translateEscapes();
  }
}
