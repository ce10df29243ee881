package dochat.verify;

import dochat.verify.Breaker.Struck;
import dochat.verify.Outages.Worst;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run has found out, in words and numbers. */
final class Report {
  private static final int SHOWN = 20;

  private final PrintStream out;
  private final History history;
  private final Crowd crowd;
  private final List<Struck> struck;
  private final int divided;

  /** @param divided how many of the partitions the nodes have noticed */
  Report(PrintStream out, History history, Crowd crowd, List<Struck> struck, int divided) {
    this.out = out;
    this.history = history;
    this.crowd = crowd;
    this.struck = struck;
    this.divided = divided;
  }

  void print(Settling settling, List<Violation> violations) {
    out.println();
    counts();
    faults();
    out.println("Right again after the last fault: " + settling.times().entrySet().stream()
        .map(time -> "%s %.1f s".formatted(time.getKey().name().toLowerCase(Locale.ROOT), time.getValue().toMillis() / 1000.0))
        .collect(Collectors.joining(", ")) + " (for want of a processor: %.1f s)".formatted(settling.queued().toMillis() / 1000.0));
    out.println();
    verdict(violations);
  }

  private void counts() {
    List<Entry> saved = history.logs().stream().collect(Collectors.toMap(Log::room, Log::entries, (first, second) -> first)).values().stream()
        .flatMap(List::stream).toList();
    out.println("%,d events written: %s; %,d deliveries to %d readers, %d resets"
        .formatted(history.writes().size(), fates(history.writes(), saved), crowd.deliveries(), history.views().size(), crowd.resets()));
    history.writes().stream().collect(Collectors.groupingBy(write -> write.act().type(), TreeMap::new, Collectors.toList())).forEach((type, writes) ->
        out.println("  %-8s %,7d: %s".formatted(type, writes.size(), fates(writes, saved.stream().filter(entry -> entry.act().is(type)).toList()))));
    out.println("Connections: " + list(crowd.connections()));
    out.println("Refusals: " + list(crowd.refusals()));
  }

  private static String fates(List<Write> writes, List<Entry> saved) {
    long acknowledged = writes.stream().filter(write -> write.fate().isAcknowledged()).count();
    long refused = writes.stream().filter(write -> write.fate().isRefused()).count();
    return "%,d acknowledged, %,d refused for good, %,d unknown; %,d in the log".formatted(acknowledged, refused, writes.size() - acknowledged - refused, saved.size());
  }

  private static String list(Map<String, Long> counts) {
    return counts.isEmpty() ? "none" : counts.entrySet().stream().map(count -> count.getKey() + " " + count.getValue()).collect(Collectors.joining(", "));
  }

  /** The worst of each kind. */
  private void faults() {
    Map<String, List<Worst>> worst = new LinkedHashMap<>();
    for (int i = 0; i < struck.size(); i++) {
      Struck one = struck.get(i);
      long next = i + 1 < struck.size() ? struck.get(i + 1).from() : Long.MAX_VALUE;
      worst.computeIfAbsent(one.fault(), kind -> new ArrayList<>()).add(crowd.outages().of(one.from(), one.to(), next));
    }
    int width = worst.keySet().stream().mapToInt(String::length).max().orElse(0) + 1;
    out.println(("%-" + width + "s times   longest outage   time to recover").formatted("fault"));
    worst.forEach((fault, all) -> out.println(("%-" + width + "s %5d %14.1f s %15.1f s").formatted(fault, all.size(),
        seconds(all.stream().map(Worst::longest)), seconds(all.stream().map(Worst::recovery)))));
    out.println("Longest outage at other times: %.1f s".formatted(crowd.outages().between(struck).toMillis() / 1000.0));
    if (worst.containsKey(Fault.PARTITION.option())) {
      out.println("Partitions of which the nodes took notice: %d of %d".formatted(divided, worst.get(Fault.PARTITION.option()).size()));
    }
  }

  private static double seconds(Stream<Duration> times) {
    return times.max(Comparator.naturalOrder()).orElse(Duration.ZERO).toMillis() / 1000.0;
  }

  private void verdict(List<Violation> violations) {
    if (violations.isEmpty()) {
      out.println("Every promise was kept: nothing lost, nothing twice, one order for all.");
      return;
    }
    out.println("BROKEN: " + Checker.summary(violations));
    violations.stream().limit(SHOWN).forEach(violation -> out.println("  " + violation));
    if (violations.size() > SHOWN) {
      out.println("  … and " + (violations.size() - SHOWN) + " more");
    }
  }
}
