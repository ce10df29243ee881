package dochat.support;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What lives in a node's memory, after a full collection of garbage: the text of {@code GC.class_histogram}. */
public record Heap(String histogram) {
  /** Every timer of Vert.x that has been set and has neither fired nor been cancelled. */
  private static final String TIMER = "io.vertx.core.impl.VertxImpl$InternalTimerHandler";

  static Heap of(long pid) {
    return new Heap(Jcmd.ask(pid, "GC.class_histogram"));
  }

  /** How many objects of exactly this class there are. */
  public int count(String type) {
    Pattern line = Pattern.compile("(?m)^ *[0-9]+: +([0-9]+) +[0-9]+ +" + Pattern.quote(type) + "( \\(.*\\))?$");
    return line.matcher(histogram).results().mapToInt(found -> Integer.parseInt(found.group(1))).sum();
  }

  /** All of it. */
  public long bytes() {
    Matcher total = Pattern.compile("(?m)^Total +[0-9]+ +([0-9]+)$").matcher(histogram);
    if (!total.find()) {
      throw new IllegalStateException(histogram);
    }
    return Long.parseLong(total.group(1));
  }

  public int timers() {
    return count(TIMER);
  }
}
