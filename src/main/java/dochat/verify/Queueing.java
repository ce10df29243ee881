package dochat.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How long processes stood in the queue for a processor since this was made: a machine that is busy with other things makes them late, and
 * they can do nothing about it. As Linux counts it for each thread (schedstat, "time spent waiting on a runqueue" in ns:
 * https://docs.kernel.org/scheduler/sched-stats.html); no time at all where nobody counts it. Any thread may ask; reads small files.
 */
final class Queueing {
  private final List<Long> pids;
  private final Map<Path, Long> before = new HashMap<>();

  Queueing(List<Long> pids) {
    this.pids = pids;
    pids.forEach(pid -> threads(pid).forEach(thread -> before.put(thread, nanos(thread))));
  }

  /** That of the thread of each process that stood there for longest, one process after the other, as they wait for each other. */
  Duration time() {
    return Duration.ofNanos(pids.stream().mapToLong(this::longest).sum());
  }

  private long longest(long pid) {
    return threads(pid).stream().mapToLong(thread -> nanos(thread) - before.getOrDefault(thread, 0L)).filter(nanos -> nanos > 0).max().orElse(0);
  }

  private static List<Path> threads(long pid) {
    try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      return threads.map(thread -> thread.resolve("schedstat")).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Zero for one that has ended. */
  private static long nanos(Path thread) {
    try {
      return Long.parseLong(Files.readString(thread).split(" ")[1]);
    } catch (IOException e) {
      return 0;
    }
  }
}
