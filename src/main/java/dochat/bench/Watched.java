package dochat.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Processes together, seen from the operating system, and by what nodes count themselves. What cannot be found out is {@link Double#NaN}. Blocks; for the main thread.
 *
 * @param pids none for a node whose process is not known
 * @param ops  where nodes tell operators what they count; none where that is not known
 */
record Watched(List<Long> pids, List<InetSocketAddress> ops) {
  private static final Pattern LINUX_RSS = Pattern.compile("(?m)^VmRSS:\\s*([0-9]+) kB");
  private static final Pattern NUMBER = Pattern.compile("\\s*([0-9]+)\\s*");
  /** The last line of jcmd's histogram of what lives: the number of objects and of their bytes. */
  private static final Pattern LIVE = Pattern.compile("(?m)^Total\\s+[0-9]+\\s+([0-9]+)");
  private static final double NANOS_PER_MICRO = 1_000;
  private static final double KIB = 1_024;

  /** A way to find something out about one. */
  private interface Look<T> {
    double at(T one) throws IOException;
  }

  /** This process. */
  static Watched self() {
    return new Watched(List.of(ProcessHandle.current().pid()), List.of());
  }

  /** A node that somebody else runs; null if its process is not known. */
  static Watched stranger(Long pid) {
    return new Watched(pid == null ? List.of() : List.of(pid), List.of());
  }

  /** Nodes of this run. */
  static Watched nodes(List<Child> nodes) throws IOException {
    List<InetSocketAddress> ops = new ArrayList<>();
    for (Child node : nodes) {
      ops.add(node.ops());
    }
    return new Watched(nodes.stream().map(Child::pid).toList(), ops);
  }

  /** All of both. */
  Watched with(Watched more) {
    return new Watched(Stream.concat(pids.stream(), more.pids.stream()).toList(), Stream.concat(ops.stream(), more.ops.stream()).toList());
  }

  /** Microseconds of processor time that they have had. */
  double cpuMicros() {
    return sum(pids, pid -> ProcessHandle.of(pid).flatMap(process -> process.info().totalCpuDuration()).map(time -> time.toNanos() / NANOS_PER_MICRO).orElse(Double.NaN));
  }

  /** Memory that they have. */
  double rssKib() {
    return sum(pids, Watched::rssKib);
  }

  /** What lives on their heaps; full collections come before. */
  double liveHeapKib() {
    return sum(pids, pid -> number(LIVE, said(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), pid.toString(), "GC.class_histogram")) / KIB);
  }

  /** What all nodes together have counted under this name, with these labels at the beginning if it has any. */
  double count(String metric) {
    return sum(ops, node -> new Ops(node).count(metric));
  }

  private static double rssKib(Long pid) throws IOException {
    Path status = Path.of("/proc", pid.toString(), "status");
    return Files.exists(status) ? number(LINUX_RSS, Files.readString(status)) : number(NUMBER, said("ps", "-o", "rss=", "-p", pid.toString()));
  }

  private static <T> double sum(List<T> all, Look<T> look) {
    double sum = all.isEmpty() ? Double.NaN : 0;
    for (T one : all) {
      try {
        sum += look.at(one);
      } catch (IOException e) {
        return Double.NaN;
      }
    }
    return sum;
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
