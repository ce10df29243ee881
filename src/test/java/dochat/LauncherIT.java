package dochat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts the launcher as a person does; the jar is built before integration tests run. */
class LauncherIT {
  private static final Path LAUNCHER = Path.of("dochat").toAbsolutePath();
  private static final long PATIENCE_SECONDS = 60;

  @TempDir
  Path folder;

  @Test
  void worksThroughALinkInAnyFolder() throws Exception {
    Path link = Files.createSymbolicLink(Files.createDirectory(folder.resolve("a b")).resolve("chat"), LAUNCHER);
    Outcome version = run(link, "--version");
    assertEquals(0, version.exitCode());
    assertEquals("", version.err());
    assertTrue(version.out().matches("doChat [0-9]\\S* on Java \\S+\n"), version.out());
  }

  /** Of another JDK, another build, or half of one: the JVM says nothing and does without. */
  @Test
  void worksBesideAnArchiveOfClassesThatDoesNotFit() throws Exception {
    List<Path> archives = IntStream.range(17, 60).mapToObj(version -> Path.of("target", "classes-" + version + ".jsa"))
        .filter(Files::notExists).toList();
    try {
      for (Path archive : archives) {
        Files.writeString(archive, "no archive ".repeat(10_000));
      }
      Outcome version = run(LAUNCHER, "--version");
      assertEquals(0, version.exitCode());
      assertEquals("", version.err());
      assertTrue(version.out().matches("doChat [0-9]\\S* on Java \\S+\n"), version.out());
    } finally {
      for (Path archive : archives) {
        Files.delete(archive);
      }
    }
  }

  @Test
  void refusesAWrongOptionWithOneSentence() throws Exception {
    assertEquals(new Outcome(2, "", "dochat: --port must be a whole number from 0 to 65535, but was \"abc\".\n"),
        run(LAUNCHER, "--port", "abc"));
  }

  @Test
  void takesRelativePathsFromTheCurrentFolder() throws Exception {
    Files.writeString(folder.resolve("file"), "");
    Outcome refused = run(LAUNCHER, "--data", "file");
    assertEquals(2, refused.exitCode());
    assertTrue(refused.err().startsWith("dochat: --data must be "), refused.err());
  }

  @Test
  void readsNonAsciiArgumentsWithoutAUtf8Locale() throws Exception {
    Outcome refused = run(LAUNCHER, "--data", "대화", "--port", "가");
    assertTrue(refused.err().endsWith("but was \"가\".\n"), refused.err());
  }

  /** A locale that is not installed, as in most containers, still names a language. */
  @Test
  void talksInThePersonsLanguage() throws Exception {
    Map<String, String> korean = Map.of("LC_ALL", "", "LANG", "ko_KR.UTF-8");
    Outcome help = run(korean, LAUNCHER, "talk", "--help");
    assertEquals(0, help.exitCode());
    assertTrue(help.out().startsWith("사용법: dochat talk"), help.out());
    assertEquals(new Outcome(2, "", "dochat: --node는 호스트:포트여야 하고 여러 개는 쉼표로 나눕니다. 받은 값: \"가\".\n"),
        run(korean, LAUNCHER, "talk", "--node", "가"));
    assertTrue(run(LAUNCHER, "talk", "--help").out().startsWith("Usage: dochat talk"));
  }

  /** As a person moves a chat: a pipe from one store into another, without a terminal. */
  @Test
  void movesAChatThroughAPipe() throws Exception {
    Files.writeString(folder.resolve("chat"), """
        {"header":{"format":"dochat-export","version":1,"epoch":"abc","room":null,"at":"2026-01-01T00:00:00.000Z"}}
        {"room":{"id":"tea","name":"차","topic":"","head":0}}
        {"end":{"users":0,"rooms":1,"events":0,"members":0,"sha256":"%s"}}
        """.formatted(sha256("{\"room\":{\"id\":\"tea\",\"name\":\"차\",\"topic\":\"\",\"head\":0}}\n")));
    Outcome imported = run(LAUNCHER, "import", "--data", "대화", "chat");
    assertEquals(0, imported.exitCode(), imported.err());
    assertTrue(imported.err().matches("dochat: the store has 0 users, 1 room, 0 events and 0 memberships of the export now \\([0-9.]+ s\\)\\.\n"), imported.err());
    Outcome exported = run(LAUNCHER, "export", "--data", "대화", "--room", "tea", "-");
    assertEquals(Files.readString(folder.resolve("chat")).lines().skip(1).toList(), exported.out().lines().skip(1).toList());
  }

  private static String sha256(String text) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void hasACheckerWithOptionsOfItsOwn() throws Exception {
    assertEquals(new Outcome(2, "", "dochat: --nodes must be a whole number from 1 to 9, but was \"0\".\n"), run(LAUNCHER, "verify", "--nodes", "0"));
    Outcome help = run(LAUNCHER, "verify", "--help");
    assertEquals(0, help.exitCode());
    assertTrue(help.out().startsWith("Usage: dochat verify"), help.out());
  }

  @Test
  void hasALoadGeneratorWithOptionsOfItsOwn() throws Exception {
    assertEquals(new Outcome(2, "", "dochat: --clients must be a whole number from 1 to 100000, but was \"0\".\n"), run(LAUNCHER, "bench", "s1", "--clients", "0"));
    Outcome help = run(LAUNCHER, "bench", "--help");
    assertEquals(0, help.exitCode());
    assertTrue(help.out().startsWith("Usage: dochat bench"), help.out());
  }

  private record Outcome(int exitCode, String out, String err) {}

  private Outcome run(Path launcher, String... args) throws IOException, InterruptedException {
    return run(Map.of("LC_ALL", "C"), launcher, args);
  }

  private Outcome run(Map<String, String> locale, Path launcher, String... args) throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder command = new ProcessBuilder(launcher.toString());
    command.command().addAll(List.of(args));
    command.environment().keySet().removeIf(variable -> variable.startsWith("DOCHAT_"));
    command.environment().putAll(locale);
    Process process = command.directory(folder.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "still running");
    } finally {
      process.destroyForcibly();
    }
    return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
