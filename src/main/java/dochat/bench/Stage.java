package dochat.bench;

/**
 * What all scenarios are played with. For the main thread.
 *
 * @param guests the people
 * @param fleet  their clients
 * @param node   the process of the node
 */
record Stage(Guests guests, Fleet fleet, Watched node, Progress progress, Report report) {
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
