package dochat.bench;

import java.time.Duration;

/**
 * What all scenarios are played with. For the main thread.
 *
 * @param guests the people
 * @param fleet  their clients
 * @param node   the process of the node
 * @param site   where more nodes may be started; null if the node is somebody else's
 * @param warmUp how long a load runs before the first that counts
 */
record Stage(Guests guests, Fleet fleet, Watched node, Site site, Duration warmUp, Progress progress, Report report) {
  /** A row is whole. */
  void add(Row row) {
    progress.erase();
    report.add(row);
  }

  /** What is done now. */
  void now(String what) {
    progress.now(what);
  }
}
