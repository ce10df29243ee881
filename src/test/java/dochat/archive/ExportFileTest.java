package dochat.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.disk.FileRefusal;
import dochat.disk.NewFile;
import dochat.protocol.Views;
import dochat.store.StoreArchive;
import dochat.store.StoreConfig;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
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
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeEach
  void fill() {
    config = new StoreConfig(folder.resolve("data"), null);
    file = folder.resolve("chat.ndjson");
    part = folder.resolve("chat.ndjson.part");
    Chats.fill(config, 700);
  }

  @Test
  void writesAFileForItsOwnerOnly() throws IOException {
    assertEquals("2 users, 3 rooms, 703 events and 3 memberships", export(file));
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
    assertTrue(assertThrows(FileRefusal.class, () -> export(file)).getMessage().endsWith("exists already: name another one, or remove it."));
    assertEquals("mine", Files.readString(file));
  }

  /** Wherever it was interrupted, also in the middle of a line or of a character. */
  @Test
  void goesOnWhereItWasInterrupted() throws IOException {
    byte[] whole = Chats.export(config).getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < whole.length; length += whole.length / 40 + 1) {
      begin(Arrays.copyOf(whole, length));
      export(file);
      assertEquals(new String(whole, StandardCharsets.UTF_8).lines().skip(1).toList(), Files.readString(file).lines().skip(1).toList());
      Files.delete(file);
    }
  }

  /** It is the chat of the moment at which it was begun. */
  @Test
  void goesOnWithTheHeadsOfItsBeginning() throws IOException {
    String then = Chats.export(config);
    begin(half(then));
    Chats.add(config, Chats.GENERAL, Chats.events("general", 701, 720));
    assertEquals("2 users, 3 rooms, 703 events and 3 memberships, the chat of " + at(then), export(file));
    assertEquals(then, Files.readString(file));
    assertEquals("dochat: goes on with the export of " + at(then) + "; what was written after that is not in it. To begin anew, stop it and remove "
        + part + ".\n", said.toString(StandardCharsets.UTF_8));
  }

  /** What was said since is more than what is saved. */
  @Test
  void beginsAgainWhereTheBeginningIsOfYesterday() throws IOException {
    String then = Chats.export(config);
    String late = Views.time(Instant.now().minus(Duration.ofHours(13)));
    begin(half(then.replaceFirst(at(then), late)));
    Chats.add(config, Chats.GENERAL, Chats.events("general", 701, 720));
    assertEquals("2 users, 3 rooms, 723 events and 3 memberships", export(file));
    assertEquals(Chats.chat(config), Chats.chat(Files.readString(file)));
    assertEquals("", said.toString(StandardCharsets.UTF_8));
  }

  /** Whoever can write to it, or has made it, could have put anything there, and could read what follows. */
  @Test
  void beginsAgainWhereTheBeginningMayBeAnothers() throws IOException {
    begin(half(Chats.export(config)));
    Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertEquals("2 users, 3 rooms, 703 events and 3 memberships", export(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    Files.delete(file);
    begin(half(Chats.export(config)));
    Path linked = Files.move(part, folder.resolve("linked"));
    Files.createSymbolicLink(part, linked);
    export(file);
    assertTrue(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS), "a file of its own");
    assertEquals(Chats.chat(config), Chats.chat(Files.readString(file)));
  }

  /** Compressed or not. */
  @Test
  void leavesTheFileToWhoeverWritesItAlready() throws IOException {
    for (Path target : new Path[] {file, folder.resolve("chat.ndjson.gz")}) {
      try (NewFile other = NewFile.of(target)) {
        other.begin();
        Files.writeString(other.part(), "another's");
        assertEquals("The file " + target + " is being written by another command.", assertThrows(FileRefusal.class, () -> export(target)).getMessage());
        assertEquals("another's", Files.readString(other.part()));
      }
      export(target);
    }
  }

  @Test
  void keepsNothingOfAnExportThatCouldNotBegin() throws IOException {
    try (StoreArchive store = StoreArchive.open(config)) {
      assertThrows(ArchiveFault.class, () -> new ExportFile(store, "nowhere", Chats.progress()).to(file));
    }
    assertFalse(Files.exists(part));
  }

  @Test
  void beginsAgainWhereTheBeginningIsOfAnotherStoreOrRoomOrNoExport() throws IOException {
    StoreConfig other = new StoreConfig(folder.resolve("other"), null);
    Chats.fill(other, 700);
    String foreign = Chats.export(other);
    String oneRoom = Chats.export(config, "general");
    for (String beginning : new String[] {foreign.substring(0, foreign.length() / 2), oneRoom.substring(0, oneRoom.length() / 2), foreign, "?"}) {
      begin(beginning.getBytes(StandardCharsets.UTF_8));
      export(file);
      assertTrue(Files.readString(file).contains(epoch()), "it names its store");
      assertEquals(Chats.chat(config), Chats.chat(Files.readString(file)));
      Files.delete(file);
    }
  }

  private String export(Path target) throws IOException {
    try (StoreArchive store = StoreArchive.open(config)) {
      return new ExportFile(store, null, new Progress(new PrintStream(said, true, StandardCharsets.UTF_8), false)).to(target);
    }
  }

  private void begin(byte[] beginning) throws IOException {
    Files.deleteIfExists(part);
    Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(part, beginning);
  }

  private static byte[] half(String export) {
    return export.substring(0, export.length() / 2).getBytes(StandardCharsets.UTF_8);
  }

  /** When it was begun. */
  private static String at(String export) {
    return new JsonObject(export.lines().findFirst().orElseThrow()).getJsonObject("header").getString("at");
  }

  private String epoch() {
    try (StoreArchive store = StoreArchive.open(config)) {
      return store.epoch();
    }
  }
}
