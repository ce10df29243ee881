package dochat.archive;

import dochat.store.StoreConfig;
import dochat.support.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** From SQLite to PostgreSQL and back. */
class PostgresMoveIT extends MoveContract {
  private static PostgresServer server;
  private int stores;

  @BeforeAll
  static void startServer() {
    server = PostgresServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Override
  StoreConfig one() {
    return new StoreConfig(folder.resolve("data" + stores++), null);
  }

  @Override
  StoreConfig other() {
    return new StoreConfig(Path.of("unused"), server.newDatabase());
  }
}
