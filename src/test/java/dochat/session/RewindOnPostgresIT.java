package dochat.session;

import dochat.store.StoreConfig;
import dochat.support.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class RewindOnPostgresIT extends RewindContract {
  private static PostgresServer server;

  @BeforeAll
  static void startServer() {
    server = PostgresServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Override
  StoreConfig newStore(Path folder) {
    return new StoreConfig(folder, server.newDatabase());
  }

  @Override
  String jdbc(StoreConfig config) {
    return server.jdbc(config.database());
  }
}
