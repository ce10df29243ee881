package dochat.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Keeps the prepared statements of one SQLite connection for the next use: its driver has no cache of its own, and compiling a statement
 * takes longer than running it. The store's statements are constants, so this stays small. Used by one thread at a time.
 */
final class KeptStatements extends DefaultStatementBuilder {
  private final Map<String, PreparedStatement> idle = new HashMap<>();

  @Override
  public PreparedStatement create(Connection connection, String sql, StatementContext context) throws SQLException {
    var kept = idle.remove(sql);
    return kept != null ? kept : super.create(connection, sql, context);
  }

  /** Keeps it without what a failed batch may have left in it. */
  @Override
  public void close(Connection connection, String sql, Statement statement) throws SQLException {
    if (statement instanceof PreparedStatement prepared && !idle.containsKey(sql)) {
      prepared.clearBatch();
      prepared.clearParameters();
      idle.put(sql, prepared);
    } else {
      super.close(connection, sql, statement);
    }
  }

  @Override
  public void close(Connection connection) {
    for (var statement : idle.values()) {
      try {
        statement.close();
      } catch (SQLException e) {
        // The connection is about to end, and its statements with it.
      }
    }
    idle.clear();
  }
}
