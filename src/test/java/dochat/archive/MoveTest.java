package dochat.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dochat.store.StoreBackup;
import dochat.store.StoreConfig;
import dochat.store.StoreUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void keepsTheFileThatWasThereAndLeavesNothingElse() throws IOException {
    StoreConfig config = one();
    Chats.fill(config, 3);
    Path backup = Files.createFile(folder.resolve("backup"));
    StoreBackup.save(config, backup);
    Chats.add(config, Chats.GENERAL, Chats.events("general", 4, 9));
    String before = Chats.chat(config);
    assertThrows(StoreUnavailable.class, () -> StoreBackup.restore(config, cut(backup)));
    assertEquals(Set.of("dochat.db"), names(config.data()));
    StoreBackup.restore(config, backup);
    String kept = names(config.data()).stream().filter(name -> name.matches("dochat\\.db\\.before-[0-9]{8}T[0-9]{6}Z")).findFirst().orElseThrow();
    assertEquals(Set.of("dochat.db", kept), names(config.data()));
    StoreConfig old = one();
    Files.createDirectories(old.data());
    Files.copy(config.data().resolve(kept), old.data().resolve("dochat.db"));
    assertEquals(before, Chats.chat(old));
  }

  /** A store that cannot be opened at all is what a backup is for. */
  @Test
  void restoresInThePlaceOfADamagedFile() throws IOException {
    StoreConfig config = one();
    Chats.fill(config, 3);
    String before = Chats.chat(config);
    Path backup = Files.createFile(folder.resolve("backup"));
    StoreBackup.save(config, backup);
    Path file = config.data().resolve("dochat.db");
    Files.write(file, new byte[20_000]);
    Files.writeString(config.data().resolve("dochat.db-wal"), "rubbish");
    StoreBackup.restore(config, backup);
    assertEquals(before, Chats.chat(config));
  }

  /** As somebody has it who copied the file of a chat that was not running. */
  @Test
  void restoresACopyOfTheFileItself() throws IOException {
    StoreConfig config = one();
    Chats.fill(config, 3);
    Path copy = Files.copy(config.data().resolve("dochat.db"), folder.resolve("copy"));
    StoreConfig target = one();
    StoreBackup.restore(target, copy);
    assertEquals(Chats.chat(config), Chats.chat(target));
    assertEquals(Set.of("dochat.db"), names(target.data()));
  }

  /** What is there is compared before the tables are brought up to date. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 5})
  void importsIntoAStoreOfAnOlderRelease(int version) throws IOException, SQLException {
    StoreConfig source = one();
    Chats.fill(source, 9);
    StoreConfig old = one();
    Files.createDirectories(old.data());
    try (Connection store = DriverManager.getConnection("jdbc:sqlite:" + old.data().resolve("dochat.db")); Statement statement = store.createStatement()) {
      statement.executeUpdate("CREATE TABLE migration (version INTEGER PRIMARY KEY, applied BIGINT NOT NULL)");
      for (String script : List.of("V1__log.sql", "V2__creation.sql", "V3__node.sql", "V4__change.sql", "V5__access.sql").subList(0, version)) {
        statement.executeUpdate(Files.readString(Path.of("src/main/resources/db/sqlite", script)));
        statement.executeUpdate("INSERT INTO migration SELECT COUNT(*) + 1, 0 FROM migration");
      }
      statement.executeUpdate("INSERT INTO meta VALUES (1, 'aaaaaaaaaaaaaaaa', 0)");
      statement.executeUpdate("ATTACH '" + source.data().resolve("dochat.db") + "' AS source");
      statement.executeUpdate("INSERT INTO event (room_id, seq, type, client_id, user_id, user_name, text, at)"
          + " SELECT room_id, seq, type, client_id, user_id, user_name, text, at FROM source.event WHERE room_id = 'general' AND seq <= 5");
      statement.executeUpdate("UPDATE room SET head = 5 WHERE id = 'general'");
    }
    Chats.take(old, Chats.export(source));
    assertEquals(Chats.chat(source), Chats.chat(old));
  }

  private Path cut(Path file) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    return Files.write(folder.resolve("cut"), Arrays.copyOf(whole, whole.length / 2));
  }

  private static Set<String> names(Path data) throws IOException {
    try (Stream<Path> files = Files.list(data)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }
}
