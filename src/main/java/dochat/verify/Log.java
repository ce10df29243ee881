package dochat.verify;

import java.util.List;

/** A room's log as one node tells it at the end, from the first event to the last. */
record Log(String node, String room, List<Entry> entries) {
}
