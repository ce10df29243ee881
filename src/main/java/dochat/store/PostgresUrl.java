package dochat.store;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * {@code postgresql://user:password@host:port/name?parameters} in the pieces that JDBC wants.
 *
 * @param jdbc     without user and password
 * @param place    host, port and name, fit for a message
 * @param user     null if not given
 * @param password null if not given
 */
record PostgresUrl(String jdbc, String place, String user, String password) {
  private static final Pattern FORM = Pattern.compile(
      "postgres(?:ql)?://(?:(?<user>[^:@/?]+)(?::(?<password>[^@/?]*))?@)?(?<place>[^@/?]+/[^@/?]+)(?<parameters>\\?.*)?");

  /** {@link StoreUnavailable} when it is not such a URL; the message does not repeat it, because of the password. */
  static PostgresUrl parse(String database) {
    var match = FORM.matcher(database);
    if (!match.matches()) {
      throw new StoreUnavailable("The database must be given as postgresql://user:password@host:port/name"
          + " (percent-encode special characters).", null);
    }
    var parameters = match.group("parameters") == null ? "" : match.group("parameters");
    return new PostgresUrl("jdbc:postgresql://" + match.group("place") + parameters, match.group("place"),
        decoded(match.group("user")), decoded(match.group("password")));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "PostgresUrl[" + place + "]";
  }

  /** A plus sign is itself here, unlike in a form. */
  private static String decoded(String text) {
    return text == null ? null : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
