package dochat.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;

/** A PostgreSQL server that nodes on many machines share. Read committed; the locks of the rooms' rows keep numbers gapless. */
final class PostgresEngine implements Engine {
  /** Time limits of a lost server and of a lost node: the server frees the locks of a node that fell silent inside a transaction. */
  private static final String LIMITS = "SET statement_timeout = '8s'; SET lock_timeout = '2s';"
      + " SET idle_in_transaction_session_timeout = '10s'";
  private static final int CONNECT_SECONDS = 4;
  private static final int SOCKET_SECONDS = 10;
  private static final int POOL_WAIT_MILLIS = 5_000;
  /** Any number that no other program takes: "dochat" in ASCII. */
  private static final long SCHEMA_LOCK = 0x646f63686174L;

  private final HikariDataSource pool;
  private final Jdbi jdbi;

  private PostgresEngine(HikariConfig config) {
    this.pool = new HikariDataSource(config);
    this.jdbi = Jdbi.create(pool);
    jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
  }

  static PostgresEngine open(String database) {
    var url = PostgresUrl.parse(database);
    try {
      return new PostgresEngine(config(url));
    } catch (PoolInitializationException e) {
      throw new StoreUnavailable("PostgreSQL at " + url.place() + explanation(Engine.cause(e)), e);
    }
  }

  @Override
  public String name() {
    return "postgresql";
  }

  @Override
  public <T> T write(HandleCallback<T, RuntimeException> work) {
    return jdbi.inTransaction(work);
  }

  @Override
  public <T> T read(HandleCallback<T, RuntimeException> work) {
    return jdbi.withHandle(work);
  }

  @Override
  public void lockSchema(Handle handle) {
    handle.createQuery("SELECT pg_advisory_xact_lock(:lock)").bind("lock", SCHEMA_LOCK).mapTo(String.class).one();
  }

  @Override
  public String group() {
    return "json_array_elements(CAST(:group AS json)) AS g (value)";
  }

  /**
   * PASSING: serialization failure, deadlock, the same client id at two nodes at once, lock timeout, a broken connection (a server that
   * was restarted accepts a new one). SQL states: https://www.postgresql.org/docs/current/errcodes-appendix.html.
   */
  @Override
  public Fault fault(SQLException e) {
    if (e instanceof SQLTransientConnectionException) {
      return Fault.LASTING;
    }
    return switch (state(e)) {
      case "40001", "40P01", "23505", "55P03", "08006", "08003", "57P01" -> Fault.PASSING;
      case "57014", "57P02", "57P03", "53300", "53100", "53200", "08001", "08004", "25006" -> Fault.LASTING;
      default -> Fault.BUG;
    };
  }

  @Override
  public void close() {
    pool.close();
  }

  private static HikariConfig config(PostgresUrl url) {
    var config = new HikariConfig();
    config.setPoolName("dochat-store");
    config.setJdbcUrl(url.jdbc());
    config.setUsername(url.user());
    config.setPassword(url.password());
    config.setMaximumPoolSize(Store.READERS + 1);
    config.setConnectionTimeout(POOL_WAIT_MILLIS);
    config.setInitializationFailTimeout(1);
    config.setConnectionInitSql(LIMITS);
    config.addDataSourceProperty("ApplicationName", "doChat");
    config.addDataSourceProperty("connectTimeout", CONNECT_SECONDS);
    config.addDataSourceProperty("loginTimeout", CONNECT_SECONDS);
    config.addDataSourceProperty("socketTimeout", SOCKET_SECONDS);
    config.addDataSourceProperty("tcpKeepAlive", true);
    config.addDataSourceProperty("reWriteBatchedInserts", true);
    return config;
  }

  static String explanation(SQLException e) {
    return switch (state(e)) {
      case "28P01", "28000" -> " refuses the user or the password.";
      case "3D000" -> " has no such database.";
      case "08001", "08004", "08006" -> " cannot be reached.";
      default -> " cannot be used: " + e.getMessage();
    };
  }

  private static String state(SQLException e) {
    return e.getSQLState() == null ? "" : e.getSQLState();
  }
}
