package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import dochat.protocol.Limits;
import dochat.support.ChatNode;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whoever has joined more rooms than the server lets one listen to listens to the one that is open, in each tab, and hears of all others. */
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
  void theOpenOneIsListenedToAndAllOthersTellWhatIsUnread(People people, @TempDir Path data) {
    try (ChatNode node = ChatNode.start(data, "--post-rate", "1000")) {
      List<String> rooms = rooms(people, node);
      Friend jun = people.friend("Jun", node);
      Person minji = people.tinkerer("Minji", node.url());
      minji.page().evaluate(JOIN, rooms);
      Set<String> registered = ConcurrentHashMap.newKeySet();
      minji.page().onWebSocket(socket -> socket.onFrameSent(frame -> noteRoom(registered, frame.text())));
      minji.page().navigate(node.url() + "/#/room/" + rooms.get(0));
      minji.page().reload();
      hears(minji, jun, rooms.get(0));
      for (String other : List.of(rooms.get(1), rooms.get(rooms.size() - 1))) {
        jun.says(other, "where nobody looks");
        assertThat(line(minji, other).getByTestId("unread")).containsText("1");
      }
      assertEquals(Set.of("room." + rooms.get(0)), registered);
      String last = rooms.get(rooms.size() - 1);
      minji.goesTo(last);
      hears(minji, jun, last);
      assertThat(line(minji, last).getByTestId("unread")).hasCount(0);

      Person tab = minji.opensAnotherTab();
      tab.isConnected();
      tab.goesTo(rooms.get(2));
      hears(tab, jun, rooms.get(2));
      hears(minji, jun, last);
      jun.says(rooms.get(3), "for both tabs");
      for (Person each : List.of(minji, tab)) {
        assertThat(line(each, rooms.get(3)).getByTestId("unread")).containsText("1");
      }
      assertThat(minji.page().getByTestId("room-deaf")).hasCount(0);
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

  private static Locator line(Person person, String room) {
    return person.page().locator(".room[data-room='" + room + "']");
  }

  private static void noteRoom(Set<String> registered, String frame) {
    JsonObject sent = new JsonObject(frame);
    if (sent.getString("type").equals("register") && sent.getString("address").startsWith("room.")) {
      registered.add(sent.getString("address"));
    }
  }

  /** More than one may listen to, and the main room. Nobody may make as many as that in a minute. */
  private static List<String> rooms(People people, ChatNode node) {
    int friends = (Limits.ROOMS_PER_CLIENT + TOO_MANY) / Limits.ROOMS_CREATED_PER_MINUTE + 1;
    List<Friend> makers = IntStream.range(0, friends).mapToObj(i -> people.friend("Maker " + i, node)).toList();
    return IntStream.range(0, Limits.ROOMS_PER_CLIENT + TOO_MANY).mapToObj(i -> makers.get(i % friends).creates("Room " + i)).toList();
  }
}
