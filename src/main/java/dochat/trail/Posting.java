package dochat.trail;

/**
 * A message that came in at this node and is in the log. All times are microseconds since 1970 by this machine's clock.
 *
 * @param room            id of its room
 * @param epoch           of the log in which it has its number
 * @param seq             its number in the room
 * @param id              its client id, which another person's message may have, too
 * @param postedMicros    when its draft came to the log of this node
 * @param committedMicros when this node learned that its transaction was committed
 * @param publishedMicros when the bus had taken it; 0 where the bus did not
 */
public record Posting(String room, String epoch, long seq, String id, long postedMicros, long committedMicros, long publishedMicros) {
}
