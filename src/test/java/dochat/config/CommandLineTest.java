package dochat.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  private static final String PASSWORD = "s3cret";
  private static final String DATABASE = "postgresql://chat:" + PASSWORD + "@my_db:5432/chat?sslmode=require";

  @TempDir
  Path folder;

  @Test
  void withoutAnythingTakesTheDefaults() {
    assertEquals(Config.DEFAULTS, config(Map.of()));
  }

  static Stream<Arguments> values() {
    return Stream.of(
        value("--port", "9000", Config::port, new PortRange(9000, 9000)),
        value("--port", "0", Config::port, new PortRange(0, 0)),
        value("--port", "65535", Config::port, new PortRange(65535, 65535)),
        value("--tcp-port", "7001", Config::tcpPort, new PortRange(7001, 7001)),
        value("--log", "json", Config::log, LogForm.JSON),
        value("--log", "text", Config::log, LogForm.TEXT),
        value("--ops-port", "9999", Config::opsPort, new PortRange(9999, 9999)),
        value("--ops-host", "10.0.0.1", Config::opsHost, "10.0.0.1"),
        value("--host", "0.0.0.0", Config::host, "0.0.0.0"),
        value("--host", "::1", Config::host, "::1"),
        value("--data", "some/folder", Config::data, Path.of("some/folder")),
        value("--database", DATABASE, Config::database, DATABASE),
        value("--database", "postgresql://localhost/chat", Config::database, "postgresql://localhost/chat"),
        value("--cluster-config", "cluster.xml", Config::clusterConfig, Path.of("cluster.xml")),
        value("--cluster", "dns:dochat-members.chat.svc.cluster.local", Config::clusterDns, "dochat-members.chat.svc.cluster.local"),
        value("--name", "Seoul_1.a-b", Config::name, "Seoul_1.a-b"),
        value("--name", "n".repeat(32), Config::name, "n".repeat(32)),
        value("--post-rate", "0.1", Config::postRate, 0.1),
        value("--post-rate", "1000000", Config::postRate, 1_000_000.0),
        value("--max-connections", "20000", Config::maxConnections, 20_000),
        value("--person-connections", "1", Config::personConnections, 1),
        value("--address-connections", "1000000", Config::addressConnections, 1_000_000),
        value("--h2c", "on", Config::h2c, true),
        value("--h2c", "off", Config::h2c, false),
        value("--drain-seconds", "0", Config::drainSeconds, 0),
        value("--drain-seconds", "3600", Config::drainSeconds, 3600),
        value("--admin-token", "a-secret-of-many-letters", Config::adminToken, "a-secret-of-many-letters"),
        value("--allow-origin", "https://chat.example", Config::allowedOrigins, Set.of("https://chat.example")),
        value("--allow-origin", "http://a:8080, http://[::1]:3000", Config::allowedOrigins, Set.of("http://a:8080", "http://[::1]:3000")),
        value("--allow-origin", "HTTPS://Chat.Example:443,http://b:80", Config::allowedOrigins,
            Set.of("https://chat.example", "http://b")));
  }

  private static <T> Arguments value(String option, String text, Function<Config, T> field, T expected) {
    return Arguments.of(option, text, field, expected);
  }

  @ParameterizedTest
  @MethodSource("values")
  void readsAnOption(String option, String text, Function<Config, ?> field, Object expected) {
    assertEquals(expected, field.apply(config(Map.of(), option, text)));
    assertEquals(expected, field.apply(config(Map.of(), option + "=" + text)));
  }

  @ParameterizedTest
  @MethodSource("values")
  void readsAVariable(String option, String text, Function<Config, ?> field, Object expected) {
    assertEquals(expected, field.apply(config(Map.of(variable(option), text))));
  }

  @Test
  void prefersTheCommandLineToTheEnvironment() {
    assertEquals(PortRange.only(1), config(Map.of("DOCHAT_PORT", "2"), "--port", "1").port());
  }

  @Test
  void takesAnEmptyVariableAsNotSet() {
    assertEquals(Config.DEFAULTS, config(Map.of("DOCHAT_PORT", "", "DOCHAT_DATABASE", "")));
  }

  @Test
  void gathersRepeatedOrigins() {
    assertEquals(Set.of("http://a", "http://b", "http://c"),
        config(Map.of(), "--allow-origin", "http://a", "--allow-origin", "http://b,http://c").allowedOrigins());
  }

  @Test
  void takesACertificateOnlyWithItsKey() {
    assertEquals(new Tls(Path.of("pom.xml"), Path.of("mvnw")), config(Map.of("DOCHAT_TLS_KEY", "mvnw"), "--tls-cert", "pom.xml").tls());
    for (String option : List.of("--tls-cert", "--tls-key")) {
      assertEquals("dochat: --tls-cert and --tls-key must be given together, the paths of a certificate and of its key.",
          refusal(Map.of(), option, "pom.xml"));
    }
  }

  @Test
  void takesAProviderWithItsClientAndNeverShowsItsSecret() throws IOException {
    String[] known = {"--oidc-issuer", "https://id.example/realms/a", "--oidc-client", "dochat"};
    assertEquals(new OpenId("https://id.example/realms/a", "dochat", null, "id.example", "openid profile", "name", "preferred_username"), config(Map.of(), known).openId());
    String file = Files.writeString(folder.resolve("oidc"), "s3cret\n").toString();
    assertEquals("s3cret", config(Map.of("DOCHAT_OIDC_SECRET_FILE", file), known).openId().secret());
    Config config = config(Map.of("DOCHAT_OIDC_SECRET", "s3cret", "DOCHAT_PASSWORDS", "off"), known);
    assertEquals("s3cret false", config.openId().secret() + " " + config.passwords());
    assertFalse(config.toString().contains("s3cret"), config.toString());
    assertTrue(refusal(Map.of(), "--oidc-secret", "s3cret").startsWith("dochat: there is no option"), "others can read a command line");
    assertEquals("dochat: --oidc-issuer and --oidc-client must be given together, the URL of a provider and as what it knows this chat.", refusal(Map.of(), "--oidc-client", "dochat"));
    assertEquals("dochat: --passwords off needs --oidc-issuer, because nobody could have an account.", refusal(Map.of(), "--passwords", "off"));
    for (String issuer : List.of("http://id.example", "https://id.example?a=b", "https://user@id.example", "https://id.example#a", "ftp://localhost", "https://id.example:0", "id.example")) {
      assertTrue(refusal(Map.of(), "--oidc-client", "dochat", "--oidc-issuer", issuer).contains("must be a URL https://"), issuer);
    }
    assertTrue(refusal(Map.of(), "--oidc-scopes", "profile").contains("openid among them"));
  }

  @Test
  void findsNodesInOneWayOnly() {
    assertEquals("dochat: --cluster and --cluster-config must not be given together, because each says where the other nodes are.",
        refusal(Map.of("DOCHAT_CLUSTER_CONFIG", "cluster.xml"), "--cluster", "dns:members"));
  }

  @Test
  void readsTheAdministratorsTokenFromAFileAndNeverShowsIt() throws IOException {
    String file = Files.writeString(folder.resolve("token"), "a-secret-of-many-letters\n").toString();
    Config config = config(Map.of("DOCHAT_ADMIN_TOKEN_FILE", file));
    assertEquals("a-secret-of-many-letters", config.adminToken());
    assertFalse(config.toString().contains("secret"), config.toString());
    assertFalse(refusal(Map.of(), "--admin-token", "s3cret").contains("s3cret"));
    assertEquals("dochat: --admin-token and --admin-token-file must not be given together.",
        refusal(Map.of("DOCHAT_ADMIN_TOKEN_FILE", file), "--admin-token", "a-secret-of-many-letters"));
  }

  static Stream<Arguments> wrongValues() {
    return Stream.of(
        wrong("a whole number from 0 to 65535", "--port", "abc", "", "-1", "65536", "99999999999", "80.5", "+80", "٨٠"),
        wrong("a whole number from 0 to 65535", "--tcp-port", "abc", "-1", "65536"),
        wrong("text or json", "--log", "", "JSON", "xml"),
        wrong("a whole number from 0 to 65535", "--ops-port", "abc", "65536"),
        wrong("a host name or an IP address", "--ops-host", "two words"),
        wrong("a host name or an IP address", "--host", "", "two words", "http://host", "-x", "a/b"),
        wrong("a folder that can be written", "--data", "", " ", "pom.xml", "pom.xml/below", "a\0b"),
        wrong("the path of an XML file", "--cluster-config", "", "no-such-file.xml", "src", "a\0b"),
        wrong("dns: and a DNS name", "--cluster", "", "dns:", "members", "dns:a b", "dns://members", "dns:-a"),
        wrong("the path of a file that can be read", "--tls-cert", "", "no-such-file.pem", "src"),
        wrong("the path of a file that can be read", "--tls-key", "", "no-such-file.pem", "src"),
        wrong("1 to 32 characters of", "--name", "", "n".repeat(33), "a b", "가"),
        wrong("a number from 0.1 to 1,000,000", "--post-rate", "", "ten", "0", "0.09", "1000000.1", "1,000", "-1", "NaN", "1e3"),
        wrong("a whole number from 1 to 1,000,000", "--max-connections", "0", "1000001", "auto"),
        wrong("a whole number from 1 to 1,000,000", "--person-connections", "", "0", "-1", "1000001", "10,000", "1.5", "many"),
        wrong("a whole number from 1 to 1,000,000", "--address-connections", "0", "99999999"),
        wrong("a whole number from 0 to 3,600", "--drain-seconds", "", "soon", "-1", "3601", "1.5"),
        wrong("16 to 256 visible ASCII characters", "--admin-token", "", "s3cret", "s3cret with spaces in it", "s3cret-".repeat(37), "비밀비밀비밀비밀비밀비밀비밀비밀"),
        wrong("the path of a file that holds 16 to 256", "--admin-token-file", "", "no-such-file", "pom.xml", "src"),
        wrong("on or off", "--h2c", "", "yes", "true", "ON"),
        wrong("http://host[:port] or https://host[:port]", "--allow-origin", "", "*", "null", "chat.example", "https://a/", "https://a/b",
            "https://u@a", "ftp://a", "https://a:0", "https://a:65536", "https://a,,https://b", "https://a https://b"),
        wrong("a URL postgresql://", "--database", "chat", "mysql://u:s3cret@h/d", "postgresql://u:s3cret@h", "postgresql://u:s3cret@/d",
            "postgresql://u:s3cret@h:99999/d", "jdbc:postgresql://h/d?password=s3cret")).flatMap(Function.identity());
  }

  private static Stream<Arguments> wrong(String rule, String option, String... texts) {
    return Stream.of(texts).map(text -> Arguments.of(option, text, rule));
  }

  @ParameterizedTest
  @MethodSource("wrongValues")
  void refusesAWrongOption(String option, String text, String rule) {
    String sentence = refusal(Map.of(), option + "=" + text);
    assertTrue(sentence.startsWith("dochat: " + option + " must be ") && sentence.contains(rule), sentence);
  }

  @ParameterizedTest
  @MethodSource("wrongValues")
  void refusesAWrongVariable(String option, String text, String rule) {
    if (!text.isEmpty()) {
      String sentence = refusal(Map.of(variable(option), text));
      assertTrue(sentence.startsWith("dochat: " + variable(option) + " must be ") && sentence.contains(rule), sentence);
    }
  }

  @Test
  void saysWhatWasWritten() {
    assertEquals("dochat: --port must be a whole number from 0 to 65535, but was \"abc\".", refusal(Map.of(), "--port", "abc"));
  }

  @ParameterizedTest
  @CsvSource({"--prot 80,--prot", "-x,-x", "--databse=postgresql://u:s3cret@h/d,--databse", "chat,chat", "-- chat,chat",
      "postgresql://u:s3cret@h/d,postgresql", "@options,@options"})
  void refusesWhatIsNoOption(String line, String named) {
    String sentence = refusal(Map.of(), line.split(" "));
    assertTrue(sentence.contains('"' + named + '"') && sentence.contains("--allow-origin"), sentence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--port", "--host", "--tcp-port", "--data", "--database", "--cluster-config", "--cluster", "--name", "--post-rate",
      "--tls-cert", "--tls-key", "--h2c", "--drain-seconds", "--allow-origin"})
  void refusesAnOptionWithoutItsValue(String option) {
    assertTrue(refusal(Map.of(), option).startsWith("dochat: " + option + " needs a value, which must be "));
    assertTrue(refusal(Map.of(), option, "--help=").startsWith("dochat: "));
  }

  @Test
  void refusesAnOptionGivenTwice() {
    assertEquals("dochat: --port may be given only once.", refusal(Map.of(), "--port", "1", "--port", "2"));
  }

  @Test
  void refusesAFileWhereTheDataShouldGo() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertTrue(refusal(Map.of(), "--data", file.toString()).startsWith("dochat: --data must be "));
    assertEquals(folder.resolve("a/b"), config(Map.of(), "--data", folder.resolve("a/b").toString()).data());
    assertFalse(Files.exists(folder.resolve("a")), "parsing makes no folders");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "--port abc --help"})
  void explainsItself(String line) {
    Parsed.Say help = assertInstanceOf(Parsed.Say.class, CommandLine.parse(line.split(" "), Map.of()));
    assertEquals(0, help.exitCode());
    for (Setting<?> setting : Settings.ALL) {
      assertTrue(help.text().contains(setting.option() + "=") && help.text().contains(setting.variable()), setting.option());
    }
  }

  @Test
  void saysItsVersion() {
    Parsed.Say version = assertInstanceOf(Parsed.Say.class, CommandLine.parse(new String[] {"--version"}, Map.of()));
    assertEquals(0, version.exitCode());
    assertTrue(version.text().matches("doChat \\S.* on Java \\S+"), version.text());
  }

  @Test
  void keepsThePasswordOutOfItsText() {
    assertFalse(config(Map.of(), "--database", DATABASE).toString().contains(PASSWORD));
  }

  @Test
  void readsAnErrand() {
    assertEquals(new Errand(Errand.Kind.EXPORT, Path.of("data"), null, "-", null, false), errand(Map.of(), "export", "-"));
    assertEquals(new Errand(Errand.Kind.IMPORT, Path.of("some"), DATABASE, "a.gz", "tea-2", false),
        errand(Map.of("DOCHAT_DATABASE", DATABASE, "DOCHAT_DATA", "other"), "import", "--data=some", "a.gz", "--room", "tea-2"));
    assertEquals(new Errand(Errand.Kind.BACKUP, Path.of("data"), null, "a", null, false), errand(Map.of("DOCHAT_ROOM", "tea"), "backup", "a"));
    assertEquals(new Errand(Errand.Kind.RESTORE, Path.of("data"), null, null, null, true), errand(Map.of(), "restore", "--epoch-only"));
    assertEquals(new Errand(Errand.Kind.OWNER_LINK, Path.of("some"), null, null, null, false), errand(Map.of(), "owner-link", "--data", "some"));
  }

  @Test
  void refusesAWrongErrandWithOneSentence() {
    Map<String, String> none = Map.of();
    assertEquals("dochat: dochat export needs the file to write, or - for standard output.", refusal(none, "export"));
    assertEquals("dochat: dochat import needs the file to read, or - for standard input.", refusal(none, "import", "--room", "tea"));
    assertEquals("dochat: dochat restore needs the file to read.", refusal(none, "restore"));
    assertEquals("dochat: dochat backup needs the file to write.", refusal(none, "backup", "-"));
    assertEquals("dochat: --epoch-only takes no file.", refusal(none, "restore", "--epoch-only", "a"));
    assertEquals("dochat: there is no option \"--room\"; the options are --data, --database and --help.", refusal(none, "backup", "--room=tea", "a"));
    assertEquals("dochat: no option takes the argument \"b\"; the options are --data, --database, --room and --help.", refusal(none, "export", "a", "b"));
    assertEquals("dochat: --room must be the id of a room, 1 to 64 characters of a-z 0-9 -, but was \"Tea\".", refusal(none, "export", "--room", "Tea", "a"));
    assertEquals("dochat: --room may be given only once.", refusal(none, "export", "--room", "a", "--room", "b", "c"));
    assertEquals("dochat: the file to write must be the path of a file, but was \"\".", refusal(none, "backup", ""));
    assertEquals("dochat: the file to write must be the path of a file, but was \"a?\".", refusal(none, "backup", "a\0"));
    assertTrue(refusal(none, "export", "--database", "mysql://me:" + PASSWORD + "@host/chat", "-").startsWith("dochat: --database must be "));
    assertTrue(refusal(none, "export", "--data").startsWith("dochat: --data needs a value"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"export", "import", "backup", "restore"})
  void explainsEveryErrand(String word) {
    Parsed.Say help = assertInstanceOf(Parsed.Say.class, CommandLine.parse(new String[] {word, "--help"}, Map.of()));
    assertEquals(0, help.exitCode());
    assertTrue(help.text().startsWith("Usage: dochat " + word + " [options] <file>"), help.text());
  }

  private static Errand errand(Map<String, String> env, String... args) {
    return assertInstanceOf(Parsed.Do.class, CommandLine.parse(args, env)).errand();
  }

  private static Config config(Map<String, String> env, String... args) {
    return assertInstanceOf(Parsed.Run.class, CommandLine.parse(args, env)).config();
  }

  private static String refusal(Map<String, String> env, String... args) {
    Parsed.Say say = assertInstanceOf(Parsed.Say.class, CommandLine.parse(args, env));
    assertEquals(2, say.exitCode());
    assertFalse(say.text().contains(PASSWORD) || say.text().lines().count() != 1, say.text());
    return say.text();
  }

  private static String variable(String option) {
    return "DOCHAT_" + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
