package dochat.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.store.StoreArchive;
import dochat.store.StoreConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of exports: whole or not there, for their owner only, and gone on with after an interruption. */
class ExportFileTest {
  @TempDir
  Path folder;
  private StoreConfig config;
  private Path file;
  private Path part;

  @BeforeEach
  void fill() {
    config = new StoreConfig(folder.resolve("data"), null);
    file = folder.resolve("chat.ndjson");
    part = folder.resolve("chat.ndjson.part");
    Chats.fill(config, 700);
  }

  @Test
  void writesAFileForItsOwnerOnly() throws IOException {
    Counts counts = export(file);
    assertEquals(new Counts(2, 3, 703, 3), counts);
    assertEquals(Chats.chat(config), Chats.chat(Files.readString(file)));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertFalse(Files.exists(part));
  }

  @Test
  void packsWhatEndsInGz() throws IOException {
    Path packed = folder.resolve("chat.ndjson.gz");
    export(packed);
    assertTrue(Files.size(packed) * 5 < Chats.export(config).length(), "it is smaller");
    StoreConfig target = new StoreConfig(folder.resolve("target"), null);
    Chats.take(target, packed);
    assertEquals(Chats.chat(config), Chats.chat(target));
  }

  @Test
  void neverWritesOverAFile() throws IOException {
    Files.writeString(file, "mine");
    assertTrue(assertThrows(ArchiveFault.class, () -> export(file)).getMessage().endsWith("exists already: name another one, or remove it."));
    assertEquals("mine", Files.readString(file));
  }

  /** Wherever it was interrupted, also in the middle of a line or of a character. */
  @Test
  void goesOnWhereItWasInterrupted() throws IOException {
    byte[] whole = Chats.export(config).getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < whole.length; length += whole.length / 40 + 1) {
      Files.write(part, Arrays.copyOf(whole, length));
      export(file);
      assertEquals(new String(whole, StandardCharsets.UTF_8).lines().skip(1).toList(), Files.readString(file).lines().skip(1).toList());
      Files.delete(file);
    }
  }

  /** It is the chat of the moment at which it was begun. */
  @Test
  void goesOnWithTheHeadsOfItsBeginning() throws IOException {
    String then = Chats.export(config);
    Files.writeString(part, then.substring(0, then.length() / 2));
    Chats.add(config, Chats.GENERAL, Chats.events("general", 701, 720));
    export(file);
    assertEquals(then, Files.readString(file));
  }

  @Test
  void beginsAgainWhereTheBeginningIsOfAnotherStoreOrRoomOrNoExport() throws IOException {
    StoreConfig other = new StoreConfig(folder.resolve("other"), null);
    Chats.fill(other, 700);
    String foreign = Chats.export(other);
    String oneRoom = Chats.export(config, "general");
    for (String beginning : new String[] {foreign.substring(0, foreign.length() / 2), oneRoom.substring(0, oneRoom.length() / 2), foreign, "?"}) {
      Files.writeString(part, beginning);
      export(file);
      assertTrue(Files.readString(file).contains(epoch()), "it names its store");
      assertEquals(Chats.chat(config), Chats.chat(Files.readString(file)));
      Files.delete(file);
    }
  }

  private Counts export(Path target) throws IOException {
    try (StoreArchive store = StoreArchive.open(config)) {
      return new ExportFile(store, null, Chats.progress()).to(target);
    }
  }

  private String epoch() {
    try (StoreArchive store = StoreArchive.open(config)) {
      return store.epoch();
    }
  }
}
