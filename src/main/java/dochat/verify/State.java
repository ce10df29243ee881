package dochat.verify;

import java.util.List;
import java.util.Map;

/**
 * A room as one node tells it at the end.
 *
 * @param messages all of them, as they are now, in the order of their numbers
 * @param members  the roles of who has joined it, by their ids
 */
record State(String node, String room, List<Message> messages, Map<String, String> members) {
}
