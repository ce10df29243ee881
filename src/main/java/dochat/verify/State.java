package dochat.verify;

import java.util.List;
import java.util.Set;

/**
 * A room as one node tells it at the end.
 *
 * @param messages all of them, as they are now, in the order of their numbers
 * @param members  ids of who has joined it
 */
record State(String node, String room, List<Message> messages, Set<String> members) {
}
