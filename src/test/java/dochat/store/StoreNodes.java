package dochat.store;

import io.vertx.core.Future;

/** One database and the nodes on it, as the contracts see them. */
interface StoreNodes {
  /** A database that nobody has used, other than {@link #config()}. */
  StoreConfig newDatabase();

  /** The database of this test. */
  StoreConfig config();

  /** A store as one more node has it, with threads of its own; closed after the test. */
  Future<Store> opening(StoreConfig config);

  default Store openNode() {
    return Steps.await(opening(config()));
  }
}
