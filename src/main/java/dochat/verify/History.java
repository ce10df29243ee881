package dochat.verify;

import java.util.List;

/** All that was recorded of a run: what was written, what was read, and what the nodes tell in the end. */
record History(Circumstances circumstances, List<Write> writes, List<View> views, List<Log> logs, List<State> states) {
}
