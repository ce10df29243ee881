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
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who has deleted their account, on their way out. */
@Timeout(60)
class DeparturesTest {
  /** As many as a node looks at, at a time. */
  private static final List<User> CALLED = IntStream.range(0, 20).mapToObj(i -> new User("u-1" + i, "Ann")).sorted(Comparator.comparing(User::id)).toList();
  private static final User BEN = new User("u-2", "Ben");

  @Test
  void whatCannotBeDoneForOneKeepsNobodyElse() throws SQLException {
    try (OneNode node = new OneNode()) {
      Departures departures = new Departures(node.store, new Changes(node.log, new Access(node.store, node.hub), 1));
      OneNode.await(node.vertx.deployVerticle(departures));
      List<User> all = Stream.concat(CALLED.stream(), Stream.of(BEN)).toList();
      for (User each : all) {
        OneNode.await(node.store.signIn(each, each.id().getBytes(StandardCharsets.UTF_8), ""));
      }
      OneNode.await(node.store.append(Stream.concat(all.stream().<Change>map(each -> new Change.Post(Room.GENERAL, each, "said", "from " + each.id())),
          CALLED.stream().map(each -> new Change.Post(Room.GENERAL, OneNode.ANNA, "calls-" + each.id(), Change.NO_REF, "@Ann", List.of(Mention.of(each, 0, 4)), Set.of()))).toList()));
      for (User each : all) {
        OneNode.await(node.store.administration().depart(each.id()));
      }
      try (Connection sqlite = DriverManager.getConnection("jdbc:sqlite:" + node.folder.resolve("dochat.db")); Statement change = sqlite.createStatement()) {
        change.execute("CREATE TRIGGER stuck BEFORE UPDATE OF mentions ON event BEGIN SELECT RAISE(ABORT, 'no mention changes now'); END");
        departures.sweep();
        eventually("all is done but for what calls some", () -> leaving(node).equals(CALLED.stream().map(User::id).toList())
            && names(node).equals(Stream.concat(all.stream().map(each -> User.DELETED), CALLED.stream().map(each -> "Anna")).toList()));
        change.execute("DROP TRIGGER stuck");
      }
      departures.sweep();
      eventually("the rest is done by a later look", () -> leaving(node).isEmpty());
      assertEquals(CALLED.stream().map(each -> new User(each.id(), User.DELETED)).toList(), log(node).stream().flatMap(event -> event.mentions().stream()).map(Mention::user).toList());
    }
  }

  private static List<String> leaving(OneNode node) {
    return OneNode.await(node.store.administration().leaving(""));
  }

  private static List<String> names(OneNode node) {
    return log(node).stream().filter(event -> event.type().equals(Event.MESSAGE)).map(event -> event.user().name()).toList();
  }

  private static List<Event> log(OneNode node) {
    return OneNode.await(node.store.history(Room.GENERAL, 0, -1, 100)).events();
  }
}
