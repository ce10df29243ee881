package dochat.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** The dump's contents without the entries in which this is found, for {@code --use-list}. */
  Contents listWithout(Path dump, String unwanted) {
    var pattern = Pattern.compile(unwanted);
    var entries = run("--list", dump.toString()).lines().filter(line -> !pattern.matcher(line).find()).collect(Collectors.joining("\n"));
    try {
      return new Contents(Files.writeString(Files.createTempFile("dochat-restore", ".list"), entries));
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

  private String outcome(Process process) throws IOException {
    process.getOutputStream().close();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() == 0) {
        return said;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroy();
    }
    throw new StoreUnavailable(program + " failed: " + said.lines().filter(line -> line.contains("error:")).findFirst().orElse(said.strip()), null);
  }

  /** Of the parameters of JDBC, those that libpq knows under the same name. */
  private String place() {
    var parameters = TLS.matcher(url.jdbc()).results().map(each -> each.group(1) + "=" + each.group(2)).collect(Collectors.joining("&"));
    return "postgresql://" + url.place() + (parameters.isEmpty() ? "" : "?" + parameters);
  }

  /** A temporary file with a list of a dump's entries. */
  record Contents(Path path) implements AutoCloseable {
    @Override
    public void close() {
      try {
        Files.delete(path);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
