package dochat.room;

import static dochat.support.Eventually.eventually;
import static dochat.support.Eventually.within;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dochat.chat.Access;
import dochat.chat.Changes;
import dochat.chat.RoomService;
import dochat.model.Appended;
import dochat.model.Change;
import dochat.model.Event;
import dochat.model.RoomKind;
import dochat.model.User;
import dochat.protocol.Command;
import dochat.protocol.Problem;
import dochat.store.StoreConfig;
import dochat.support.PostgresServer;
import dochat.support.Scrape;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Drafts whose room somebody else holds, in groups that fail for another reason. */
@Timeout(60)
class HeldRoomIT {
  private static final int CHANGERS = 4;
  /** Messages that are a mistake, or free the room when they come without that; and a person who is slow until somebody is awake. */
  private static final String TRIGGER = """
      CREATE SEQUENCE tries;
      CREATE FUNCTION meddle() RETURNS trigger AS $$ BEGIN
        IF NEW.text = 'mistake' THEN RAISE EXCEPTION 'a mistake' USING ERRCODE = '22023'; END IF;
        IF NEW.text = 'free' AND nextval('tries') = 2 THEN
          PERFORM pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE application_name = 'holder';
        END IF;
        RETURN NEW;
      END $$ LANGUAGE plpgsql;
      CREATE TRIGGER meddle BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION meddle();
      CREATE TABLE awake ();
      CREATE FUNCTION linger() RETURNS trigger AS $$ BEGIN
        IF NOT EXISTS (SELECT FROM awake) THEN
          PERFORM pg_sleep(2);
        END IF;
        RETURN NEW;
      END $$ LANGUAGE plpgsql;
      CREATE TRIGGER linger BEFORE INSERT ON member FOR EACH ROW WHEN (NEW.user_id = 'u-slow') EXECUTE FUNCTION linger()""";

  /**
   * The group fails and is halved; the room is held when the first half is appended, and free when the second one is. The first draft waits
   * for a thread meanwhile.
   */
  @Test
  void draftsOfOneRoomKeepTheirOrderWhenTheirGroupIsHalved() throws SQLException {
    PostgresServer server = PostgresServer.shared();
    String database = server.newDatabase();
    try (OneNode node = new OneNode(new StoreConfig(Path.of("unused"), database)); Connection holder = server.connect(database);
        Connection watcher = server.connect(database)) {
      server.execute(database, TRIGGER);
      String room = node.newRoom(0);
      String calm = node.newRoom(0);
      hold(holder, room);
      AtomicInteger slow = new AtomicInteger();
      eventually("all threads are busy", () -> {
        node.store.createRoom("slow-" + slow.incrementAndGet(), "Slow " + slow, "", "u-slow");
        return asleep(watcher) == CHANGERS;
      });
      server.execute(database, "INSERT INTO awake DEFAULT VALUES");
      Runnable write = node.stopWriting();
      Future<Appended> ahead = node.posting(draft(calm, "0", "text"));
      eventually("it is a group of its own", () -> new Scrape(node.metrics.scrape()).sum("dochat_drafts_age_seconds") == 0);
      List<Future<Appended>> answers = Stream.of(draft(room, "1", "first"), draft(calm, "2", "free"), draft(calm, "3", "mistake"), draft(room, "4", "second"))
          .map(node::posting).toList();
      write.run();
      OneNode.await(ahead);
      assertEquals(List.of(1L, 2L), List.of(seq(answers.get(0)), seq(answers.get(3))));
      assertThrows(RuntimeException.class, () -> OneNode.await(answers.get(2)));
    }
  }

  /** Who holds it keeps nobody waiting who may not know of it: they would learn that there is one. */
  @Test
  void aStrangerIsAnsweredAsIfThereWereNoRoom() throws SQLException {
    PostgresServer server = PostgresServer.shared();
    String database = server.newDatabase();
    try (OneNode node = new OneNode(new StoreConfig(Path.of("unused"), database)); Connection holder = server.connect(database)) {
      OneNode.await(node.store.createRoom("r-1", "Secret", "", RoomKind.PRIVATE, OneNode.ANNA.id(), "c"));
      hold(holder, "r-1");
      Access access = new Access(node.store, node.hub);
      RoomService rooms = new RoomService(node.store, new Changes(node.log, access, 1_000), access, node.signals);
      User eve = new User("u-eve", "Eve");
      for (String room : List.of("r-1", "r-2")) {
        within(1_000, () -> {
          long start = System.nanoTime();
          assertEquals("There is no such room.", assertThrows(Problem.class, () -> OneNode.await(rooms.join(eve, new Command.Join(room, null)))).getMessage());
          assertEquals("There is no such room.", assertThrows(Problem.class, () -> OneNode.await(rooms.update(eve, new Command.Update(room, "id", Event.TOPIC, "topic")))).getMessage());
          return (System.nanoTime() - start) / 1_000_000;
        });
      }
    }
  }

  private static Change draft(String room, String id, String text) {
    return new Change.Post(room, OneNode.ANNA, id, text);
  }

  private static long seq(Future<Appended> answer) {
    return OneNode.await(answer).event().seq();
  }

  private static void hold(Connection holder, String room) throws SQLException {
    holder.setAutoCommit(false);
    try (Statement statement = holder.createStatement()) {
      statement.execute("SET application_name = 'holder'");
      statement.execute("SELECT 1 FROM room WHERE id = '" + room + "' FOR UPDATE");
    }
  }

  private static int asleep(Connection watcher) {
    try (Statement statement = watcher.createStatement();
        var found = statement.executeQuery("SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")) {
      found.next();
      return found.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
