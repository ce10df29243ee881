package dochat.verify;

import java.util.List;

/**
 * All that was recorded of a run: what was written, what was read, and what the nodes tell in the end.
 *
 * @param creator id of who has made the rooms, and so is a member of them
 */
record History(String creator, List<Write> writes, List<View> views, List<Log> logs, List<State> states) {
}
