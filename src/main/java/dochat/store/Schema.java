package dochat.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Brings the tables to the version that this program knows, in one transaction, whatever other processes start at the same moment
 * (docs/decisions/0002). A published script is never edited; the next version is a new script at the end of the list.
 */
final class Schema {
  private static final List<String> SCRIPTS = List.of("V1__log.sql", "V2__creation.sql", "V3__node.sql");

  private Schema() {}

  /** The store's epoch. {@link StoreUnavailable} when a newer program has been here. */
  static String migrate(Engine engine) {
    return Retries.run(engine, () -> engine.write(handle -> {
      engine.lockSchema(handle);
      handle.execute("CREATE TABLE IF NOT EXISTS migration (version INTEGER PRIMARY KEY, applied BIGINT NOT NULL)");
      upgrade(handle, engine.name());
      refuseHalfRestored(handle);
      return Epochs.current(handle);
    }));
  }

  /** The version of the tables that are there; 0 when there are none. */
  static int version(Handle handle) {
    return handle.createQuery("SELECT COALESCE(MAX(version), 0) FROM migration").mapTo(Integer.class).one();
  }

  /** Refuses tables that a newer program has made. */
  static void checkKnown(int version) {
    if (version > SCRIPTS.size()) {
      throw new StoreUnavailable("The database has schema version " + version + ", but this program knows only "
          + SCRIPTS.size() + ": start a newer doChat.", null);
    }
  }

  /** The version that this program makes. */
  static int newest() {
    return SCRIPTS.size();
  }

  /** A dump is read back without its epoch, which is given last. */
  private static void refuseHalfRestored(Handle handle) {
    if (handle.createQuery("SELECT COUNT(*) FROM meta").mapTo(Integer.class).one() == 0) {
      throw new StoreUnavailable("The database was restored only half: the same dochat restore again finishes it.", null);
    }
  }

  private static void upgrade(Handle handle, String engine) {
    int version = version(handle);
    checkKnown(version);
    for (var next = version + 1; next <= SCRIPTS.size(); next++) {
      handle.createScript(script("/db/" + engine + "/" + SCRIPTS.get(next - 1))).execute();
      handle.execute("INSERT INTO migration (version, applied) VALUES (?, ?)", next, System.currentTimeMillis());
    }
    if (version == 0) {
      renewEpoch(handle);
    }
  }

  /** Gives the store a new random name, so that cursors from before are answered with a reset. */
  static String renewEpoch(Handle handle) {
    var epoch = Epochs.ofNewStore();
    handle.execute("INSERT INTO meta (one, epoch, created) VALUES (1, ?, ?) ON CONFLICT (one) DO UPDATE SET epoch = excluded.epoch",
        epoch, System.currentTimeMillis());
    return epoch;
  }

  private static String script(String path) {
    try (var in = Schema.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
