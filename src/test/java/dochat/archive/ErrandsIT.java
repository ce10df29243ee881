package dochat.archive;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.disk.NewFile;
import dochat.store.StoreArchive;
import dochat.store.StoreBackup;
import dochat.store.StoreConfig;
import dochat.store.StoreUnavailable;
import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.NodeJvm;
import dochat.support.RoomFeed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Errands as processes of their own: in little memory, killed, and beside nodes that run. */
@Timeout(240)
class ErrandsIT {
  private static final int PATIENCE_SECONDS = 120;
  private static final int LONG_TEXT_CHARS = 3_000;
  private static final int MANY = 6_000;

  @TempDir
  Path folder;

  /** 45 MB of texts through a heap of 32 MB; killed in the middle, where it stands still, the import is only done again. */
  @Test
  void movesALongRoomInLittleMemoryAlthoughItIsKilled() throws Exception {
    Path export = longRoom();
    StoreConfig target = new StoreConfig(folder.resolve("target"), null);
    StoreArchive.create(target).close();
    change(target, "CREATE VIEW endless AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
        "CREATE TRIGGER middle BEFORE INSERT ON event WHEN NEW.seq = " + MANY / 2 + " BEGIN SELECT COUNT(*) FROM endless; END");
    Process killed = start("import", "--data", target.data().toString(), export.toString());
    Awaitility.await("it has begun to add").atMost(PATIENCE_SECONDS, TimeUnit.SECONDS).until(() -> head(target) > 0);
    killed.destroyForcibly().waitFor();
    change(target, "DROP TRIGGER middle", "DROP VIEW endless");
    long half = head(target);
    assertTrue(half > 0 && half < MANY / 2, half + " of " + MANY);

    assertEquals(0, run("import", "--data", target.data().toString(), export.toString()).exitCode());
    Path again = folder.resolve("again.ndjson");
    Outcome exported = run("export", "--data", target.data().toString(), again.toString());
    assertEquals(0, exported.exitCode(), exported.err());
    assertTrue(exported.err().matches("(?s).*dochat: exported 0 users, 1 room, 6,000 events and 0 memberships \\([0-9.]+ s\\)\\.\n"), exported.err());
    assertEquals(end(export), end(again));
  }

  private static void change(StoreConfig store, String... statements) throws SQLException {
    try (Connection sqlite = DriverManager.getConnection("jdbc:sqlite:" + store.data().resolve("dochat.db")); Statement change = sqlite.createStatement()) {
      for (String statement : statements) {
        change.execute(statement);
      }
    }
  }

  /** Standard input is kept for its owner only, and not longer than the command runs, also when that is ended. */
  @Test
  void leavesNothingOfAnImportThatIsEnded() throws Exception {
    Path kept = Files.createDirectory(folder.resolve("tmp"));
    Process ended = start(List.of("-Djava.io.tmpdir=" + kept), "import", "--data", folder.resolve("data").toString(), "-");
    ended.getOutputStream().write("{".getBytes(StandardCharsets.UTF_8));
    ended.getOutputStream().flush();
    Awaitility.await("it keeps what comes").atMost(PATIENCE_SECONDS, TimeUnit.SECONDS).until(() -> inputs(kept).size() == 1 && Files.size(inputs(kept).get(0)) == 1);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(inputs(kept).get(0))));
    ended.destroy();
    assertTrue(ended.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "it ends");
    assertEquals(List.of(), inputs(kept));
    assertFalse(Files.exists(folder.resolve("data")));
  }

  /** Another process, whose lock this one does not share. */
  @Test
  void leavesAnExportToWhoeverWritesIt() throws Exception {
    StoreConfig store = new StoreConfig(folder.resolve("data"), null);
    Chats.fill(store, 3);
    Path target = folder.resolve("chat.ndjson");
    try (NewFile mine = NewFile.of(target)) {
      mine.begin();
      Outcome refused = run("export", "--data", store.data().toString(), target.toString());
      assertEquals(new Outcome(1, "", "dochat: The file " + target + " is being written by another command.\n"), refused);
      assertTrue(Files.exists(mine.part()));
    }
  }

  /** Everything at once beside two nodes to which people write: nobody waits for it, and nothing is half. */
  @Test
  void exportsImportsAndSavesBesideNodesThatRunAndRestoresWithAReset() throws Exception {
    Path data = folder.resolve("data");
    StoreConfig store = new StoreConfig(data, null);
    Path backup = folder.resolve("backup.db");
    long cursor;
    String epoch;
    long saved;
    List<ChatNode> nodes = ChatNode.cluster(2, data, "--post-rate", "1000");
    try (ChatClient mina = ChatClient.guest(nodes.get(0), "Mina"); ChatClient jun = ChatClient.guest(nodes.get(1), "Jun")) {
      RoomFeed feed = jun.register("general");
      AtomicLong written = new AtomicLong();
      ScheduledExecutorService writer = writer(mina, written);
      eventually("messages come", () -> feed.head() > 5);

      String export = Chats.export(store);
      StoreConfig elsewhere = new StoreConfig(folder.resolve("elsewhere"), null);
      Chats.take(elsewhere, export);
      assertTrue(head(elsewhere) > 5, "what was there when it began");
      assertEquals(Chats.chat(export), Chats.chat(elsewhere));

      StoreBackup.save(store, Files.createFile(backup));
      assertImportIsSeen(store, jun);
      writer.shutdown();
      assertTrue(writer.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS), "every post was answered");
      cursor = written.get();
      eventually("all has come", () -> feed.last() >= cursor);
      assertEquals(LongStream.rangeClosed(1, cursor).boxed().toList(), feed.numbers());
      epoch = jun.epoch();

      assertEquals("Nodes use " + data.resolve("dochat.db") + "; stop them all first.",
          assertThrows(StoreUnavailable.class, () -> StoreBackup.restore(store, backup)).getMessage());
    } finally {
      nodes.forEach(ChatNode::close);
    }
    StoreBackup.restore(store, backup);
    saved = head(store);
    assertTrue(saved <= cursor, saved + " of " + cursor);
    try (ChatNode node = ChatNode.start(data); ChatClient back = ChatClient.guest(node, "Jun")) {
      assertFalse(epoch.equals(back.epoch()), "another epoch");
      RoomFeed feed = back.register("general", cursor, epoch);
      assertEquals(1, feed.resets());
      assertEquals(saved, feed.head());
    }
  }

  /** A room that comes from elsewhere grows under the eyes of those who listen to it. */
  private void assertImportIsSeen(StoreConfig store, ChatClient listener) throws IOException {
    StoreConfig other = new StoreConfig(folder.resolve("other"), null);
    Chats.add(other, Chats.TEA, Chats.events("tea", 1, 4));
    Chats.take(store, Chats.export(other, "tea"));
    RoomFeed tea = listener.register("tea");
    assertEquals(4, tea.head());
    Chats.add(other, Chats.TEA, Chats.events("tea", 5, 1_200));
    Chats.take(store, Chats.export(other, "tea"));
    eventually("the rest is seen", () -> tea.last() == 1_200);
    List<Long> numbers = tea.numbers();
    assertEquals(LongStream.rangeClosed(numbers.get(0), 1_200).boxed().toList(), numbers);
  }

  /** Writes as fast as a quick reader follows, below what the limits allow, until it is shut down. */
  private static ScheduledExecutorService writer(ChatClient client, AtomicLong written) {
    ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
    writer.scheduleWithFixedDelay(() -> written.set(client.post("general", "m-" + written.get(), "message")), 0, 20, TimeUnit.MILLISECONDS);
    return writer;
  }

  private Path longRoom() {
    StoreConfig source = new StoreConfig(folder.resolve("source"), null);
    String text = "가나다 ".repeat(LONG_TEXT_CHARS / 4);
    try (StoreArchive store = StoreArchive.create(source)) {
      for (long first = 1; first <= MANY; first += StoreArchive.PAGE) {
        store.addEvents("general", LongStream.range(first, first + StoreArchive.PAGE)
            .mapToObj(seq -> Chats.event(seq, Chats.ANNA, "m-" + seq, text)).toList());
      }
      Path export = folder.resolve("long.ndjson");
      new ExportFile(store, null, Chats.progress()).to(export);
      return export;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long head(StoreConfig config) {
    try (StoreArchive store = StoreArchive.open(config)) {
      return store.room("general").orElseThrow().head();
    } catch (StoreUnavailable e) {
      return 0; // not yet made
    }
  }

  private static String end(Path export) throws IOException {
    try (Stream<String> lines = Files.lines(export)) {
      return lines.reduce((before, last) -> last).orElseThrow();
    }
  }

  private record Outcome(int exitCode, String out, String err) {}

  private Outcome run(String... arguments) throws IOException, InterruptedException {
    Process process = start(arguments);
    try {
      assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "still running");
    } finally {
      process.destroyForcibly();
    }
    return new Outcome(process.exitValue(), Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
  }

  private static List<Path> inputs(Path temporary) throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.filter(file -> file.getFileName().toString().endsWith(".ndjson")).toList();
    }
  }

  private Process start(String... arguments) throws IOException {
    return start(List.of(), arguments);
  }

  private Process start(List<String> options, String... arguments) throws IOException {
    List<String> flags = Stream.concat(Stream.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"), options.stream()).toList();
    List<String> command = new ArrayList<>(NodeJvm.command(flags));
    command.addAll(List.of(arguments));
    ProcessBuilder process = new ProcessBuilder(command).redirectOutput(folder.resolve("out").toFile()).redirectError(folder.resolve("err").toFile());
    process.environment().keySet().removeIf(variable -> variable.startsWith("DOCHAT_"));
    return process.start();
  }
}
