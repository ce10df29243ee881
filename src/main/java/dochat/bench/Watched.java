package dochat.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process, seen from the operating system. What cannot be found out is {@link Double#NaN}. Blocks; for the main thread.
 *
 * @param pid null for a node whose process is not known
 */
record Watched(Long pid) {
  private static final Pattern LINUX_RSS = Pattern.compile("(?m)^VmRSS:\\s*([0-9]+) kB");
  private static final Pattern NUMBER = Pattern.compile("\\s*([0-9]+)\\s*");
  /** The last line of jcmd's histogram of what lives: the number of objects and of their bytes. */
  private static final Pattern LIVE = Pattern.compile("(?m)^Total\\s+[0-9]+\\s+([0-9]+)");
  private static final double NANOS_PER_MICRO = 1_000;
  private static final double KIB = 1_024;

  /** This process. */
  static Watched self() {
    return new Watched(ProcessHandle.current().pid());
  }

  /** Microseconds of processor time that it has had. */
  double cpuMicros() {
    return pid == null ? Double.NaN
        : ProcessHandle.of(pid).flatMap(process -> process.info().totalCpuDuration()).map(time -> time.toNanos() / NANOS_PER_MICRO).orElse(Double.NaN);
  }

  /** Memory that it has. */
  double rssKib() {
    if (pid == null) {
      return Double.NaN;
    }
    Path status = Path.of("/proc", pid.toString(), "status");
    try {
      return Files.exists(status) ? number(LINUX_RSS, Files.readString(status)) : number(NUMBER, said("ps", "-o", "rss=", "-p", pid.toString()));
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  /** What lives on its heap; a full collection comes before. */
  double liveHeapKib() {
    if (pid == null) {
      return Double.NaN;
    }
    try {
      return number(LIVE, said(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), pid.toString(), "GC.class_histogram")) / KIB;
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  private static double number(Pattern pattern, String text) {
    Matcher number = pattern.matcher(text);
    return number.find() ? Double.parseDouble(number.group(1)) : Double.NaN;
  }

  private static String said(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
