package dochat.archive;

import java.io.PrintStream;
import java.util.Locale;

/** Tells on standard error how far a long work is: a bar that moves in a terminal, else a line now and then. For one thread. */
final class Progress {
  private static final long BAR_NANOS = 100_000_000L;
  private static final long LINE_NANOS = 5_000_000_000L;
  private static final int BAR_CELLS = 30;
  private static final String CLEAR = "\r\033[K";

  private final PrintStream err;
  private final boolean isTerminal;
  private String done = "";
  private long begun;
  private long told;
  private long first = -1;

  Progress(PrintStream err, boolean isTerminal) {
    this.err = err;
    this.isTerminal = isTerminal;
  }

  /** @param done what happens with the events, as a past participle */
  void begin(String done) {
    this.done = done;
    begun = System.nanoTime();
    told = begun;
    first = -1;
  }

  /**
   * Called as often as one likes.
   *
   * @param all at least {@code events}; 0: not known yet
   */
  void at(long events, long all) {
    first = first < 0 ? events : first;
    long now = System.nanoTime();
    if (now - told >= (isTerminal ? BAR_NANOS : LINE_NANOS)) {
      told = now;
      tell(events, all, (events - first) * 1e9 / (now - begun));
    }
  }

  /** A word between, or the last one; a line of its own. */
  void say(String sentence) {
    err.println((isTerminal ? CLEAR : "") + "dochat: " + sentence);
  }

  private void tell(long events, long all, double perSecond) {
    double share = all == 0 ? 0 : (double) events / all;
    String facts = all == 0 ? "nothing " + done + " yet"
        : String.format(Locale.ROOT, "%,d of %,d events %s (%.0f %%), %,.0f a second", events, all, done, 100 * share, perSecond);
    if (isTerminal) {
      int cells = (int) (share * BAR_CELLS);
      err.print(CLEAR + "[" + "#".repeat(cells) + ".".repeat(BAR_CELLS - cells) + "] " + facts);
      err.flush();
    } else {
      err.println("dochat: " + facts);
    }
  }
}
