package dochat.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.disk.NewFile;
import dochat.store.StoreArchive;
import dochat.store.StoreBackup;
import dochat.store.StoreConfig;
import dochat.store.StoreUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may lie about where a SQLite store is restored: logs of others, leftovers, another restore. */
class RestoreTest {
  @TempDir
  Path folder;
  private StoreConfig store;
  private Path file;
  private Path backup;
  private String saved;

  @BeforeEach
  void save() throws IOException {
    store = new StoreConfig(folder.resolve("data"), null);
    file = store.data().resolve("dochat.db");
    backup = Files.createFile(folder.resolve("store.bak"));
    Chats.fill(store, 3);
    saved = Chats.chat(store);
    StoreBackup.save(store, backup);
  }

  /** A node was killed, and its file moved away, but not the log beside it. */
  @Test
  void doesNotTakeTheLogOfAStoreThatWasMovedAway() throws IOException {
    leaveALog(folder.resolve("killed"));
    removeStore();
    Files.move(folder.resolve("killed/dochat.db-wal"), store.data().resolve("dochat.db-wal"));
    Files.move(folder.resolve("killed/dochat.db-shm"), store.data().resolve("dochat.db-shm"));
    String done = StoreBackup.restore(store, backup);
    assertEquals(saved, Chats.chat(store));
    assertTrue(done.matches(".*; the log of a store that was moved away is .*dochat\\.db\\.before-[0-9TZ]+-\\*"), done);
    assertEquals(1, names().stream().filter(name -> name.matches("dochat\\.db\\.before-[0-9TZ]+-wal")).count(), names().toString());
  }

  /** A restore was killed. */
  @Test
  void doesNotTakeWhatAnEarlierRestoreHasLeft() throws IOException {
    leaveALog(folder.resolve("killed"));
    Files.move(folder.resolve("killed/dochat.db-wal"), store.data().resolve("dochat.db.part-wal"));
    Files.writeString(store.data().resolve("dochat.db.part"), "half");
    StoreBackup.restore(store, backup);
    assertEquals(saved, Chats.chat(store));
    assertEquals(2, names().size(), names().toString());
  }

  @Test
  void refusesAFileThatIsNotWholeWithoutItsLog() throws IOException {
    Path copy = folder.resolve("copy");
    leaveALog(copy);
    String refusal = assertThrows(StoreUnavailable.class, () -> StoreBackup.restore(store, copy.resolve("dochat.db"))).getMessage();
    assertEquals(copy.resolve("dochat.db") + " is not the whole store, since " + copy.resolve("dochat.db-wal") + " lies beside it: put both into an"
        + " empty folder, as dochat.db and dochat.db-wal, and restore what dochat backup makes of that.", refusal);
    assertEquals(saved, Chats.chat(store));
    Path whole = Files.createFile(folder.resolve("whole.bak"));
    StoreBackup.save(new StoreConfig(copy, null), whole);
    StoreBackup.restore(store, whole);
    assertEquals(9, general());
  }

  @Test
  void leavesARestoreThatRunsAlone() throws IOException {
    try (NewFile other = NewFile.inPlaceOf(file)) {
      other.begin();
      Files.writeString(other.part(), "another's");
      assertEquals("The file " + file + " is being written by another command.",
          assertThrows(UncheckedIOException.class, () -> StoreBackup.restore(store, backup)).getCause().getMessage());
      assertEquals("another's", Files.readString(other.part()));
    }
    assertEquals(saved, Chats.chat(store));
  }

  @Test
  void leavesNothingInAFolderWhereItCouldNotRestore() throws IOException {
    removeStore();
    byte[] whole = Files.readAllBytes(backup);
    Files.write(backup, Arrays.copyOf(whole, whole.length / 2));
    assertThrows(StoreUnavailable.class, () -> StoreBackup.restore(store, backup));
    assertEquals(Set.of(), names());
  }

  @Test
  void isForItsOwnerOnlyWhateverTheBackupWas() throws IOException {
    Files.setPosixFilePermissions(backup, PosixFilePermissions.fromString("rw-r--r--"));
    StoreBackup.restore(store, backup);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  /** As if the process had been killed: messages 4 to 9 are only in the log. */
  private void leaveALog(Path killed) throws IOException {
    StoreConfig running = new StoreConfig(folder.resolve("running"), null);
    Chats.fill(running, 3);
    Files.createDirectories(killed);
    try (StoreArchive archive = StoreArchive.create(running)) {
      archive.addEvents("general", Chats.events("general", 4, 9));
      for (String name : new String[] {"dochat.db", "dochat.db-wal", "dochat.db-shm"}) {
        Files.copy(running.data().resolve(name), killed.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
      assertFalse(Files.size(killed.resolve("dochat.db-wal")) == 0);
    }
  }

  private void removeStore() throws IOException {
    for (String name : names()) {
      Files.delete(store.data().resolve(name));
    }
  }

  private long general() {
    try (StoreArchive archive = StoreArchive.open(store)) {
      return archive.room("general").orElseThrow().head();
    }
  }

  private Set<String> names() throws IOException {
    try (Stream<Path> files = Files.list(store.data())) {
      return files.map(each -> each.getFileName().toString()).collect(Collectors.toSet());
    }
  }
}
