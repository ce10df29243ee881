package dochat.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A room's window and its deliveries come by different ways, so either may be ahead of the other. */
@ExtendWith(WithPeople.class)
class TimelineIT {
  private static final String PAGE_FIRST = """
      async () => {
        const { Timeline } = await import('/state/timeline.js');
        const timeline = new Timeline();
        const numbers = (events) => events.map(({ seq }) => seq).join();
        const events = (...seqs) => seqs.map((seq) => ({ seq }));
        timeline.deliver({ epoch: 'e', head: 1, events: [] });
        timeline.fill({ epoch: 'e', head: 3, events: events(1, 2, 3) });
        const fresh = [{ head: 2, events: events(2) }, { head: 4, events: events(3, 4) }, { head: 4, events: events(4) }]
          .map((body) => numbers(timeline.deliver({ epoch: 'e', ...body })));
        return [...fresh, numbers(timeline.events)];
      }""";

  @Test
  void whatThePageShowedAlreadyIsDeliveredButNotShownAgain(People people, TwoNodes nodes) {
    Person minji = people.tinkerer("Minji", nodes.first().url());
    assertEquals(List.of("2", "3,4", "", "1,2,3,4"), minji.find(PAGE_FIRST));
  }
}
