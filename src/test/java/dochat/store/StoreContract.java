package dochat.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** What a store promises on any database; one subclass a database. */
@Timeout(120)
abstract class StoreContract implements OpenContract, MigrationContract, AppendContract, ConcurrentAppendContract, HistoryContract, RoomContract, JoinContract,
    AccountContract, PasskeyContract, RepeatContract, ChangeContract, MentionContract, AccessContract, RightsContract, NewcomerContract, SettingsContract, PeopleContract, CardContract, SubjectContract, FeedContract, MissesNothingContract, DirectoryContract, BanContract, FollowContract {
  /** What is about the making of tables begins without them, like what is about one engine. */
  private static final Set<Class<?>> BEGINNINGS = Set.of(OpenContract.class, MigrationContract.class);

  private final List<Vertx> nodes = new ArrayList<>();
  private final List<Store> stores = new ArrayList<>();
  private StoreConfig config;

  @BeforeEach
  void prepare(TestInfo test) {
    var contract = test.getTestMethod().orElseThrow().getDeclaringClass();
    config = contract.isInterface() && !BEGINNINGS.contains(contract) ? readyDatabase() : newDatabase();
  }

  /** One more database that nobody has used, with its tables in it: the copy of one that a store has made. */
  abstract StoreConfig readyDatabase();

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
