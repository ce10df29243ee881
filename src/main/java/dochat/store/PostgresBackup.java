package dochat.store;

import dochat.disk.TemporaryFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
  /** The one of the tables; where there is none yet, the one that the URL asks for. */
  private static final String SCHEMA = "SELECT COALESCE(current_schema(), trim(split_part(current_setting('search_path'), ',', 1)))";
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
    on(url, handle -> {
      refuseNodes(handle, url);
      if (!(hasTables(handle) && refuseStore(handle))) {
        readBack(handle, url, file);
      }
      return null;
    });
    return "the store at " + url.place() + " is that of " + file + " under the new epoch " + renewEpoch(database);
  }

  private static void readBack(Handle handle, PostgresUrl url, Path file) {
    var schema = handle.createQuery(SCHEMA).mapTo(String.class).one();
    var isThere = handle.createQuery("SELECT 1 FROM pg_namespace WHERE nspname = :name").bind("name", schema).mapTo(Integer.class).findOne().isPresent();
    var epoch = "TABLE DATA " + schema + " meta ";
    var entries = new PostgresTool("pg_restore", null).run("--list", file.toString()).lines().toList();
    if (entries.stream().noneMatch(entry -> entry.contains(epoch))) {
      throw new StoreUnavailable(file + " has no chat in the schema " + schema + ", which is that of the database's URL.", null);
    }
    var wanted = entries.stream().filter(entry -> !entry.contains(epoch) && !(isThere && entry.contains(" SCHEMA - " + schema + " "))).toList();
    try (var list = TemporaryFile.ending(".list")) {
      Files.write(list.path(), wanted);
      new PostgresTool("pg_restore", url).run("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges",
          "--use-list=" + list.path(), file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
