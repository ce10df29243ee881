package dochat.config;

import dochat.config.Setting.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every setting of {@link Config} with its words and its rule. */
public final class Settings {
  private static final String PORT_RULE = "a whole number from 0 to " + PortRange.HIGHEST;
  private static final String CONNECTIONS_RULE = "a whole number from 1 to 1,000,000, written without separators";
  private static final String ADMIN_TOKEN_RULE = "16 to 256 visible ASCII characters";
  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,7}");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,5}");
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252})|[0-9A-Fa-f:.]{2,45}");
  private static final Pattern DNS = Pattern.compile("dns:[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,252})");
  private static final Pattern ORIGIN =
      Pattern.compile("(https?)://([a-z0-9](?:[a-z0-9.-]{0,252})|\\[[0-9a-f:.]{2,45}])(?::([0-9]{1,5}))?");

  private static final Pattern DATABASE_URL = Pattern.compile(
      "postgresql://(?:[^/@\\s]+@)?(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::([0-9]{1,5}))?/[^/?\\s]+(?:\\?\\S*)?");

  /** A URL without a query; in the clear only on this machine. */
  private static final Pattern ISSUER = Pattern.compile("(?:https://(?:[A-Za-z0-9][A-Za-z0-9.-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}])|http://(?:localhost|127\\.0\\.0\\.1|\\[::1]))"
      + "(?::([0-9]{1,5}))?(?:/[A-Za-z0-9._~!$&'()*+,;=:@%/-]{0,200})?");
  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,256}");
  private static final Pattern CLAIM = Pattern.compile("[\\x21-\\x7e]{1,64}");
  private static final Pattern SCOPES = Pattern.compile("[\\x21\\x23-\\x5b\\x5d-\\x7e]{1,64}(?: [\\x21\\x23-\\x5b\\x5d-\\x7e]{1,64}){0,15}");
  private static final String SECRET_RULE = "1 to 256 visible ASCII characters";

  private static final Pattern ROOM_ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  static final Setting<PortRange> PORT = new Setting<>("--port", "<port>", "HTTP port; 0 takes any free one.",
      firstFree(Config.DEFAULTS.port()), PORT_RULE, false, Settings::port);
  static final Setting<String> HOST_NAME = new Setting<>("--host", "<host>",
      "Address to listen on; 0.0.0.0 is every address of this machine.", Config.DEFAULTS.host(),
      "a host name or an IP address", false, text -> HOST.matcher(text).matches() ? text : null);
  static final Setting<PortRange> TCP_PORT = new Setting<>("--tcp-port", "<port>", "Port of the TCP door; 0 takes any free one.",
      firstFree(Config.DEFAULTS.tcpPort()), PORT_RULE, false, Settings::port);
  static final Setting<PortRange> OPS_PORT = new Setting<>("--ops-port", "<port>", "Port of health and metrics, for operators; 0 takes any free one.",
      firstFree(Config.DEFAULTS.opsPort()), PORT_RULE, false, Settings::port);
  static final Setting<String> OPS_HOST = new Setting<>("--ops-host", "<host>",
      "Address at which operators ask for them; never one that the public reaches.", Config.DEFAULTS.opsHost(),
      "a host name or an IP address", false, text -> HOST.matcher(text).matches() ? text : null);
  static final Setting<LogForm> LOG = new Setting<>("--log", "<text|json>",
      "text: warnings on standard error, everything in files of the data folder; json: everything on standard error, a JSON object a line.",
      "text where standard error is a terminal, else json", "text or json", false,
      text -> text.equals("text") ? LogForm.TEXT : text.equals("json") ? LogForm.JSON : null);
  static final Setting<Path> DATA = new Setting<>("--data", "<folder>", "Folder of the SQLite store and the logs.",
      "./" + Config.DEFAULTS.data() + " of the current folder", "the path of a folder that can be written (made when missing)", false,
      Settings::folder);
  public static final Setting<String> DATABASE = new Setting<>("--database", "<url>",
      "PostgreSQL database that holds the rooms; nodes of several machines share one.", "SQLite in the data folder",
      "a URL postgresql://[user[:password]@]host[:port]/database", true, Settings::database);
  static final Setting<Path> CLUSTER_CONFIG = new Setting<>("--cluster-config", "<file>",
      "Hazelcast configuration, for nodes on several machines.", "built in: nodes of this machine, on 127.0.0.1",
      "the path of an XML file that can be read", false, Settings::file);
  static final Setting<String> CLUSTER = new Setting<>("--cluster", "dns:<name>",
      "Find the nodes of several machines by a DNS name whose addresses are all of them, such as that of a headless Service of Kubernetes.",
      "as the cluster configuration says", "dns: and a DNS name", false, text -> DNS.matcher(text).matches() ? text.substring("dns:".length()) : null);
  static final Setting<String> NAME = new Setting<>("--name", "<name>", "This node's name, as its clients and its log show it.",
      "node-<port>", "1 to 32 characters of A-Z a-z 0-9 . _ -", false, text -> Config.isName(text) ? text : null);
  static final Setting<Double> POST_RATE = new Setting<>("--post-rate", "<rate>",
      "Posts a second that one user may make at this node, with a burst of twice that.",
      String.format(Locale.ROOT, "%.0f", Config.DEFAULTS.postRate()),
      String.format(Locale.ROOT, "a number from %.1f to %,.0f, written without separators", Config.LOWEST_POST_RATE,
          Config.HIGHEST_POST_RATE),
      false, Settings::postRate);
  static final Setting<Path> TLS_CERT = new Setting<>("--tls-cert", "<file>", "Certificate (PEM) with which the doors speak TLS; needs --tls-key.",
      "none: the doors speak in the clear", "the path of a file that can be read", false, Settings::file);
  static final Setting<Path> TLS_KEY = new Setting<>("--tls-key", "<file>", "Private key (PEM, not encrypted) of that certificate.",
      "none", "the path of a file that can be read", false, Settings::file);
  static final Setting<Boolean> H2C = new Setting<>("--h2c", "<on|off>",
      "HTTP/2 in the clear, for what speaks it to this node itself; never behind a proxy that passes any Upgrade on.", "off", "on or off", false,
      text -> text.equals("on") ? Boolean.TRUE : text.equals("off") ? Boolean.FALSE : null);
  static final Setting<Integer> DRAIN_SECONDS = new Setting<>("--drain-seconds", "<seconds>",
      "A node that is told to stop is gone within this time: a quarter of it only says so to a load balancer that asks, in half its clients go to other nodes.",
      String.valueOf(Config.DEFAULTS.drainSeconds()),
      String.format(Locale.ROOT, "a whole number from 0 to %,d, written without separators", Config.MOST_DRAIN_SECONDS), false, Settings::drainSeconds);
  static final Setting<String> ADMIN_TOKEN = new Setting<>("--admin-token", "<secret>",
      "What an administrator says to drain nodes over HTTP and to see the page /cluster. On the command line, other users of the machine can read it.", "none: nobody can",
      ADMIN_TOKEN_RULE, true, text -> Config.isAdminToken(text) ? text : null);
  static final Setting<String> ADMIN_TOKEN_FILE = new Setting<>("--admin-token-file", "<file>", "The file that holds it instead.", "none",
      "the path of a file that holds " + ADMIN_TOKEN_RULE, false, Settings::adminToken);
  static final Setting<Set<String>> ALLOW_ORIGIN = new Setting<>("--allow-origin", "<origin>[,<origin>...]",
      "Further origins whose pages may use this node, such as that of a proxy which does not pass Host on. May be repeated.", "none",
      "http://host[:port] or https://host[:port], several separated by commas", false, Settings::origins);

  static final Setting<Integer> MAX_CONNECTIONS = new Setting<>("--max-connections", "<number>",
      "Connections that this node takes at all its doors together; one more is refused.", "what its heap and its files carry", CONNECTIONS_RULE, false,
      Settings::connections);
  static final Setting<Integer> PERSON_CONNECTIONS = new Setting<>("--person-connections", "<number>",
      "Connections that one person may have to this node.", Integer.toString(Config.DEFAULTS.personConnections()), CONNECTIONS_RULE, false,
      Settings::connections);
  static final Setting<Integer> ADDRESS_CONNECTIONS = new Setting<>("--address-connections", "<number>",
      "Connections from one address to each door of this node; behind a proxy, that is all of the proxy's.",
      Integer.toString(Config.DEFAULTS.addressConnections()), CONNECTIONS_RULE, false, Settings::connections);

  static final Setting<Boolean> GUESTS = new Setting<>("--guests", "<on|off>",
      "Whether somebody may come in with a name only. Who is in already stays.", "on", "on or off", false,
      text -> text.equals("on") ? Boolean.TRUE : text.equals("off") ? Boolean.FALSE : null);
  static final Setting<Boolean> REGISTRATION = new Setting<>("--registration", "<open|closed>",
      "Whether there may be new accounts: anybody may make one, or nobody.", "open", "open or closed", false,
      text -> text.equals("open") ? Boolean.TRUE : text.equals("closed") ? Boolean.FALSE : null);

  static final Setting<Boolean> PASSWORDS = new Setting<>("--passwords", "<on|off>",
      "Whether somebody may come in with a handle and a password; off needs --oidc-issuer. Who is in already stays.", "on", "on or off", false,
      text -> text.equals("on") ? Boolean.TRUE : text.equals("off") ? Boolean.FALSE : null);
  static final Setting<String> OIDC_ISSUER = new Setting<>("--oidc-issuer", "<url>",
      "OpenID Provider at which people may say who they are, as it spells its own name; needs --oidc-client.", "none",
      "a URL https://host[:port][/path], or http:// on this machine", false, Settings::issuer);
  static final Setting<String> OIDC_CLIENT = new Setting<>("--oidc-client", "<id>", "As what it knows this chat.", "none", SECRET_RULE, false, text -> matching(VISIBLE, text));
  static final Setting<String> OIDC_SECRET_FILE = new Setting<>("--oidc-secret-file", "<file>",
      "The file that holds what proves that to it; the variable DOCHAT_OIDC_SECRET may hold it instead.", "none: it takes this chat without",
      "the path of a file that holds " + SECRET_RULE, false, text -> matching(VISIBLE, held(text)));
  /** What proves it itself: a variable only, because other users of the machine can read a command line. */
  static final Setting<String> OIDC_SECRET = new Setting<>("--oidc-secret", "<secret>", "", "none", SECRET_RULE, true, text -> matching(VISIBLE, text));
  static final Setting<String> OIDC_NAME = new Setting<>("--oidc-name", "<name>", "What people call it: \"Continue with <name>\".", "the host of its URL",
      "1 to 32 characters", false, text -> text.isBlank() || text.codePointCount(0, text.length()) > OpenId.NAME_CHARS || text.chars().anyMatch(Character::isISOControl) ? null : text.strip());
  static final Setting<String> OIDC_SCOPES = new Setting<>("--oidc-scopes", "<scopes>", "What it is asked for.", "openid profile",
      "words with spaces between, openid among them", false, text -> List.of(text.split(" ")).contains("openid") ? matching(SCOPES, text) : null);
  static final Setting<String> OIDC_NAME_CLAIM = new Setting<>("--oidc-name-claim", "<claim>", "Where it says what a person is called.", "name",
      "the name of a claim", false, text -> matching(CLAIM, text));
  static final Setting<String> OIDC_HANDLE_CLAIM = new Setting<>("--oidc-handle-claim", "<claim>", "Where it says what the handle of a person may be.", "preferred_username",
      "the name of a claim", false, text -> matching(CLAIM, text));

  /** The file of an {@link Errand}, which is no option. */
  static final Setting<String> PATH = new Setting<>(Errand.STANDARD, "<file>", "", "none", "the path of a file", false,
      text -> path(text) == null ? null : text);
  /** Which room is exported or imported. */
  static final Setting<String> ROOM = new Setting<>("--room", "<id>", "Only this room, by its id.", "all rooms",
      "the id of a room, 1 to 64 characters of a-z 0-9 -", false, text -> ROOM_ID.matcher(text).matches() ? text : null);

  /** All of a node's, in the order of the help. */
  static final List<Setting<?>> ALL =
      List.of(PORT, HOST_NAME, TCP_PORT, DATA, DATABASE, CLUSTER_CONFIG, CLUSTER, NAME, GUESTS, REGISTRATION, PASSWORDS, OIDC_ISSUER, OIDC_CLIENT, OIDC_SECRET_FILE,
          OIDC_NAME, OIDC_SCOPES, OIDC_NAME_CLAIM, OIDC_HANDLE_CLAIM, POST_RATE, TLS_CERT, TLS_KEY, H2C, ALLOW_ORIGIN,
          MAX_CONNECTIONS, PERSON_CONNECTIONS, ADDRESS_CONNECTIONS, DRAIN_SECONDS, OPS_HOST, OPS_PORT, ADMIN_TOKEN, ADMIN_TOKEN_FILE, LOG);

  private Settings() {}

  /** The default is read like a given one, because it too may turn out to be a file. */
  static Path standardData() throws Refusal {
    return DATA.read(DATA.option(), Config.DEFAULTS.data().toString());
  }

  private static String firstFree(PortRange range) {
    return "the first free one from " + range.first() + " to " + range.last();
  }

  private static PortRange port(String text) {
    return DIGITS.matcher(text).matches() ? PortRange.only(Integer.parseInt(text)) : null;
  }

  private static Path folder(String text) {
    Path folder = path(text);
    return folder != null && canHold(folder.toAbsolutePath().normalize()) ? folder : null;
  }

  private static boolean canHold(Path folder) {
    Path existing = folder;
    while (existing.getParent() != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    return Files.isDirectory(existing) && Files.isWritable(existing);
  }

  private static Path file(String text) {
    Path file = path(text);
    return file != null && Files.isRegularFile(file) && Files.isReadable(file) ? file : null;
  }

  private static String adminToken(String text) {
    String token = held(text);
    return Config.isAdminToken(token) ? token : null;
  }

  /** What this file holds; a line end after it is the editor's. */
  private static String held(String path) {
    try {
      Path file = file(path);
      return file == null ? "" : Files.readString(file).strip();
    } catch (IOException e) {
      return "";
    }
  }

  private static String matching(Pattern form, String text) {
    return form.matcher(text).matches() ? text : null;
  }

  private static String issuer(String text) {
    Matcher url = ISSUER.matcher(text);
    return url.matches() && isPort(url.group(1)) ? text : null;
  }

  private static Path path(String text) {
    return text.isBlank() ? null : Path.of(text);
  }

  private static String database(String text) {
    Matcher url = DATABASE_URL.matcher(text);
    return url.matches() && isPort(url.group(1)) ? text : null;
  }

  private static Double postRate(String text) {
    return DECIMAL.matcher(text).matches() && Config.isPostRate(Double.parseDouble(text)) ? Double.valueOf(text) : null;
  }

  private static Integer connections(String text) {
    return WHOLE.matcher(text).matches() && Config.isConnections(Integer.parseInt(text)) ? Integer.valueOf(text) : null;
  }

  private static Integer drainSeconds(String text) {
    int seconds = DIGITS.matcher(text).matches() ? Integer.parseInt(text) : -1;
    return seconds >= 0 && seconds <= Config.MOST_DRAIN_SECONDS ? Integer.valueOf(seconds) : null;
  }

  private static Set<String> origins(String text) {
    Set<String> origins = new LinkedHashSet<>();
    for (String part : text.split(",", -1)) {
      Matcher origin = ORIGIN.matcher(part.strip().toLowerCase(Locale.ROOT));
      if (!origin.matches() || !isPort(origin.group(3))) {
        return null;
      }
      origins.add(asBrowsersWrite(origin));
    }
    return origins;
  }

  private static boolean isPort(String digits) {
    return digits == null || (Integer.parseInt(digits) >= 1 && Integer.parseInt(digits) <= PortRange.HIGHEST);
  }

  /** RFC 6454 section 6.2: a browser leaves the scheme's default port out. */
  private static String asBrowsersWrite(Matcher origin) {
    String site = origin.group(1) + "://" + origin.group(2);
    String port = origin.group(3);
    int standard = origin.group(1).equals("http") ? 80 : 443;
    return port == null || Integer.parseInt(port) == standard ? site : site + ":" + Integer.parseInt(port);
  }
}
