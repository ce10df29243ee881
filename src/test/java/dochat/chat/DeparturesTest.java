package dochat.chat;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.model.Change;
import dochat.model.Event;
import dochat.model.Mention;
import dochat.model.Room;
import dochat.model.User;
import dochat.room.OneNode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who has deleted their account, on their way out. */
@Timeout(60)
class DeparturesTest {
  private static final User ANN = new User("u-1", "Ann");
  private static final User BEN = new User("u-2", "Ben");

  @Test
  void whatCannotBeDoneForOneKeepsNobodyElse() throws SQLException {
    try (OneNode node = new OneNode()) {
      Departures departures = new Departures(node.store, new Changes(node.log, new Access(node.store, node.hub), 1));
      OneNode.await(node.vertx.deployVerticle(departures));
      for (User each : List.of(ANN, BEN)) {
        OneNode.await(node.store.signIn(each, each.id().getBytes(StandardCharsets.UTF_8), ""));
      }
      OneNode.await(node.store.append(List.of(new Change.Post(Room.GENERAL, ANN, "a", "from Ann"), new Change.Post(Room.GENERAL, BEN, "b", "from Ben"),
          new Change.Post(Room.GENERAL, OneNode.ANNA, "c", Change.NO_REF, "@Ann", List.of(Mention.of(ANN, 0, 4)), Set.of()))));
      for (User each : List.of(ANN, BEN)) {
        OneNode.await(node.store.administration().depart(each.id()));
      }
      try (Connection sqlite = DriverManager.getConnection("jdbc:sqlite:" + node.folder.resolve("dochat.db")); Statement change = sqlite.createStatement()) {
        change.execute("CREATE TRIGGER stuck BEFORE UPDATE OF mentions ON event BEGIN SELECT RAISE(ABORT, 'no mention changes now'); END");
        departures.sweep();
        eventually("all is done but for what calls Ann", () -> OneNode.await(node.store.administration().leaving()).equals(List.of(ANN.id())) && names(node).equals(List.of(User.DELETED, User.DELETED, "Anna")));
        change.execute("DROP TRIGGER stuck");
      }
      departures.sweep();
      eventually("the rest is done by a later look", () -> OneNode.await(node.store.administration().leaving()).isEmpty());
      assertEquals(new User(ANN.id(), User.DELETED), log(node).get(2).mentions().get(0).user());
    }
  }

  private static List<String> names(OneNode node) {
    return log(node).stream().map(event -> event.user().name()).toList();
  }

  private static List<Event> log(OneNode node) {
    return OneNode.await(node.store.history(Room.GENERAL, 0, -1, 10)).events();
  }
}
