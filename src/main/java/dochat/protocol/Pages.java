package dochat.protocol;

import dochat.model.Event;
import dochat.model.History;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What of a page of history goes into one answer: not more than into one delivery, or a page of long messages would be one of megabytes. Pure. */
public final class Pages {
  private Pages() {
  }

  /** The page's first events, as many as fit; for who reads on from there. */
  public static History first(History page) {
    return new History(page.head(), page.events().subList(0, fitting(page.events())));
  }

  /** The page's last events, as many as fit; for who reads back from there. */
  public static History last(History page) {
    List<Event> newestFirst = new ArrayList<>(page.events());
    Collections.reverse(newestFirst);
    int size = page.events().size();
    return new History(page.head(), page.events().subList(size - fitting(newestFirst), size));
  }

  /** Encodes no more than it must look at. */
  private static int fitting(List<Event> events) {
    return Delivery.fitting(() -> events.stream().map(event -> Views.event(event).encode()).iterator());
  }
}
