package dochat.room;

import dochat.model.Appended;
import dochat.model.Change;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.trace.Trace;
import dochat.trail.Trail;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** A change on its way into the log, and who waits for its answer. Used on the context of the {@link RoomLog}. */
final class Entry {
  /** Enough for one transaction. */
  private static final Duration LAST_TRY = Duration.ofSeconds(1);

  private final Change change;
  private final Trace trace;
  private final Deadline deadline;
  private final Context caller;
  private final long postedMicros = Trail.nowMicros();
  private final long sinceNanos = System.nanoTime();
  private final Promise<Appended> answer = Promise.promise();
  private boolean isAnswered;

  /**
   * @param deadline when it is tried for the last time
   * @param caller   is called back there
   */
  Entry(Change change, Trace trace, Deadline deadline, Context caller) {
    this.change = change;
    this.trace = trace;
    this.deadline = deadline;
    this.caller = caller;
  }

  static List<Change> changes(List<Entry> entries) {
    return entries.stream().map(entry -> entry.change).toList();
  }

  /** How long these may be tried: none of them has less time left. */
  static Duration patience(List<Entry> entries) {
    Duration left = entries.stream().map(entry -> entry.deadline.left()).min(Comparator.naturalOrder()).orElseThrow();
    return left.compareTo(LAST_TRY) < 0 ? LAST_TRY : left;
  }

  String room() {
    return change.room();
  }

  Trace trace() {
    return trace;
  }

  /** When it came, in microseconds since 1970. */
  long postedMicros() {
    return postedMicros;
  }

  /** For how long it has been here. */
  long ageNanos() {
    return System.nanoTime() - sinceNanos;
  }

  Future<Appended> answer() {
    return answer.future();
  }

  boolean isAnswered() {
    return isAnswered;
  }

  /** Whether it has waited for too long, and has been told so: it was never saved. */
  boolean isLate() {
    boolean isLate = deadline.isOver();
    if (isLate) {
      fail(Problem.of(ProblemCode.BUSY));
    }
    return isLate;
  }

  /** @param group how many were answered by the same transaction */
  void complete(Appended appended, int group) {
    isAnswered = true;
    trace.committed(appended.outcome().name(), appended.event() == null ? 0 : appended.event().seq(), group);
    caller.runOnContext(turn -> answer.complete(appended));
  }

  void fail(Throwable failure) {
    isAnswered = true;
    caller.runOnContext(turn -> answer.fail(failure));
  }
}
