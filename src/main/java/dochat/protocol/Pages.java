package dochat.protocol;

import dochat.model.Event;
import dochat.model.History;
import dochat.model.Message;
import dochat.model.Messages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

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

  /** The page's first messages, as many as fit; for who reads on from there. */
  public static Messages first(Messages page) {
    int size = fittingMessages(page.messages());
    return size == page.messages().size() ? page
        : page.part(page.first(), page.messages().get(size - 1).seq(), page.messages().subList(0, size));
  }

  /** The page's last messages, as many as fit; for who reads back from there. */
  public static Messages last(Messages page) {
    List<Message> newestFirst = new ArrayList<>(page.messages());
    Collections.reverse(newestFirst);
    int from = page.messages().size() - fittingMessages(newestFirst);
    return from == 0 ? page
        : page.part(page.messages().get(from).seq(), page.last(), page.messages().subList(from, page.messages().size()));
  }

  /** The messages on both sides of this number, as many as fit on each: those next to it. */
  public static Messages around(Messages page, long around) {
    int split = (int) page.messages().stream().filter(message -> message.seq() < around).count();
    List<Message> all = page.messages();
    Messages before = last(page.part(page.first(), around - 1, all.subList(0, split)));
    Messages from = first(page.part(around, page.last(), all.subList(split, all.size())));
    return page.part(before.first(), from.last(), Stream.concat(before.messages().stream(), from.messages().stream()).toList());
  }

  private static int fittingMessages(List<Message> messages) {
    return Delivery.fitting(() -> messages.stream().map(message -> Views.message(message).encode()).iterator());
  }

  /** Encodes no more than it must look at. */
  private static int fitting(List<Event> events) {
    return Delivery.fitting(() -> events.stream().map(event -> Views.event(event).encode()).iterator());
  }
}
