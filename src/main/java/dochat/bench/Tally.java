package dochat.bench;

/** How much something that nodes count has grown since this was made. For the main thread. */
final class Tally {
  private final Watched nodes;
  private final String metric;
  private final double begin;

  Tally(Watched nodes, String metric) {
    this.nodes = nodes;
    this.metric = metric;
    this.begin = nodes.count(metric);
  }

  double grown() {
    return nodes.count(metric) - begin;
  }
}
