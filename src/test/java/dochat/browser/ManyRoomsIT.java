package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dochat.protocol.Limits;
import dochat.support.ChatNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whoever has joined more rooms than the server lets one listen to hears the one that is open, in each tab. What is not heard says so. */
@ExtendWith(WithPeople.class)
class ManyRoomsIT {
  private static final int TOO_MANY = 5;
  private static final String JOIN = """
      async (rooms) => {
        const headers = { 'Content-Type': 'application/json' };
        const join = (room) => fetch('/api/send', { method: 'POST', headers, body: JSON.stringify({ address: 'chat.join', body: { room } }) });
        await Promise.all(rooms.slice(0, 100).map(join));
        // The burst of commands ends soon.
        for (const room of rooms.slice(100)) await join(room);
      }""";

  /** On a node of its own: other tests look at each line of the list. */
  @Test
  void theOpenOneIsHeardAndTheOthersSaySo(People people, @TempDir Path data) {
    try (ChatNode node = ChatNode.start(data)) {
      List<String> rooms = rooms(people, node);
      Friend jun = people.friend("Jun", node);
      Person minji = people.tinkerer("Minji", node.url());
      minji.page().evaluate(JOIN, rooms);
      minji.page().navigate(node.url() + "/#/room/" + rooms.get(0));
      minji.page().reload();
      hears(minji, jun, rooms.get(0));
      assertThat(minji.page().getByTestId("room-deaf")).hasCount(TOO_MANY + 1);

      String unheard = deaf(minji).first().getAttribute("data-room");
      minji.goesTo(unheard);
      hears(minji, jun, unheard);
      assertThat(minji.page().getByTestId("room-deaf")).hasCount(TOO_MANY + 1);
      assertThat(minji.page().locator("[data-room='" + unheard + "']").getByTestId("room-deaf")).hasCount(0);

      Person tab = minji.opensAnotherTab();
      tab.isConnected();
      String other = deaf(minji).first().getAttribute("data-room");
      tab.goesTo(other);
      hears(tab, jun, other);
      hears(minji, jun, unheard);
      minji.page().navigate("about:blank");
      tab.page().navigate("about:blank");
    }
  }

  /** One hears what is said there and sees who is here, and nothing complains. */
  private static void hears(Person person, Friend jun, String room) {
    person.isReady();
    person.isConnected();
    String text = "said at " + System.nanoTime();
    jun.says(room, text);
    person.sees(text);
    assertThat(person.page().locator("[aria-controls=people] .numeral")).hasText("1");
    assertThat(person.page().getByTestId("deaf")).hasCount(0);
    assertThat(person.page().locator(".notice, .trouble, .timeline-problem")).hasCount(0);
  }

  private static Locator deaf(Person person) {
    return person.page().getByTestId("room").filter(new Locator.FilterOptions().setHas(person.page().getByTestId("room-deaf")));
  }

  /** More than one may listen to, and the main room. Nobody may make as many as that in a minute. */
  private static List<String> rooms(People people, ChatNode node) {
    int friends = (Limits.ROOMS_PER_CLIENT + TOO_MANY) / Limits.ROOMS_CREATED_PER_MINUTE + 1;
    List<Friend> makers = IntStream.range(0, friends).mapToObj(i -> people.friend("Maker " + i, node)).toList();
    return IntStream.range(0, Limits.ROOMS_PER_CLIENT + TOO_MANY).mapToObj(i -> makers.get(i % friends).creates("Room " + i)).toList();
  }
}
