package dochat.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** What a store promises on any database; one subclass a database. */
@Timeout(120)
abstract class StoreContract implements OpenContract, MigrationContract, AppendContract, ConcurrentAppendContract, HistoryContract, RoomContract, JoinContract,
    AccountContract, PasskeyContract, RepeatContract, ChangeContract, MentionContract, AccessContract, RightsContract, NewcomerContract, SettingsContract, PeopleContract, CardContract, SubjectContract, FeedContract, MissesNothingContract, DirectoryContract, BanContract, FollowContract {
  private final List<Vertx> nodes = new ArrayList<>();
  private final List<Store> stores = new ArrayList<>();
  private StoreConfig config;

  @BeforeEach
  void prepare() {
    config = newDatabase();
  }

  @AfterEach
  void closeNodes() {
    stores.forEach(store -> Steps.await(store.close()));
    nodes.forEach(node -> Steps.await(node.close()));
  }

  @Override
  public StoreConfig config() {
    return config;
  }

  @Override
  public Future<Store> opening(StoreConfig config) {
    var vertx = Vertx.vertx();
    synchronized (nodes) {
      nodes.add(vertx);
    }
    return Store.open(vertx, config).onSuccess(store -> {
      synchronized (nodes) {
        stores.add(store);
      }
    });
  }
}
