package dochat.config;

import dochat.config.Setting.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Makes a {@link Config} of the command line and the environment; the command line wins. Called once by the main thread. It only reads:
 * it prints nothing, makes no files and never throws for what a person wrote, however wrong.
 */
public final class CommandLine {
  private static final int REFUSED = 2;
  private static final int HELP_COLUMNS = 100;
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
    picocli.CommandLine parser = parser();
    try {
      ParseResult options = parser.parseArgs(args);
      if (options.isUsageHelpRequested()) {
        return new Parsed.Say(parser.getUsageMessage(Ansi.OFF).stripTrailing(), 0);
      }
      return options.isVersionHelpRequested() ? new Parsed.Say(version(), 0) : new Parsed.Run(config(new Given(options, env)));
    } catch (ParameterException e) {
      return refused(sentence(e, Settings.ALL, "dochat"));
    } catch (Refusal e) {
      return refused(e.getMessage());
    }
  }

  private static picocli.CommandLine parser() {
    CommandSpec spec = spec("dochat [options]", "       dochat talk [options of talk]",
        "       dochat export|import|backup|restore [options] <file>", "       dochat owner-link [options]", "       dochat verify [options of verify]",
        "       dochat bench [options of bench] [<scenario>...]", "       dochat test [Maven options]", "       dochat test --pods");
    spec.usageMessage().description("", "Runs one node of doChat; start it again in another terminal for a second node of the same chat.",
        "`dochat talk` is the chat in a terminal; `dochat talk --help` tells more.",
        "`dochat export` and `dochat import` move rooms between stores, `dochat backup` and `dochat restore` keep a whole store;"
            + " each has its own `--help`.",
        "`dochat owner-link` prints a link that makes whoever opens it the owner of the chat.",
        "`dochat verify` breaks a cluster of its own and checks that no promise is broken; `dochat verify --help` tells more.",
        "`dochat bench` measures a node under load; `dochat bench --help` tells more.",
        "`dochat test` installs what the tests need and runs them all; `dochat test --pods` tries the image and its pods (as root, on Debian).", "");
    for (Setting<?> setting : Settings.ALL) {
      spec.addOption(option(setting));
    }
    spec.addOption(help());
    spec.addOption(OptionSpec.builder("-V", "--version").versionHelp(true).description("Print the version and leave.").build());
    return new picocli.CommandLine(spec).setExpandAtFiles(false);
  }

  /** A command whose help looks as all help here. */
  static CommandSpec spec(String... synopsis) {
    CommandSpec spec = CommandSpec.create().name("dochat");
    spec.usageMessage().width(HELP_COLUMNS).autoWidth(false).sortOptions(false).customSynopsis(synopsis)
        .optionListHeading("Options, each also as a variable of the environment (the command line wins):%n");
    return spec;
  }

  static OptionSpec help() {
    return OptionSpec.builder("-h", "--help").usageHelp(true).description("Print this and leave.").build();
  }

  static OptionSpec option(Setting<?> setting) {
    if (setting.isFlag()) {
      return OptionSpec.builder(setting.option()).type(boolean.class).description(setting.about(), "Variable: " + setting.variable() + ", " + setting.rule()).build();
    }
    OptionSpec.Builder option = OptionSpec.builder(setting.option()).paramLabel(setting.label())
        .description(setting.about(), "Default: " + setting.standard() + ".", "Must be " + setting.rule() + ".",
            "Variable: " + setting.variable());
    return (setting == Settings.ALLOW_ORIGIN ? option.type(List.class).auxiliaryTypes(String.class).arity("1") : option.type(String.class))
        .build();
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

  /** What is wrong, in half a sentence; {@code command} is whose options these settings are. */
  static String sentence(ParameterException e, List<Setting<?>> settings, String command) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched.getUnmatched().get(0), settings);
    }
    if (e instanceof MissingParameterException missing) {
      return missing(nameOf(missing.getMissing().get(0)), settings);
    }
    return e instanceof OverwrittenOptionException twice
        ? nameOf(twice.getOverwritten()) + " may be given only once"
        : "the options cannot be understood; " + command + " --help lists them";
  }

  private static String missing(String option, List<Setting<?>> settings) {
    Setting<?> setting = settings.stream().filter(one -> one.option().equals(option)).findFirst().orElseThrow();
    return option + " needs a value, which must be " + setting.rule();
  }

  private static String nameOf(ArgSpec option) {
    return ((OptionSpec) option).longestName();
  }

  private static String unmatched(String argument, List<Setting<?>> settings) {
    // A mistyped --databse=postgresql://user:password@host must not show the password.
    String shown = argument.split("(?<=.)[=:@]", 2)[0].replaceAll("\\p{Cntrl}", "?");
    String options = settings.stream().map(Setting::option).collect(Collectors.joining(", "));
    String last = settings == Settings.ALL ? ", --help and --version" : " and --help";
    return (argument.startsWith("-") ? "there is no option \"" : "no option takes the argument \"") + shown
        + "\"; the options are " + options + last;
  }

  static Parsed.Say refused(String sentence) {
    return new Parsed.Say("dochat: " + sentence + ".", REFUSED);
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
