package dochat.config;

import dochat.config.Setting.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Makes a {@link Config} of the command line and the environment; the command line wins. Called once by the main thread. It only reads:
 * it prints nothing, makes no files and never throws for what a person wrote, however wrong.
 */
public final class CommandLine {
  private static final int REFUSED = 2;
  private static final String BUILD_FACTS = "/META-INF/maven/dochat/dochat/pom.properties";

  private CommandLine() {}

  /**
   * The meaning of a command line.
   *
   * @param args what follows the program's name
   * @param env  variables of the environment; an empty one counts as not set
   */
  public static Parsed parse(String[] args, Map<String, String> env) {
    return Stream.of(args).findFirst().flatMap(Errand.Kind::of).map(errand -> ErrandLine.parse(errand, args, env))
        .orElseGet(() -> node(args, env));
  }

  private static Parsed node(String[] args, Map<String, String> env) {
    Syntax syntax = syntax();
    try {
      Given given = syntax.read(args, env);
      if (given.has(Option.HELP)) {
        return new Parsed.Say(syntax.help(), 0);
      }
      return given.has(Option.VERSION) ? new Parsed.Say(version(), 0) : new Parsed.Run(config(given));
    } catch (Refusal e) {
      return refused(e);
    }
  }

  private static Syntax syntax() {
    List<String> synopsis = List.of("dochat [options]", "dochat talk [options of talk]", "dochat export|import|backup|restore [options] <file>", "dochat owner-link [options]",
        "dochat verify [options of verify]", "dochat bench [options of bench] [<scenario>...]", "dochat test [Maven options]", "dochat test --pods");
    List<String> about = List.of("", "Runs one node of doChat; start it again in another terminal for a second node of the same chat.",
        "`dochat talk` is the chat in a terminal; `dochat talk --help` tells more.",
        "`dochat export` and `dochat import` move rooms between stores, `dochat backup` and `dochat restore` keep a whole store;"
            + " each has its own `--help`.",
        "`dochat owner-link` prints a link that makes whoever opens it the owner of the chat.",
        "`dochat verify` breaks a cluster of its own and checks that no promise is broken; `dochat verify --help` tells more.",
        "`dochat bench` measures a node under load; `dochat bench --help` tells more.",
        "`dochat test` installs what the tests need and runs them all; `dochat test --pods` tries the image and its pods (as root, on Debian).", "");
    return new Syntax(synopsis, about, Syntax.Words.NONE, options(Settings.ALL, Option.HELP, Option.VERSION));
  }

  /** Those of these settings, and these after them. */
  static List<Option> options(List<Setting<?>> settings, Option... more) {
    return Stream.concat(settings.stream().map(Option::of), Stream.of(more)).toList();
  }

  private static Config config(Given given) throws Refusal {
    Config defaults = Config.DEFAULTS;
    Path data = given.value(Settings.DATA, null);
    return new Config(given.value(Settings.NAME, defaults.name()), given.value(Settings.HOST_NAME, defaults.host()),
        given.value(Settings.PORT, defaults.port()), given.value(Settings.TCP_PORT, defaults.tcpPort()),
        data == null ? Settings.standardData() : data,
        given.value(Settings.DATABASE, defaults.database()), given.value(Settings.CLUSTER_CONFIG, defaults.clusterConfig()),
        clusterDns(given), given.value(Settings.POST_RATE, defaults.postRate()), tls(given), given.value(Settings.H2C, defaults.h2c()),
        given.value(Settings.ALLOW_ORIGIN, defaults.allowedOrigins()),
        given.value(Settings.PERSON_CONNECTIONS, defaults.personConnections()),
        given.value(Settings.ADDRESS_CONNECTIONS, defaults.addressConnections()),
        given.value(Settings.DRAIN_SECONDS, defaults.drainSeconds()),
        given.value(Settings.OPS_HOST, defaults.opsHost()), given.value(Settings.OPS_PORT, defaults.opsPort()),
        either(given, Settings.ADMIN_TOKEN, Settings.ADMIN_TOKEN_FILE), given.value(Settings.LOG, defaults.log()), given.value(Settings.MAX_CONNECTIONS, defaults.maxConnections()),
        given.value(Settings.GUESTS, defaults.guests()), given.value(Settings.REGISTRATION, defaults.registration()),
        passwords(given), openId(given));
  }

  private static boolean passwords(Given given) throws Refusal {
    boolean passwords = given.value(Settings.PASSWORDS, Config.DEFAULTS.passwords());
    if (!passwords && given.value(Settings.OIDC_ISSUER, null) == null) {
      throw new Refusal("--passwords off needs --oidc-issuer, because nobody could have an account");
    }
    return passwords;
  }

  private static OpenId openId(Given given) throws Refusal {
    String issuer = given.value(Settings.OIDC_ISSUER, null);
    String client = given.value(Settings.OIDC_CLIENT, null);
    if ((issuer == null) != (client == null)) {
      throw new Refusal("--oidc-issuer and --oidc-client must be given together, the URL of a provider and as what it knows this chat");
    }
    String secret = either(given, Settings.OIDC_SECRET, Settings.OIDC_SECRET_FILE);
    String name = given.value(Settings.OIDC_NAME, issuer == null ? null : OpenId.nameOf(issuer));
    String scopes = given.value(Settings.OIDC_SCOPES, Settings.OIDC_SCOPES.standard());
    String nameClaim = given.value(Settings.OIDC_NAME_CLAIM, Settings.OIDC_NAME_CLAIM.standard());
    String handleClaim = given.value(Settings.OIDC_HANDLE_CLAIM, Settings.OIDC_HANDLE_CLAIM.standard());
    return issuer == null ? null : new OpenId(issuer, client, secret, name, scopes, nameClaim, handleClaim);
  }

  private static String clusterDns(Given given) throws Refusal {
    String dns = given.value(Settings.CLUSTER, null);
    if (dns != null && given.value(Settings.CLUSTER_CONFIG, null) != null) {
      throw new Refusal("--cluster and --cluster-config must not be given together, because each says where the other nodes are");
    }
    return dns;
  }

  private static Tls tls(Given given) throws Refusal {
    Path certificate = given.value(Settings.TLS_CERT, null);
    Path key = given.value(Settings.TLS_KEY, null);
    if ((certificate == null) != (key == null)) {
      throw new Refusal("--tls-cert and --tls-key must be given together, the paths of a certificate and of its key");
    }
    return certificate == null ? null : new Tls(certificate, key);
  }

  /** A secret that is given itself, or in a file. */
  private static String either(Given given, Setting<String> itself, Setting<String> file) throws Refusal {
    String secret = given.value(itself, null);
    String ofFile = given.value(file, null);
    if (secret != null && ofFile != null) {
      throw new Refusal(itself.option() + " and " + file.option() + " must not be given together");
    }
    return secret == null ? ofFile : secret;
  }

  static Parsed.Say refused(Refusal refusal) {
    return new Parsed.Say("dochat: " + refusal.getMessage() + ".", REFUSED);
  }

  private static String version() {
    return "doChat " + builtVersion() + " on Java " + Runtime.version();
  }

  /** The version of the program. Maven writes it into the jar; classes that run outside of a jar have none. */
  public static String builtVersion() {
    try (InputStream facts = CommandLine.class.getResourceAsStream(BUILD_FACTS)) {
      Properties properties = new Properties();
      if (facts != null) {
        properties.load(facts);
      }
      return properties.getProperty("version", "(not built)");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
