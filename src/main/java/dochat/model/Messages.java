package dochat.model;

import java.util.List;

/**
 * The messages of a part of a room's log, as they are now.
 *
 * @param head     the room's newest number at the time of reading: what changes them later has a higher one
 * @param first    number of the first event of that part
 * @param last     number of its last event; one less than {@code first} where the part is empty
 * @param messages all that were posted in it, in rising order
 */
public record Messages(long head, long first, long last, List<Message> messages) {
  public Messages {
    messages = List.copyOf(messages);
  }
}
