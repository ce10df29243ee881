package dochat.store;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Backups of a PostgreSQL database with the programs that PostgreSQL has for it, pg_dump and pg_restore. A dump is read into a database
 * that is empty, so that nothing is ever written over.
 */
final class PostgresBackup {
  private static final String RESTORED = "SELECT COUNT(*) FROM (SELECT to_regclass('meta') AS meta, to_regclass('migration') AS migration) t"
      + " WHERE meta IS NOT NULL AND migration IS NOT NULL";

  private PostgresBackup() {}

  static void save(String database, Path file) {
    var url = PostgresUrl.parse(database);
    on(url, handle -> {
      if (!hasTables(handle)) {
        throw new StoreUnavailable("There is no chat in this database.", null);
      }
      Schema.checkKnown(handle);
      return null;
    });
    new PostgresTool("pg_dump", url).run("--format=custom", "--no-owner", "--no-privileges", "--file=" + file);
    new PostgresTool("pg_restore", null).run("--list", file.toString());
  }

  /** The epoch is not in what is read back, so that nodes cannot start on what was read back only half, or not named anew. */
  static String restore(String database, Path file) {
    var url = PostgresUrl.parse(database);
    var isThere = on(url, handle -> {
      refuseNodes(handle, url);
      return hasTables(handle) && refuseStore(handle);
    });
    if (!isThere) {
      try (var list = new PostgresTool("pg_restore", null).listWithout(file, "TABLE DATA \\S+ meta ")) {
        new PostgresTool("pg_restore", url).run("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges",
            "--use-list=" + list.path(), file.toString());
      }
    }
    return "the store at " + url.place() + " is that of " + file + " under the new epoch " + renewEpoch(database);
  }

  static String renewEpoch(String database) {
    var url = PostgresUrl.parse(database);
    return on(url, handle -> {
      refuseNodes(handle, url);
      if (!hasTables(handle)) {
        throw new StoreUnavailable("There is no chat in this database.", null);
      }
      Schema.checkKnown(handle);
      return Schema.renewEpoch(handle);
    });
  }

  private static boolean hasTables(Handle handle) {
    return handle.createQuery(RESTORED).mapTo(Integer.class).one() == 1;
  }

  /** True for tables that were read back but have no epoch yet: only that is missing. */
  private static boolean refuseStore(Handle handle) {
    if (handle.createQuery("SELECT COUNT(*) FROM meta").mapTo(Integer.class).one() > 0) {
      throw new StoreUnavailable("The database has a chat already: restore into an empty one and start the nodes with that.", null);
    }
    return true;
  }

  /** Nodes are told by the name that they give to their connections. */
  private static void refuseNodes(Handle handle, PostgresUrl url) {
    var nodes = handle.createQuery("SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'doChat%'")
        .mapTo(Integer.class).one();
    if (nodes > 0) {
      throw StoreBackup.inUse("the database at " + url.place());
    }
  }

  private static <T> T on(PostgresUrl url, Function<Handle, T> work) {
    try (var handle = Jdbi.create(() -> DriverManager.getConnection(url.jdbc(), properties(url))).open()) {
      return work.apply(handle);
    } catch (JdbiException e) {
      throw new StoreUnavailable("PostgreSQL at " + url.place() + PostgresEngine.explanation(Engine.cause(e)), e);
    }
  }

  private static Properties properties(PostgresUrl url) {
    var properties = new Properties();
    if (url.user() != null) {
      properties.setProperty("user", url.user());
    }
    if (url.password() != null) {
      properties.setProperty("password", url.password());
    }
    for (var limit : List.of("connectTimeout", "loginTimeout", "socketTimeout")) {
      properties.setProperty(limit, "10");
    }
    return properties;
  }
}
