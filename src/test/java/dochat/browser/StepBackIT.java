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
  private static final String LISTENS_FROM_THE_START = ".line.listen(room, { after: 0, epoch })";

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
