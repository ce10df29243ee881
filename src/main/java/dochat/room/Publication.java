package dochat.room;

import dochat.bus.Batch;
import dochat.bus.Posted;
import dochat.bus.RoomBus;
import dochat.model.Event;
import dochat.protocol.Views;
import dochat.trace.Origin;
import dochat.trace.Trace;
import dochat.trail.Posting;
import dochat.trail.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What one transaction has added to one room, on its way to the nodes. Used on the context of the {@link RoomLog}. */
final class Publication {
  private final String room;
  private final String epoch;
  private final long committedMicros = Trail.nowMicros();
  private final List<Event> events = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();

  Publication(String room, String epoch) {
    this.room = room;
    this.epoch = epoch;
  }

  /** The next event, and the change that it was. */
  void add(Event event, Entry entry) {
    events.add(event);
    entries.add(entry);
  }

  /**
   * Gives all of it to the bus as one batch.
   *
   * @param posted when and where the oldest change of the transaction came in
   * @return what has happened to each event so far
   */
  List<Posting> publish(RoomBus bus, Posted posted) {
    boolean isTaken = bus.publish(new Batch(room, events.get(0).seq(), events.stream().map(event -> Views.event(event).encode()).toList(), posted, origins()));
    entries.forEach(entry -> entry.trace().published());
    long publishedMicros = isTaken ? Trail.nowMicros() : 0;
    return IntStream.range(0, events.size()).mapToObj(i -> posting(events.get(i), entries.get(i).postedMicros(), publishedMicros)).toList();
  }

  /** Of those that are traced, which is none as a rule. */
  private List<Origin> origins() {
    List<Origin> origins = List.of();
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).trace() != Trace.NONE) {
        origins = origins.isEmpty() ? new ArrayList<>() : origins;
        origins.add(entries.get(i).trace().publishes(i));
      }
    }
    return origins;
  }

  private Posting posting(Event event, long posted, long published) {
    return new Posting(room, epoch, event.seq(), event.id(), posted, committedMicros, published);
  }
}
