package dochat.store;

import io.vertx.core.json.JsonArray;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;

/**
 * A database as this store needs it: what differs between SQLite and PostgreSQL and nothing else. Called on the store's worker threads
 * only: {@link #write} by one at a time, {@link #read} by several at once.
 */
interface Engine extends AutoCloseable {
  /** What a failure means for the work that failed. */
  enum Fault {
    /** Somebody else was in the way: the same transaction again may pass. */
    PASSING,
    /** The database cannot serve at the moment (out of reach, disk full). */
    LASTING,
    /** A mistake of ours. */
    BUG
  }

  /** Opens the database that is configured; {@link StoreUnavailable} if that fails. */
  static Engine open(StoreConfig config) {
    return config.database() == null ? SqliteEngine.open(config.data()) : PostgresEngine.open(config.database());
  }

  /** The folder of this engine's scripts below {@code db/}. */
  String name();

  /** Runs the work in one transaction, committed when this returns and rolled back when this throws. */
  <T> T write(HandleCallback<T, RuntimeException> work);

  /** Runs one query. More than one would not see the same moment. */
  <T> T read(HandleCallback<T, RuntimeException> work);

  /** Inside a transaction: keeps every other process out of the schema until the transaction ends. */
  void lockSchema(Handle handle);

  /**
   * A table expression {@code g} whose column {@code value} is each row of the {@link #group(Stream)} that is bound as {@code :group};
   * {@code g.value ->> 0} is its first text. So one statement serves groups of any size.
   */
  String group();

  /** What this failure of the database means. */
  Fault fault(SQLException e);

  /** Ends all connections. Idempotent. */
  @Override
  void close();

  /** Rows of texts as the parameter of {@link #group()}. Two equal rows make two. */
  static String group(Stream<List<String>> rows) {
    return new JsonArray(rows.toList()).encode();
  }

  /** The database's own failure among the causes, the innermost first; null if it was not the database. */
  static SQLException cause(Throwable e) {
    return Stream.iterate(e, Objects::nonNull, Throwable::getCause)
        .filter(SQLException.class::isInstance).map(SQLException.class::cast)
        .reduce((outer, inner) -> inner).orElse(null);
  }
}
