package dochat.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the tabs of a browser listen to is asked for once, and again when the server had no time. */
@ExtendWith(WithPeople.class)
class RegistrationsIT {
  /** More than the burst of commands that a connection may send, and what is added to it meanwhile. */
  private static final String ASK_TOO_MUCH = "Array.from({ length: 600 }, () => leader.line.ask('chat.nothing', {}).catch(() => {}))";

  @Test
  void oneServesAllTabsAndEachIsToldWhereTheRoomStands(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.first());
    String room = jun.creates("Asked for once");
    jun.says(room, "one");
    Page page = people.tinkerer("Minji", nodes.first().url()).page();
    List<String> registers = new CopyOnWriteArrayList<>();
    page.onWebSocket(socket -> socket.onFrameSent(frame -> keep(registers, "register", room, frame.text())));
    TwoTabs.openIn(page, room);
    page.evaluate("() => leader.line.listen(room)");
    TwoTabs.await(page, "leader.told.some(({ presence }) => presence)");

    page.evaluate("() => follower.line.listen(room)");
    TwoTabs.await(page, "follower.told.some(({ presence, head, events }) => presence?.count === 1 && head === 1 && !events.length)");
    jun.says(room, "two");
    TwoTabs.await(page, "[leader, follower].every(({ heard }) => heard.at(-1) === 2)");
    page.evaluate("() => leader.line.listen(room, { after: 2, epoch })");
    page.evaluate("() => leader.line.ask('chat.session', {})");
    assertEquals(1, registers.size());

    page.evaluate("() => follower.line.listen(room, { after: 0, epoch })");
    TwoTabs.await(page, "follower.heard.join() === '2,1,2'");
    assertEquals(2, registers.size());
  }

  @Test
  void oneThatCameTooFastIsRepeated(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.first());
    String room = jun.creates("Asked for twice");
    jun.says(room, "one");
    Page page = people.tinkerer("Minji", nodes.first().url()).page();
    List<String> refusals = new CopyOnWriteArrayList<>();
    page.onWebSocket(socket -> socket.onFrameReceived(frame -> keep(refusals, "err", room, frame.text())));
    TwoTabs.openIn(page, room);
    // A server that pauses for 10 ms in just that moment lets one through.
    for (int tries = 1; refusals.isEmpty() && tries <= 5; tries++) {
      page.evaluate("() => { " + ASK_TOO_MUCH + "; leader.line.listen(room, { after: 0, epoch }) }");
      TwoTabs.await(page, "leader.heard.length === " + tries + " && leader.heard.at(-1) === 1");
    }
    assertFalse(refusals.isEmpty(), "the server had time, so nothing was tried");
    assertEquals(List.of(), page.evaluate("leader.refused"));
  }

  private static void keep(List<String> frames, String type, String room, String frame) {
    if (frame.contains("\"type\":\"" + type + "\"") && frame.contains("\"address\":\"room." + room + "\"")) {
      frames.add(frame);
    }
  }
}
