package dochat.store;

import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;

/**
 * Keeps nodes of older releases away from what they would show to everybody: they know no rooms but public ones. Inside the transaction that
 * makes such a room.
 */
final class Releases {
  /** The version of the tables that knows kinds of rooms. */
  private static final int KINDS = Schema.version("V5__access.sql");
  /** So long ago a node that says nothing any more may have given its last sign. */
  private static final long SILENT_MILLIS = TimeUnit.SECONDS.toMillis(10);
  private static final String RAISE = "UPDATE compatibility SET oldest = ? WHERE version = (SELECT MAX(version) FROM migration) AND oldest < ?";
  /** Those that are in a cluster with a node that knows, or have given a sign lately. */
  private static final String OLDER = "SELECT COUNT(*) FROM node o WHERE o.knows < :kinds AND (o.at > :lately"
      + " OR EXISTS (SELECT 1 FROM node n WHERE n.knows >= :kinds AND ',' || n.members || ',' LIKE '%,' || o.id || ',%'))";

  private Releases() {}

  /** From the end of the transaction on no older node can start; {@link OlderNodes} while one runs. */
  static void needThisOne(Handle handle) {
    if (handle.execute(RAISE, KINDS, KINDS) == 0) {
      return;
    }
    var older = handle.createQuery(OLDER).bind("kinds", KINDS).bind("lately", System.currentTimeMillis() - SILENT_MILLIS).mapTo(Integer.class).one();
    if (older > 0) {
      throw new OlderNodes();
    }
  }
}
