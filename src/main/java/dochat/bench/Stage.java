package dochat.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What all scenarios are played with. For the main thread.
 *
 * @param label  what names the server beside others; empty for a node
 * @param crowd  the people
 * @param doors  where the nodes take clients
 * @param fleet  their clients
 * @param node   the processes of these
 * @param site   where more nodes may be started; null if the node is somebody else's
 * @param warmUp how long a load runs before the first that counts
 */
record Stage(String label, Crowd crowd, List<InetSocketAddress> doors, Fleet fleet, Watched node, Site site, Duration warmUp, Progress progress, Report report) {
  /** The same at these nodes, too. */
  Stage with(List<Child> more) throws IOException {
    List<InetSocketAddress> all = new ArrayList<>(doors);
    for (Child one : more) {
      all.add(one.address());
    }
    return new Stage(label, crowd, all, fleet, node.with(Watched.nodes(more)), site, warmUp, progress, report);
  }

  /** A server of others, on the same processor. */
  Stage beside(Peer peer, Child server) throws IOException {
    return new Stage(" " + peer.word(), new Passers(peer), List.of(server.address()), fleet, new Watched(List.of(server.pid()), List.of()), site, warmUp, progress, report);
  }

  /** The people of a node; others have none of the kind. */
  Guests guests() {
    return (Guests) crowd;
  }

  /** Clients come here from now on. */
  void enter() throws IOException {
    fleet.reach(doors);
  }

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
