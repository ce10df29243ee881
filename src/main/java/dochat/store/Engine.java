package dochat.store;

import io.vertx.core.json.JsonArray;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.TemplateEngine;

/**
 * A database as this store needs it: what differs between SQLite and PostgreSQL and nothing else. Called on the store's worker threads
 * only: {@link #read} by several at once, and {@link #write} by one at a time unless its rows can be {@linkplain #hasRowLocks() locked}.
 */
interface Engine extends AutoCloseable {
  /** What a failure means for the work that failed. */
  enum Fault {
    /** Somebody else was in the way for a moment: the same transaction again may pass. */
    PASSING,
    /** What was to be made is there by now: the same transaction again will find it. A mistake of ours if it does not. */
    TAKEN,
    /** Somebody else holds a row or a table: the same later, and meanwhile something else. */
    HELD,
    /** The connection is of no use: the same on a new one. If it broke while committing, nobody knows what was saved. */
    BROKEN,
    /** The database cannot serve at the moment (out of reach, disk full). */
    LASTING,
    /** A mistake of ours. */
    BUG
  }

  /** Finds the parameters of a statement once, however many databases this process has open one after another. */
  SqlParser PARSER = new ColonPrefixSqlParser();

  /** Opens the database that is configured; {@link StoreUnavailable} if that fails. */
  static Engine open(StoreConfig config) {
    return config.database() == null ? SqliteEngine.open(config.data()) : PostgresEngine.open(config.database());
  }

  /** Statements are what is written here. What fails does not say with what: that is what people wrote, and failures are logged. */
  static void configure(Jdbi jdbi) {
    jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP).setSqlParser(PARSER);
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
  }

  /** The folder of this engine's scripts below {@code db/}. */
  String name();

  /** Runs the work in one transaction, committed when this returns and rolled back when this throws. */
  <T> T write(HandleCallback<T, RuntimeException> work, Attempt attempt);

  /** The same for a change that nobody waits for with a clock. */
  default <T> T write(HandleCallback<T, RuntimeException> work) {
    return write(work, Attempt.ONLY);
  }

  /** The same for a change of the tables, which no time limit of ordinary work cuts off. */
  default <T> T migrate(HandleCallback<T, RuntimeException> work) {
    return write(work);
  }

  /** Runs one query. More than one would not see the same moment. */
  <T> T read(HandleCallback<T, RuntimeException> work);

  /** Runs several queries that see the same moment. */
  <T> T readTogether(HandleCallback<T, RuntimeException> work);

  /** Inside a transaction: keeps every other process out of the schema until the transaction ends. */
  void lockSchema(Handle handle);

  /**
   * A table expression {@code g} whose column {@code value} is each row of the {@link #group(Stream)} that is bound as {@code :group};
   * {@code g.value ->> 0} is its first text. So one statement serves groups of any size.
   */
  String group();

  /** The expression of the bytes that this expression, a text, has in hexadecimal. */
  String bytes(String hexadecimal);

  /** The condition that this text has a part like this parameter, a sequence of ranges of characters such as {@code [a-c][x-z]}. */
  String hasPart(String text, String ranges);

  /** The expression of this text without regard to case, as {@link Folded#of} has what is sought; on PostgreSQL of those letters that the locale of the database knows. */
  String folded(String text);

  /** Whether a transaction locks rows and not the whole database, so that several may write beside each other. */
  boolean hasRowLocks();

  /**
   * Ends a query so that it locks the rows that it brings of this table (or alias) against other changes until the transaction ends.
   *
   * @param waits whether it waits for rows that others hold, and fails when that takes long; else it leaves them out
   */
  String locking(String table, boolean waits);

  /** What this failure of the database means. */
  Fault fault(SQLException e);

  /** Ends all connections. Idempotent. */
  @Override
  void close();

  /** Rows of texts as the parameter of {@link #group()}. Two equal rows make two. */
  static String group(Stream<List<String>> rows) {
    return new JsonArray(rows.toList()).encode();
  }

  /** What a failure means that may have the database's own among its causes; without one it is a mistake of ours. */
  static Fault fault(Engine engine, Throwable e) {
    var cause = cause(e);
    if (cause == null) {
      return e instanceof RowHeld ? Fault.HELD : Fault.BUG;
    }
    return engine.fault(cause);
  }

  /** The database's own failure among the causes, the innermost first; null if it was not the database. */
  static SQLException cause(Throwable e) {
    return Stream.iterate(e, Objects::nonNull, Throwable::getCause)
        .filter(SQLException.class::isInstance).map(SQLException.class::cast)
        .reduce((outer, inner) -> inner).orElse(null);
  }
}
