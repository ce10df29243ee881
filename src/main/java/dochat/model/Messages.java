package dochat.model;

import java.util.List;

/**
 * The messages of a part of a room's log, as they are now.
 *
 * @param head     the room's newest number at the time of reading: what changes them later has a higher one
 * @param first    number of the first event of that part
 * @param last     number of its last event; one less than {@code first} where the part is empty
 * @param messages all that were posted in it, in rising order
 * @param notes    what its members and the room itself came to be in it, and what was pinned: the events of those types, in rising order
 * @param floor    number of the first event that the user who asked sees, nothing being in that part before it; 0 for all
 */
public record Messages(long head, long first, long last, List<Message> messages, List<Event> notes, long floor) {
  public Messages {
    messages = List.copyOf(messages);
    notes = List.copyOf(notes);
  }

  /** Of a room that the user who asked sees all of. */
  public Messages(long head, long first, long last, List<Message> messages, List<Event> notes) {
    this(head, first, last, messages, notes, 0);
  }

  /** These of its messages, which are all of a part of it, with that part's notes. */
  public Messages part(long first, long last, List<Message> messages) {
    return new Messages(head, first, last, messages, notes.stream().filter(note -> note.seq() >= first && note.seq() <= last).toList(), floor);
  }
}
