package dochat.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tabs share one connection, so one that is behind puts the cursor of all back. What was on its way at that moment must not carry any
 * cursor over what comes again.
 */
@ExtendWith(WithPeople.class)
class StepBackIT {
  private static final String STEP_BACK = """
      async () => {
        const { Listening } = await import('/net/listening.js');
        const listening = new Listening();
        const deliver = (first, last, more) => {
          const events = Array.from({ length: last - first + 1 }, (_, i) => ({ seq: first + i }));
          const fresh = listening.advance('room.a', { epoch: 'e', head: 9, events, ...more });
          return fresh ? fresh.events.map(({ seq }) => seq).join() + (fresh.typing ? ' typing' : '') : 'nothing';
        };
        listening.add('room.a', { after: 4, epoch: 'e' });
        const before = deliver(5, 6);
        listening.add('room.a', { after: 1, epoch: 'e' });
        return [before, deliver(7, 8), deliver(9, 9, { typing: [] }), deliver(2, 9), deliver(7, 9), deliver(3, 3, { reset: true })];
      }""";

  private static final String LISTENS_FROM_THE_START = ".line.listen(room, { after: 0, epoch })";

  @Test
  void whatAnEarlierRegistrationDeliversMovesNoCursorOverAHole(People people, TwoNodes nodes) {
    Person minji = people.tinkerer("Minji", nodes.first().url());
    assertEquals(List.of("5,6", "nothing", " typing", "2,3,4,5,6,7,8,9", "nothing", "3"), minji.find(STEP_BACK));
  }

  @Test
  void aTabThatIsBehindMissesNothingWhileMoreIsOnItsWay(People people, TwoNodes nodes) {
    Forwarder address = people.forwarder(nodes.first());
    Friend jun = people.friend("Jun", nodes.first());
    String room = jun.creates("On its way");
    jun.enters(room);
    jun.says(room, "one", "two");
    Page page = people.tinkerer("Minji", address.url()).page();
    TwoTabs.openIn(page, room);
    page.evaluate("() => leader" + LISTENS_FROM_THE_START);
    TwoTabs.await(page, "leader.heard.at(-1) === 2");

    address.hold(Forwarder.Hold.ANSWERS);
    jun.says(room, "three");
    jun.hears(room, "three");
    page.evaluate("() => follower" + LISTENS_FROM_THE_START);
    TwoTabs.await(page, "connection.listensTo(room).after === 0");
    address.hold(Forwarder.Hold.NOTHING);
    jun.says(room, "four");

    TwoTabs.await(page, "[leader, follower].every(({ heard }) => heard.at(-1) === 4)");
    assertEquals(List.of(List.of(1, 2, 3, 4), List.of(1, 2, 3, 4)), page.evaluate("[leader.heard, follower.heard]"));
  }
}
