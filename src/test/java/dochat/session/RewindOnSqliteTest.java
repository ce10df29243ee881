package dochat.session;

import dochat.store.StoreConfig;
import java.nio.file.Path;

class RewindOnSqliteTest extends RewindContract {
  @Override
  StoreConfig newStore(Path folder) {
    return new StoreConfig(folder, null);
  }

  @Override
  String jdbc(StoreConfig config) {
    return "jdbc:sqlite:" + config.data().resolve("dochat.db") + "?busy_timeout=10000&transaction_mode=IMMEDIATE";
  }
}
