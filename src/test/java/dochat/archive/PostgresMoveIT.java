package dochat.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dochat.store.Store;
import dochat.store.StoreBackup;
import dochat.store.StoreConfig;
import dochat.store.StoreUnavailable;
import dochat.support.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** From SQLite to PostgreSQL and back. */
class PostgresMoveIT extends MoveContract {
  private static final PostgresServer SERVER = PostgresServer.shared();
  private int stores;

  /** A restore that was killed after the tables had been read back leaves a store that no node can take for one. */
  @Test
  void finishesARestoreThatWasInterrupted() throws Exception {
    StoreConfig source = other();
    Chats.fill(source, 5);
    Path backup = Files.createFile(folder.resolve("backup"));
    StoreBackup.save(source, backup);
    StoreConfig half = other();
    StoreBackup.restore(half, backup);
    execute(half, "DELETE FROM meta");
    assertEquals("The database was restored only half: the same dochat restore again finishes it.",
        assertThrows(StoreUnavailable.class, () -> Store.prepare(half, Duration.ZERO)).getMessage());
    StoreBackup.restore(half, backup);
    assertEquals(Chats.chat(source), Chats.chat(half));
    String refusal = assertThrows(StoreUnavailable.class, () -> StoreBackup.restore(half, backup)).getMessage();
    assertEquals("The database has a chat already: restore into an empty one and start the nodes with that.", refusal);
  }

  /** The chat has a schema of its own in a database that others use as well, with a table of the same name. */
  @Test
  void bringsBackASchemaOfItsOwnAndWhatIsBesideIt() throws Exception {
    StoreConfig source = inSchema("chat");
    execute(source, "CREATE SCHEMA chat; CREATE SCHEMA other; CREATE TABLE other.meta AS SELECT 7 AS seven");
    Chats.fill(source, 5);
    Path backup = Files.createFile(folder.resolve("backup"));
    StoreBackup.save(source, backup);
    for (boolean isThere : new boolean[] {true, false}) {
      StoreConfig target = inSchema("chat");
      if (isThere) {
        execute(target, "CREATE SCHEMA chat");
      }
      StoreBackup.restore(target, backup);
      assertEquals(Chats.chat(source), Chats.chat(target));
      execute(target, "SELECT 1 / COUNT(*) FROM other.meta WHERE seven = 7");
    }
    StoreConfig elsewhere = other();
    assertEquals(backup + " has no chat in the schema public, which is that of the database's URL.",
        assertThrows(StoreUnavailable.class, () -> StoreBackup.restore(elsewhere, backup)).getMessage());
  }

  private StoreConfig inSchema(String schema) {
    return new StoreConfig(Path.of("unused"), SERVER.newDatabase() + "?currentSchema=" + schema);
  }

  private static void execute(StoreConfig config, String sql) throws SQLException {
    String place = config.database().substring(config.database().indexOf('@') + 1);
    try (Connection connection = DriverManager.getConnection("jdbc:postgresql://" + place, "dochat", "p@ss:w/ord");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  StoreConfig one() {
    return new StoreConfig(folder.resolve("data" + stores++), null);
  }

  @Override
  StoreConfig other() {
    return new StoreConfig(Path.of("unused"), SERVER.newDatabase());
  }
}
