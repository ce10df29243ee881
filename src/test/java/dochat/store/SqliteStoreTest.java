package dochat.store;

import static dochat.store.Steps.ANNA;
import static dochat.store.Steps.append;
import static dochat.store.Steps.await;
import static dochat.store.Steps.draft;
import static dochat.store.Steps.fill;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Room;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store's contract on SQLite, and what is particular to a file. */
class SqliteStoreTest extends StoreContract {
  @TempDir
  private Path folder;
  private int databases;

  @Override
  public StoreConfig newDatabase() {
    return new StoreConfig(folder.resolve("data" + databases++), null);
  }

  @Test
  void refusesAFileThatIsNoDatabase() throws IOException {
    Files.createDirectories(config().data());
    Files.writeString(config().data().resolve("dochat.db"), "This is a letter, not a database. ".repeat(50));
    assertTrue(refusal(config()).endsWith("dochat.db is not a SQLite database."), refusal(config()));
  }

  @Test
  void refusesAFolderThatCannotBe() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "");
    assertEquals("The data folder " + file.resolve("data") + " cannot be created.", refusal(new StoreConfig(file.resolve("data"), null)));
  }

  @Test
  void refusesADatabaseFileThatCannotBeOpened() throws IOException {
    Files.createDirectories(config().data().resolve("dochat.db"));
    assertTrue(refusal(config()).endsWith("dochat.db cannot be opened for writing."), refusal(config()));
  }

  @Test
  void readsWhileAnotherProcessWritesButSaysBusyToWriters() {
    var store = openNode();
    fill(store, 3);
    try (var other = Engine.open(config())) {
      other.write(handle -> {
        var writing = store.append(List.of(draft(ANNA, "late")));
        assertEquals(3, await(store.history(Room.GENERAL, 0, -1, 10)).head());
        return assertThrows(StoreBusy.class, () -> await(writing));
      });
    }
    assertEquals(4, append(store, draft(ANNA, "late")).event().seq());
  }

  private String refusal(StoreConfig config) {
    return assertThrows(StoreUnavailable.class, () -> await(opening(config))).getMessage();
  }
}
