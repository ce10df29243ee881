package dochat.session;

import dochat.room.OneNode;
import dochat.store.StoreConfig;
import dochat.support.Folders;

/** Two nodes of one SQLite store that never hear of each other, for what needs no bus. */
final class NodesApart implements AutoCloseable {
  private final StoreConfig config = new StoreConfig(Folders.temporary(), null);
  final SessionNode here = new SessionNode(new OneNode(config));
  final SessionNode there = new SessionNode(new OneNode(config));

  @Override
  public void close() {
    here.close();
    there.close();
    Folders.delete(config.data());
  }
}
