package dochat.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.config.Errand;
import dochat.config.Errand.Kind;
import dochat.store.StoreConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an errand says in the end, and its exit code. */
class ErrandsTest {
  /** The first page. */

  @TempDir
  Path folder;
  private Path data;
  private String said;

  @BeforeEach
  void fill() {
    data = folder.resolve("data");
    Chats.fill(new StoreConfig(data, null), 2);
  }

  @Test
  void saysWhatItHasDone() throws IOException {
    assertEquals(0, run(Kind.EXPORT, data, "chat.ndjson"));
    assertSaid("exported 2 users, 3 rooms, 5 events and 3 memberships");
    assertEquals(0, run(Kind.IMPORT, folder.resolve("new"), "chat.ndjson"));
    assertSaid("the store has 2 users, 3 rooms, 5 events and 3 memberships of the export now");
    assertEquals(0, run(Kind.BACKUP, data, "store.bak"));
    assertSaid("the store is saved in " + folder.resolve("store.bak"));
    assertEquals(0, run(Kind.RESTORE, folder.resolve("back"), "store.bak"));
    assertSaid("the store in " + folder.resolve("back") + " is that of " + folder.resolve("store.bak") + " under the new epoch [a-z2-7]{16}");
    assertEquals(Chats.chat(new StoreConfig(data, null)), Chats.chat(new StoreConfig(folder.resolve("back"), null)));
    assertEquals(0, Errands.run(new Errand(Kind.RESTORE, data, null, null, null, true), new PrintStream(new ByteArrayOutputStream()), false));
  }

  /** The link is what was asked for: standard output has it alone. */
  @Test
  void printsALinkForAnOwnerAndVoidsTheOneBefore() {
    PrintStream console = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      Errand errand = new Errand(Kind.OWNER_LINK, data, null, null, null, false);
      assertEquals(0, run(errand));
      assertEquals("dochat: who opens the chat with this after its address, within 24 hours, owns it; it works once.\n", said);
      assertEquals(0, run(errand));
    } finally {
      System.setOut(console);
    }
    List<String> links = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertEquals(2, Set.copyOf(links).size());
    links.forEach(link -> assertTrue(link.matches("#/invitation/[A-Za-z0-9_-]{43}"), link));
    assertFalse(said.contains(links.get(1)));
  }

  @Test
  void saysInOneSentenceWhatCannotBeAndMakesNothing() throws IOException {
    Path none = folder.resolve("none");
    assertRefused("There is no chat in the data folder " + none + ".", Kind.EXPORT, none, "chat");
    assertRefused("There is no chat in the data folder " + none + ".", Kind.BACKUP, none, "chat");
    assertRefused("There is no file " + folder.resolve("chat") + ".", Kind.IMPORT, none, "chat");
    assertRefused("There is no file " + folder.resolve("chat") + ".", Kind.RESTORE, none, "chat");
    assertRefused("There is no file or folder " + none + ".", Kind.EXPORT, data, "none/chat");
    assertRefused("There is no file or folder " + none + ".", Kind.BACKUP, data, "none/chat");
    assertEquals(Set.of("data"), names());
    Path mine = Files.writeString(folder.resolve("mine"), "mine");
    assertRefused("The file " + mine + " exists already: name another one, or remove it.", Kind.EXPORT, data, "mine");
    assertRefused("The file " + mine + " exists already: name another one, or remove it.", Kind.BACKUP, data, "mine");
    assertRefused("Line 1 is not a JSON object.", Kind.IMPORT, data, "mine");
    assertRefused(mine + " is no backup of a store; what dochat export has written is for dochat import.", Kind.RESTORE, data, "mine");
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
    assertRefused("The file " + link + " exists already: name another one, or remove it.", Kind.BACKUP, data, "link");
    assertEquals(Set.of("data", "mine", "link"), names());
  }

  /** A store that is damaged stays so, but a lock goes away. */
  @Test
  void promisesToGoOnOnlyWhereThatMayHelp() throws Exception {
    assertEquals(0, run(Kind.EXPORT, data, "chat.ndjson"));
    String locked = "The store cannot do it now: [SQLITE_BUSY] The database file is locked (database is locked).";
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("dochat.db")); Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      assertRefused(locked + " The same command again goes on.", Kind.IMPORT, data, "chat.ndjson");
    }
    Path damaged = folder.resolve("damaged");
    Chats.fill(new StoreConfig(damaged, null), 700);
    try (FileChannel file = FileChannel.open(damaged.resolve("dochat.db"), StandardOpenOption.WRITE)) {
      int quarter = (int) file.size() / 4; // the tables begin before the last one, and what was said last is in it
      file.write(ByteBuffer.wrap(new byte[quarter]), file.size() - quarter);
    }
    assertRefused("The store cannot do it now: [SQLITE_CORRUPT] The database disk image is malformed (database disk image is malformed).",
        Kind.EXPORT, damaged, "damaged.ndjson");
  }

  @Test
  void neverShowsAPassword() {
    Errand errand = new Errand(Kind.EXPORT, data, "postgresql://me:secret@127.0.0.1:1/chat", "-", null, false);
    assertEquals(1, run(errand));
    assertEquals("dochat: PostgreSQL at 127.0.0.1:1/chat cannot be reached.\n", said);
    assertFalse(errand.toString().contains("secret"), errand.toString());
  }

  private void assertRefused(String sentence, Kind kind, Path store, String file) {
    assertEquals(1, run(kind, store, file));
    assertEquals("dochat: " + sentence + "\n", said);
  }

  private void assertSaid(String sentence) {
    assertTrue(said.matches("dochat: " + sentence + " \\([0-9.]+ s\\)\\.\n"), said);
  }

  private int run(Kind kind, Path store, String file) {
    return run(new Errand(kind, store, null, folder.resolve(file).toString(), null, false));
  }

  private int run(Errand errand) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode = Errands.run(errand, new PrintStream(err, true, StandardCharsets.UTF_8), false);
    said = err.toString(StandardCharsets.UTF_8);
    return exitCode;
  }

  private Set<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }
}
