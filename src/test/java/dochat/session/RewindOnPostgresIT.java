package dochat.session;

import dochat.store.StoreConfig;
import dochat.support.PostgresServer;
import java.nio.file.Path;

class RewindOnPostgresIT extends RewindContract {
  private static final PostgresServer SERVER = PostgresServer.shared();

  @Override
  StoreConfig newStore(Path folder) {
    return new StoreConfig(folder, SERVER.newDatabase());
  }

  @Override
  String jdbc(StoreConfig config) {
    return SERVER.jdbc(config.database());
  }
}
