package dochat.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  private static final Words ENGLISH = new Words(Locale.US);

  @Test
  void looksAtThePortsOfThisMachineWhenNothingIsSaid() throws Exception {
    Options options = parse();
    assertEquals(100, options.nodes().size());
    assertEquals("127.0.0.1:7000", options.nodes().get(0).toString());
    assertEquals("127.0.0.1:7099", options.nodes().get(99).toString());
    assertEquals("mina", options.name());
    assertEquals("general", options.room());
  }

  @Test
  void takesNodesRepeatedAndInAList() throws Exception {
    Options options = parse("--node", "one.example:7000, [::1]:7001", "--node=10.0.0.1:7002", "--name", " 김 민아 ", "--room=개발");
    assertEquals(List.of("one.example:7000", "[::1]:7001", "10.0.0.1:7002"), options.nodes().stream().map(NodeAddress::toString).toList());
    assertEquals("::1", options.nodes().get(1).host());
    assertEquals("김 민아", options.name());
    assertEquals("개발", options.room());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "host", "host:", ":7000", "host:0", "host:65536", "host:70000000000", "::1:7000", "a b:1", "x:1,"})
  void refusesWhatIsNoNode(String node) {
    assertTrue(refusal("--node", node).startsWith("--node must be host:port"), node);
  }

  @ParameterizedTest
  @CsvSource({"--name,--name needs a value.", "--tls-ca,--tls-ca needs a value.", "--node,--node needs a value.", "--prot,'There is no option \"--prot\"; the options of talk are --node, --name, --handle, --password-file, --room, --tls, --tls-ca and --help.'"})
  void namesTheOptionThatIsWrong(String option, String sentence) {
    assertEquals(sentence, refusal(option));
  }

  @Test
  void refusesNamesThatANodeWouldRefuse() {
    for (String name : new String[] {"", "  ", "n".repeat(33), "a\u001bb", "a\nb"}) {
      assertTrue(refusal("--name", name).startsWith("--name must be"), name);
    }
  }

  @Test
  void takesThePasswordFromTheFirstLineOfAFile(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "correct horse\n");
    Options options = parse("--handle", "mina", "--password-file", file.toString());
    assertEquals("mina", options.handle());
    assertEquals("correct horse", options.password());
    assertFalse(options.toString().contains("correct horse"));
    assertTrue(refusal("--password-file", folder.resolve("nothing").toString()).startsWith("--password-file must be"));
  }

  @Test
  void refusesAFileWithoutACertificate() {
    for (String file : new String[] {"", "no-such-file.pem", "pom.xml", "src"}) {
      assertEquals("--tls-ca must be a PEM file with a certificate, but was \"" + file + "\".", refusal("--tls-ca", file));
    }
  }

  @Test
  void cutsTheSystemsNameToWhatANodeTakes() throws Exception {
    assertEquals("😀".repeat(32), Options.parse(new String[0], "😀".repeat(40), ENGLISH).name());
  }

  @ParameterizedTest
  @CsvSource({"ko_KR.UTF-8,ko", "ko,ko", "en_US.UTF-8,en", "C,en", "C.UTF-8,en", "POSIX,en", "de_DE@euro,de"})
  void takesTheLanguageFromTheEnvironment(String lang, String language) {
    assertEquals(language, Words.locale(Map.of("LANG", lang, "LC_ALL", "")).getLanguage(), lang);
    assertEquals("ko", Words.locale(Map.of("LANG", lang, "LC_ALL", "ko_KR.UTF-8")).getLanguage());
    assertEquals(language, Words.locale(Map.of("LANG", lang, "LC_ALL", "C.UTF-8")).getLanguage());
  }

  @Test
  void saysTheSameInBothLanguages() {
    ResourceBundle english = ResourceBundle.getBundle("dochat.talk.words", Locale.ROOT);
    ResourceBundle korean = ResourceBundle.getBundle("dochat.talk.words", Locale.KOREAN);
    assertEquals(english.keySet(), new TreeSet<>(korean.keySet()));
    for (String key : english.keySet()) {
      assertEquals(facts(english.getString(key)), facts(korean.getString(key)), key);
      assertFalse(english.getString(key).equals(korean.getString(key)), key);
    }
  }

  private static long facts(String words) {
    return words.split("%s", -1).length;
  }

  private static Options parse(String... args) throws Options.Wrong {
    return Options.parse(args, "mina", ENGLISH);
  }

  private static String refusal(String... args) {
    return assertThrows(Options.Wrong.class, () -> parse(args)).getMessage();
  }
}
