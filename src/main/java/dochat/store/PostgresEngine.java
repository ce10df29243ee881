package dochat.store;

import dochat.metrics.Seldom;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** A PostgreSQL server that nodes on many machines share. Read committed; the locks of the rooms' rows keep numbers gapless. */
final class PostgresEngine implements Engine {
  /**
   * Time limits of a slow server, of locks that others hold, and of a lost node: the server frees the locks of a node that fell silent
   * inside a transaction before posts to its rooms are refused.
   */
  private static final String LIMITS = "SET statement_timeout = '4s'; SET lock_timeout = '500ms';"
      + " SET idle_in_transaction_session_timeout = '3s'";
  /**
   * Of a {@link #group()} the planner only knows that it may be a hundred rows. Where each row that is found by its key cost as much as on a disk that
   * turns (4), it would read all of ten thousand rooms for one: 1.9 instead of 0.2 ms.
   */
  private static final String BY_KEY = "SET random_page_cost = 1.1";
  private static final String BRIEFLY = "SET LOCAL lock_timeout = '20ms'";
  private static final String NO_LIMITS = "SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0;"
      + " SET LOCAL idle_in_transaction_session_timeout = 0";
  /** Whoever waits to change a table holds up all who come after, also while the one before is a backup that takes an hour. */
  private static final String POLITELY = "SET LOCAL lock_timeout = '2s'";
  private static final String CONNECT_SECONDS = "3";
  private static final String LOGIN_SECONDS = "5";
  /** A JVM that has just started on a busy machine takes many seconds to work out what its password proves. */
  private static final String FIRST_LOGIN_SECONDS = "30";
  private static final String SOCKET_SECONDS = "6";
  /** Any number that no other program takes: "dochat" in ASCII. */
  private static final long SCHEMA_LOCK = 0x646f63686174L;

  private final PostgresConnections connections;
  private final Seldom renewals = new Seldom();
  /** The server was no primary any more, and connections to it may be left. */
  private volatile boolean isFailingOver;

  private PostgresEngine(Handle first, Jdbi jdbi) {
    this.connections = new PostgresConnections(first, () -> open(jdbi), this::spares);
  }

  static PostgresEngine open(String database) {
    var url = PostgresUrl.parse(database);
    try {
      return new PostgresEngine(open(jdbi(url, FIRST_LOGIN_SECONDS)), jdbi(url, LOGIN_SECONDS));
    } catch (JdbiException e) {
      var cause = Engine.cause(e);
      throw new StoreUnavailable("PostgreSQL at " + url.place() + explanation(cause), e, PostgresFaults.isAway(cause));
    }
  }

  @Override
  public String name() {
    return "postgresql";
  }

  @Override
  public <T> T write(HandleCallback<T, RuntimeException> work, Attempt attempt) {
    T result = connections.use(connection -> connection.inTransaction(handle -> transact(handle, work, attempt)));
    if (isFailingOver) {
      isFailingOver = false;
      connections.renew();
    }
    return result;
  }

  @Override
  public <T> T migrate(HandleCallback<T, RuntimeException> work) {
    return connections.use(connection -> {
      waitForAnswers(connection, 0);
      try {
        return connection.inTransaction(handle -> {
          handle.execute(NO_LIMITS);
          return work.withHandle(handle);
        });
      } finally {
        waitForAnswers(connection, Integer.parseInt(SOCKET_SECONDS));
      }
    });
  }

  @Override
  public <T> T read(HandleCallback<T, RuntimeException> work) {
    return connections.use(work);
  }

  @Override
  public <T> T readTogether(HandleCallback<T, RuntimeException> work) {
    return connections.use(connection -> connection.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, work));
  }

  @Override
  public void lockSchema(Handle handle) {
    handle.createQuery("SELECT pg_advisory_xact_lock(:lock)").bind("lock", SCHEMA_LOCK).mapTo(String.class).one();
    handle.execute(POLITELY);
  }

  @Override
  public String group() {
    return "json_array_elements(CAST(:group AS json)) AS g (value)";
  }

  @Override
  public String hasPart(String text, String ranges) {
    return text + " ~ " + ranges;
  }

  @Override
  public String folded(String text) {
    return "LOWER(UPPER(" + text + ")) COLLATE \"C\"";
  }

  @Override
  public String bytes(String hexadecimal) {
    return "decode(" + hexadecimal + ", 'hex')";
  }

  @Override
  public boolean hasRowLocks() {
    return true;
  }

  @Override
  public String locking(String table, boolean waits) {
    return " FOR NO KEY UPDATE OF " + table + (waits ? "" : " SKIP LOCKED");
  }

  @Override
  public Fault fault(SQLException e) {
    return PostgresFaults.of(e);
  }

  @Override
  public void close() {
    connections.close();
  }

  private static <T> T transact(Handle handle, HandleCallback<T, RuntimeException> work, Attempt attempt) {
    if (attempt.isBrief()) {
      handle.execute(BRIEFLY);
    }
    T result = work.withHandle(handle);
    attempt.commits();
    return result;
  }

  /**
   * Where one connection is broken, the others seldom are better, and after a failover they lead to the old primary, where readers would
   * see an old log: all go, at most once a second, and after "read-only" once more when a write passes.
   */
  private boolean spares(RuntimeException failure) {
    var cause = Engine.cause(failure);
    if (cause == null) {
      return true;
    }
    if (fault(cause) == Fault.BROKEN) {
      isFailingOver |= PostgresFaults.state(cause).equals("25006");
      renewals.now(connections::renew);
    }
    return switch (fault(cause)) {
      case PASSING, TAKEN, HELD -> true;
      case BROKEN, LASTING, BUG -> false;
    };
  }

  /** @param seconds until the connection counts as lost, 0 for never */
  private static void waitForAnswers(Handle connection, int seconds) {
    try {
      connection.getConnection().setNetworkTimeout(Runnable::run, (int) TimeUnit.SECONDS.toMillis(seconds));
    } catch (SQLException e) {
      throw new ConnectionException(e);
    }
  }

  private static Jdbi jdbi(PostgresUrl url, String loginSeconds) {
    var jdbi = Jdbi.create(url.jdbc(), properties(url, loginSeconds));
    Engine.configure(jdbi);
    return jdbi;
  }

  private static Handle open(Jdbi jdbi) {
    var handle = jdbi.open();
    try {
      handle.execute(LIMITS + "; " + BY_KEY);
      return handle;
    } catch (RuntimeException e) {
      handle.close();
      throw e;
    }
  }

  private static Properties properties(PostgresUrl url, String loginSeconds) {
    var properties = new Properties();
    if (url.user() != null) {
      properties.setProperty("user", url.user());
    }
    if (url.password() != null) {
      properties.setProperty("password", url.password());
    }
    properties.setProperty("ApplicationName", "doChat");
    properties.setProperty("connectTimeout", CONNECT_SECONDS);
    properties.setProperty("loginTimeout", loginSeconds);
    properties.setProperty("socketTimeout", SOCKET_SECONDS);
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("reWriteBatchedInserts", "true");
    properties.setProperty("logServerErrorDetail", "false"); // in which there is what somebody wrote
    return properties;
  }

  static String explanation(SQLException e) {
    return switch (PostgresFaults.state(e)) {
      case "28P01", "28000" -> " refuses the user or the password.";
      case "3D000" -> " has no such database.";
      case "08001", "08004", "08006" -> " cannot be reached.";
      default -> " cannot be used: " + e.getMessage();
    };
  }
}
