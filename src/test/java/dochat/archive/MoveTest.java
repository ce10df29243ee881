package dochat.archive;

import dochat.store.StoreConfig;

/** From SQLite to SQLite. */
class MoveTest extends MoveContract {
  private int stores;

  @Override
  StoreConfig one() {
    return new StoreConfig(folder.resolve("data" + stores++), null);
  }

  @Override
  StoreConfig other() {
    return one();
  }
}
