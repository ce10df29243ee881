package dochat.store;

import dochat.model.HistoryVisibility;
import dochat.model.RoomSettings;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;

/**
 * Keeps nodes of older releases away from what they would show to everybody: they know no rooms but public ones, or would not keep to
 * what was settled for a room. Inside the transaction that makes such a room, or settles it.
 */
final class Releases {
  /** The version of the tables that knows kinds of rooms. */
  private static final int KINDS = Schema.version("V5__access.sql");
  /** The version of the tables that knows what is settled for rooms. */
  private static final int SETTINGS = Schema.version("V8__settings.sql");
  /** The version of the tables that knows who sees what was before they came. */
  static final int HISTORY = Schema.version("V16__history.sql");
  /** The version of the tables that knows who is banned from rooms. */
  static final int BANS = Schema.version("V19__ban.sql");
  /** The version of the tables that knows who only reads in public rooms. */
  static final int READERS = Schema.version("V23__join.sql");
  /** So long ago a node that says nothing any more may have given its last sign. */
  private static final long SILENT_MILLIS = TimeUnit.SECONDS.toMillis(10);
  private static final String RAISE = "UPDATE compatibility SET oldest = ? WHERE version = (SELECT MAX(version) FROM migration) AND oldest < ?";
  private static final String OLDEST = "SELECT oldest FROM compatibility WHERE version = (SELECT MAX(version) FROM migration)";
  /** Those that are in a cluster with a node that knows, or have given a sign lately. */
  private static final String OLDER = "SELECT COUNT(*) FROM node o WHERE o.knows < :version AND (o.at > :lately"
      + " OR EXISTS (SELECT 1 FROM node n WHERE n.knows >= :version AND ',' || n.members || ',' LIKE '%,' || o.id || ',%'))";

  private Releases() {}

  /** The version of the tables that knows what is to be kept to where this is settled. */
  static int of(RoomSettings settings) {
    return settings.history() == HistoryVisibility.ALL ? SETTINGS : HISTORY;
  }

  /** From the end of the transaction on no node can start that knows no kinds of rooms; {@link OlderNodes} while one runs. */
  static void needThisOne(Handle handle) {
    if (!keepTo(handle, KINDS)) {
      throw new OlderNodes();
    }
  }

  /** The same for nodes that know less than this version of the tables; false, and nothing is changed, while one runs. */
  static boolean keepTo(Handle handle, int version) {
    if (handle.createQuery(OLDEST).mapTo(Integer.class).one() >= version) {
      return true;
    }
    if (isOlderHere(handle, version)) {
      return false;
    }
    handle.execute(RAISE, version, version);
    return true;
  }

  /** {@link OlderNodes} while a node runs that knows less than this version of the tables; others may still start. */
  static void refuseOlder(Handle handle, int version) {
    if (isOlderHere(handle, version)) {
      throw new OlderNodes();
    }
  }

  /** Whether a node runs that knows less than this version of the tables. */
  static boolean isOlderHere(Handle handle, int version) {
    return handle.createQuery(OLDER).bind("version", version).bind("lately", System.currentTimeMillis() - SILENT_MILLIS).mapTo(Integer.class).one() > 0;
  }
}
