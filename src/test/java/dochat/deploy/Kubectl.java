package dochat.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A shell of somebody with kubectl, who knows nothing but what this environment says: no cluster and no home of whoever runs the tests. */
record Kubectl(Map<String, String> environment) {
  /** Where .ci/prepare puts kubectl when this machine has none. */
  private static final Path FETCHED = Path.of("target/kubectl").toAbsolutePath();

  /**
   * What came of a command.
   *
   * @param said on standard output; what it complains of is seen among what the tests say
   */
  record Answer(int code, String said) {
  }

  Answer type(String command) {
    ProcessBuilder shell = new ProcessBuilder("sh", "-c", command).redirectError(ProcessBuilder.Redirect.INHERIT);
    String path = shell.environment().get("PATH");
    shell.environment().clear();
    shell.environment().put("PATH", FETCHED + ":" + path);
    shell.environment().putAll(environment);
    try {
      Process process = shell.start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Answer(process.waitFor(), said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
