package dochat.store;

import dochat.disk.AtEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One of PostgreSQL's own programs, found on the path. The password goes through the environment, since other users of a machine can read
 * its command lines.
 *
 * @param program its name
 * @param url     the database that it works on; null: none
 */
record PostgresTool(String program, PostgresUrl url) {
  private static final Pattern TLS = Pattern.compile("[?&](sslmode|sslrootcert|sslcert|sslkey)=([^&]*)");

  /** Waits for its end; the answer is what it wrote. {@link StoreUnavailable} with its last line when it fails. */
  String run(String... arguments) {
    var words = new ArrayList<>(List.of(program));
    if (url != null) {
      words.addAll(List.of("--no-password", "--dbname=" + place()));
    }
    words.addAll(List.of(arguments));
    try {
      return outcome(start(words));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process start(List<String> words) {
    var command = new ProcessBuilder(words).redirectErrorStream(true);
    var variables = command.environment();
    variables.put("LC_ALL", "C.UTF-8");
    variables.put("PGCONNECT_TIMEOUT", "10");
    if (url != null && url.user() != null) {
      variables.put("PGUSER", url.user());
    }
    if (url != null && url.password() != null) {
      variables.put("PGPASSWORD", url.password());
    }
    try {
      return command.start();
    } catch (IOException e) {
      throw new StoreUnavailable(program + " was not found: install PostgreSQL's client programs, as new as the server or newer.", e);
    }
  }

  /** The program ends with this process, also when that is told to end. */
  private String outcome(Process process) throws IOException {
    try (var ended = new AtEnd(process::destroy)) {
      process.getOutputStream().close();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() == 0) {
        return said;
      }
      throw new StoreUnavailable(program + " failed: " + said.lines().filter(line -> line.contains("error:")).findFirst().orElse(said.strip()), null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable(program + " was interrupted.", e);
    }
  }

  /** Of the parameters of JDBC, those that libpq knows under the same name. */
  private String place() {
    var parameters = TLS.matcher(url.jdbc()).results().map(each -> each.group(1) + "=" + each.group(2)).collect(Collectors.joining("&"));
    return "postgresql://" + url.place() + (parameters.isEmpty() ? "" : "?" + parameters);
  }
}
