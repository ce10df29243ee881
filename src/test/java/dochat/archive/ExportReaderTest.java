package dochat.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dochat.store.StoreConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no whole and true export is refused with the line that is wrong. */
class ExportReaderTest {
  private static final String HEADER =
      "{'header':{'format':'dochat-export','version':1,'epoch':'abc','room':null,'at':'2026-01-01T00:00:00.000Z'}}";
  private static final String USER = "{'user':{'id':'u1','name':'Mina','created':'2026-01-01T00:00:00.000Z'}}";
  private static final String ROOM = "{'room':{'id':'tea','name':'Tea','topic':'','head':2}}";
  private static final String FIRST = event(1, "'text':'one'");
  private static final String SECOND = event(2, "'text':'two'");
  private static final String MEMBER = "{'member':{'room':'tea','user':'u1','read':2}}";
  private static final List<String> CHAT = List.of(HEADER, USER, ROOM, FIRST, SECOND, MEMBER);

  @TempDir
  Path folder;

  @Test
  void readsWhatIsWhole() throws IOException {
    assertEquals(new Counts(1, 1, 2, 1), read(forged(CHAT).getBytes(StandardCharsets.UTF_8)));
    assertEquals(new Counts(1, 1, 2, 1), read(forged(CHAT).stripTrailing().getBytes(StandardCharsets.UTF_8)));
    assertEquals(new Counts(1, 1, 2, 1), read(packed(forged(CHAT).getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void findsEveryCut() {
    byte[] whole = forged(CHAT).getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < whole.length - 1; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(ArchiveFault.class, () -> read(cut), () -> new String(cut, StandardCharsets.UTF_8));
    }
    byte[] packed = packed(whole);
    for (int length = 0; length < packed.length; length++) {
      byte[] cut = Arrays.copyOf(packed, length);
      assertThrows(ArchiveFault.class, () -> read(cut));
    }
  }

  /** The header alone may differ: it says where and when. */
  @Test
  void findsEveryChangedByte() {
    byte[] whole = forged(CHAT).getBytes(StandardCharsets.UTF_8);
    for (int i = HEADER.length() + 1; i < whole.length - 1; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= 1;
      assertThrows(ArchiveFault.class, () -> read(changed), () -> new String(changed, StandardCharsets.UTF_8));
    }
  }

  @Test
  void findsLinesThatAreMissingOrDoubledOrExchanged() {
    for (int i = 0; i < CHAT.size(); i++) {
      List<String> missing = new ArrayList<>(CHAT);
      missing.remove(i);
      List<String> doubled = new ArrayList<>(CHAT);
      doubled.add(i, CHAT.get(i));
      List<String> exchanged = new ArrayList<>(CHAT);
      exchanged.set(i, CHAT.get((i + 1) % CHAT.size()));
      exchanged.set((i + 1) % CHAT.size(), CHAT.get(i));
      // One with a checksum of its own lines is a smaller chat if it only lacks a user or a member.
      boolean isSmaller = i == CHAT.indexOf(USER) || i == CHAT.indexOf(MEMBER);
      for (List<String> wrong : isSmaller ? List.of(doubled, exchanged) : List.of(missing, doubled, exchanged)) {
        assertThrows(ArchiveFault.class, () -> read(forged(wrong).getBytes(StandardCharsets.UTF_8)), wrong::toString);
      }
    }
    assertEquals("Line 8 comes after the end.", refusal(forged(CHAT) + FIRST.replace('\'', '"') + "\n"));
    assertEquals("Line 8 is not a JSON object.", refusal(forged(CHAT) + "\n"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "1 | {'header':{'format':'dochat-export','version':2,'epoch':'abc','room':null,'at':'2026-01-01T00:00:00.000Z'}} | has version 2 of the format, but this program knows only 1",
      "1 | {'header':{'format':'other','version':1,'epoch':'abc','room':null,'at':'2026-01-01T00:00:00.000Z'}} | must have the format dochat-export",
      "2 | [] | is not a JSON object",
      "2 | {} | must be an object with one field",
      "2 | {'user':{}} | must have exactly these fields in user: id, name, created",
      "2 | {'user':7} | must have an object user",
      "2 | {'user':{'id':'u1','name':'Mina','created':'2026-01-01T00:00:00.000Z','status':{}}} | has no proper status",
      "2 | {'user':{'id':'u1','name':'Mina','created':'2026-01-01T00:00:00.000Z','zone':'<b>'}} | has no proper zone",
      "2 | {'user':{'id':'u1','name':'Mina','created':'2026-01-01T00:00:00.000Z','picture':'PHN2Zy8+'}} | has no proper picture",
      "2 | {'reaction':{}} | must be a header, user, room, event, member or end",
      "2 | {'user':{'id':'u 1','name':'Mina','created':'2026-01-01T00:00:00.000Z'}} | has no proper id",
      "2 | {'user':{'id':'u1','name':'','created':'2026-01-01T00:00:00.000Z'}} | has a name that is empty, too long or has characters that it cannot have",
      "2 | {'user':{'id':'u1','name':'Mina','created':'2026-01-01T00:00:00Z'}} | must have a time created in UTC with milliseconds",
      "2 | {'user':{'id':'u1','name':'Mina','created':'+1000000000-01-01T00:00:00Z'}} | must have a time created in UTC with milliseconds",
      "3 | {'room':{'id':'Tea','name':'Tea','topic':'','head':2}} | has no proper id",
      "3 | {'room':{'id':'tea','name':'Tea','topic':'','head':-1}} | must have a whole number head",
      "3 | {'room':{'id':'tea','name':'Tea','topic':'','head':2.0}} | must have a whole number head",
      "3 | {'room':{'id':'tea','name':'Tea','topic':'','head':9999999999999999999999}} | must have a whole number head",
      "3 | {'room':{'id':'tea','name':'Tea','topic':'','head':9007199254740993}} | promises more events than there can be",
      "3 | {'room':{'id':'tea','name':'Tea','topic':'','head':2,'slow':3601}} | has a slow of more than 3600",
      "3 | {'room':{'id':'tea','name':'Tea','topic':'','head':2,'posting':'owner'}} | has no proper posting",
      "3 | {'room':{'id':'tea','name':'Tea','topic':'','head':2,'reads':true}} | has something settled that rooms of its kind do not know",
      "3 | {'room':{'id':'tea','name':'Tea','topic':'','head':2,'history':'joined'}} | has something settled that rooms of its kind do not know",
      "3 | {'room':{'id':'tea','name':'Tea','topic':'','head':2,'archived':1}} | must have archived true or false",
      "3 | {'room':{'id':'lab--7','name':'Tea','topic':'','head':2}} | has a room of the lab, which no export has",
  })
  void namesTheLineAndTheRule(int line, String wrong, String rule) {
    List<String> lines = new ArrayList<>(CHAT);
    lines.set(line - 1, wrong);
    assertEquals("Line " + line + " " + rule + ".", refusal(forged(lines)));
  }

  @Test
  void refusesTextsThatNoMessageCanHave() {
    String rule = "Line 4 has a text that is too long or has characters that no message can have.";
    for (String text : List.of("\\u0000", "a\\ud800b", "\\u0007", "x".repeat(4_001))) {
      List<String> lines = new ArrayList<>(CHAT);
      lines.set(3, event(1, "'text':'" + text + "'"));
      assertEquals(rule, refusal(forged(lines)), text);
    }
    assertEquals("Line 4 is longer than 65536 bytes.", refusal(forged(CHAT).replace("one", "x".repeat(70_000))));
  }

  @Test
  void readsChangesAndWhatHasBeenSilenced() throws IOException {
    List<String> lines = new ArrayList<>(CHAT);
    lines.set(3, event(1, "'text':''"));
    for (String type : List.of("edit", "delete", "react", "unreact", "quote")) {
      lines.set(4, event(2, "'ref':1,'text':''").replace("'message'", "'" + type + "'"));
      assertEquals(2, read(forged(lines).getBytes(StandardCharsets.UTF_8)).events());
    }
  }

  /** A reply says in which thread it is, and what becomes of it says so, too. */
  @Test
  void readsReplies() throws IOException {
    List<String> lines = new ArrayList<>(CHAT);
    for (String type : List.of("message", "edit")) {
      lines.set(4, event(2, "'ref':1,'thread':1,'text':'so'").replace("'message'", "'" + type + "'"));
      assertEquals(2, read(forged(lines).getBytes(StandardCharsets.UTF_8)).events());
    }
    for (String fields : List.of("'ref':1", "'ref':1,'thread':2", "'ref':1,'thread':0", "'thread':1")) {
      lines.set(4, event(2, fields + ",'text':'so'"));
      assertEquals("Line 5 has no thread that its ref is in.", refusal(forged(lines)), fields);
    }
  }

  /** As an older program exports them. */
  @Test
  void refusesChangesOfNothing() {
    List<String> lines = new ArrayList<>(CHAT);
    for (String type : List.of("edit", "delete", "react", "unreact")) {
      for (String ref : List.of("", "'ref':0,", "'ref':2,", "'ref':3,")) {
        lines.set(4, event(2, ref + "'text':''").replace("'message'", "'" + type + "'"));
        assertEquals("Line 5 has no ref to an event before it.", refusal(forged(lines)), type + ref);
      }
    }
  }

  /** Rules may have become stricter since: what was kept by the rules of its time is not lost. And other programs may know more types. */
  @Test
  void keepsWhatOlderAndNewerRulesLetIn() throws IOException {
    List<String> lines = new ArrayList<>(CHAT);
    lines.set(3, event(1, "'text':'\u2800'"));
    lines.set(4, event(2, "'text':''").replace("'message'", "'topic.changed'"));
    assertEquals(2, read(forged(lines).getBytes(StandardCharsets.UTF_8)).events());
  }

  @Test
  void refusesWhatIsNotUtf8() {
    byte[] bytes = forged(CHAT).getBytes(StandardCharsets.UTF_8);
    bytes[new String(bytes, StandardCharsets.UTF_8).indexOf("one")] = (byte) 0xff;
    assertEquals("Line 4 is not UTF-8.", assertThrows(ArchiveFault.class, () -> read(bytes)).getMessage());
  }

  @Test
  void anImportOfAWrongFileChangesNothing() throws IOException {
    StoreConfig source = new StoreConfig(folder.resolve("source"), null);
    Chats.fill(source, 3);
    StoreConfig target = new StoreConfig(folder.resolve("target"), null);
    Chats.add(target, Chats.GENERAL, Chats.events("general", 1, 2));
    String before = Chats.chat(target);
    String wrong = Chats.export(source).replace("text 3 of general", "text 4 of general");
    assertEquals("Line 16 has another checksum than the lines before it: the file was changed.",
        assertThrows(ArchiveFault.class, () -> Chats.take(target, wrong)).getMessage());
    assertEquals(before, Chats.chat(target));
  }

  /** Not even an empty store. */
  @Test
  void anImportOfAWrongFileMakesNothing() throws IOException {
    StoreConfig source = new StoreConfig(folder.resolve("source"), null);
    Chats.fill(source, 3);
    StoreConfig target = new StoreConfig(folder.resolve("target"), null);
    String wrong = Chats.export(source).replace("text 3 of general", "text 4 of general");
    assertThrows(ArchiveFault.class, () -> Chats.take(target, wrong));
    assertThrows(ArchiveFault.class, () -> Chats.take(target, Files.writeString(folder.resolve("right"), Chats.export(source)), "nowhere"));
    assertFalse(Files.exists(target.data()));
  }

  private static String event(int seq, String text) {
    return "{'event':{'room':'tea','seq':" + seq + ",'type':'message','id':'m" + seq + "','user':{'id':'u1','name':'Mina'}," + text
        + ",'at':'2026-01-01T00:00:00.000Z'}}";
  }

  /** A file of these lines that ends as one should: whoever forges one can count. */
  private static String forged(List<String> lines) {
    String chat = String.join("\n", lines).replace('\'', '"') + "\n";
    String summed = chat.substring(chat.indexOf('\n') + 1);
    return chat + "{\"end\":{\"users\":" + count(lines, "user") + ",\"rooms\":" + count(lines, "room") + ",\"events\":" + count(lines, "event")
        + ",\"members\":" + count(lines, "member") + ",\"sha256\":\"" + sha256(summed) + "\"}}\n";
  }

  private static long count(List<String> lines, String kind) {
    return lines.stream().filter(line -> line.startsWith("{'" + kind + "'")).count();
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] packed(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return packed.toByteArray();
  }

  private String refusal(String export) {
    return assertThrows(ArchiveFault.class, () -> read(export.getBytes(StandardCharsets.UTF_8))).getMessage();
  }

  private Counts read(byte[] export) throws IOException {
    Path file = Files.write(folder.resolve("export"), export);
    try (ExportReader in = ExportReader.open(file)) {
      while (in.next() != null) {
        // Only read.
      }
      return in.ledger().counts();
    }
  }
}
