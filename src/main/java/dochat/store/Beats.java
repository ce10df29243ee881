package dochat.store;

import dochat.model.Neighbour;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;

/**
 * The nodes' signs of life in the store. Each node writes its row, which proves that it can write, reads those of the others, and finds
 * out when its own is older than it should be: then the whole store is.
 */
final class Beats {
  /** Rows of nodes that were killed stay for so long. */
  private static final long KEPT_MILLIS = TimeUnit.DAYS.toMillis(7);

  private Beats() {}

  /** What a beat has found. */
  record Pulse(String epoch, List<Neighbour> rows) {}

  /**
   * Writes this node's row; the answer is what all rows were before.
   *
   * @param confirmed the last beat of this node that was committed for sure, 0 if there was none
   * @param known     the epochs of this node's beats; such a one is renewed when the row shows that the store was rewound since, and another one
   *                  is what a node has given that was first to see it
   */
  static Pulse beat(Handle handle, Neighbour self, long confirmed, Set<String> known) {
    var rows = handle.createQuery("SELECT id, beat, since, members FROM node").map((row, context) -> new Neighbour(
        row.getString("id"), row.getLong("beat"), row.getLong("since"), Set.of(row.getString("members").split(",")))).list();
    var own = rows.stream().filter(row -> row.node().equals(self.node())).findFirst();
    var epoch = Epochs.current(handle);
    if (confirmed > 0 && own.map(Neighbour::beat).orElse(0L) < confirmed && known.contains(epoch)) {
      epoch = Epochs.renew(handle, epoch);
    }
    var now = System.currentTimeMillis();
    if (own.isEmpty()) {
      forget(handle, rows, self, now - KEPT_MILLIS);
    }
    handle.execute("INSERT INTO node (id, beat, since, members, at, knows) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
        + " beat = excluded.beat, since = excluded.since, members = excluded.members, at = excluded.at,"
        + " knows = excluded.knows",
        self.node(), self.beat(), self.sinceMillis(), String.join(",", self.members()), now, Schema.newest());
    return new Pulse(epoch, rows);
  }

  /** A node that is in the cluster lives, however long it has had no reason to beat, and whatever its clock says. */
  private static void forget(Handle handle, List<Neighbour> rows, Neighbour self, long before) {
    rows.stream().filter(row -> !self.members().contains(row.node()))
        .forEach(row -> handle.execute("DELETE FROM node WHERE id = ? AND at < ?", row.node(), before));
  }

  /** A node that says goodbye is nobody's neighbour any more. */
  static int end(Handle handle, String node) {
    return handle.execute("DELETE FROM node WHERE id = ?", node);
  }
}
