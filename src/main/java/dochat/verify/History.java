package dochat.verify;

import java.util.List;

/** All that was recorded of a run: what was written, what was read, and what the log says in the end. */
record History(List<Post> posts, List<View> views, List<Log> logs) {
}
