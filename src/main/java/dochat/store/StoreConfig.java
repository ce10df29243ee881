package dochat.store;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where the store is.
 *
 * @param data     folder of the SQLite file {@code dochat.db}; created when needed, not used with PostgreSQL
 * @param database {@code postgresql://user:password@host:port/name}, with special characters of user and password percent-encoded and
 *                 optionally parameters of the PostgreSQL JDBC driver ({@code ?sslmode=require}); null for the SQLite file
 */
public record StoreConfig(Path data, String database) {
  public StoreConfig {
    Objects.requireNonNull(data, "data");
  }

  /** Without the database's URL, which may hold a password. */
  @Override
  public String toString() {
    return database == null ? "StoreConfig[" + data + "]" : "StoreConfig[postgresql]";
  }
}
