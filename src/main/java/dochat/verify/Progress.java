package dochat.verify;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Tells a person how far a run is: a line every few seconds, or one line with a bar at a terminal. Any thread may tell it; it prints on the loop. */
final class Progress {
  private static final long LINE_MILLIS = 5_000;
  private static final long BAR_MILLIS = 500;
  private static final int BAR_COLUMNS = 20;
  private static final String ERASE = "\r\u001b[K";

  private final PrintStream out;
  private final Crowd crowd;
  private final boolean isTerminal;
  private final Duration expected;
  private final long begin = System.nanoTime();
  private final long timer;
  private volatile String now = "calm";

  Progress(PrintStream out, Crowd crowd, boolean isTerminal, Duration expected) {
    this.out = out;
    this.crowd = crowd;
    this.isTerminal = isTerminal;
    this.expected = expected;
    this.timer = crowd.desk().vertx().setPeriodic(isTerminal ? BAR_MILLIS : LINE_MILLIS, tick -> print());
  }

  /** What is going on. */
  void now(String what) {
    now = what;
  }

  /** A line that stays. */
  void say(String line) {
    out.println((isTerminal ? ERASE : "") + "%4d s  %s".formatted(seconds(), line));
  }

  void end() {
    crowd.desk().vertx().cancelTimer(timer);
    if (isTerminal) {
      out.print(ERASE);
    }
  }

  private void print() {
    String state = "%,d acknowledged · %,d delivered · %d waiting · %d of %d connected · %s".formatted(crowd.acknowledged(), crowd.deliveries(),
        crowd.unanswered(), crowd.connected(), crowd.clients().size(), now);
    if (isTerminal) {
      out.print(ERASE + bar() + " " + state);
      out.flush();
    } else {
      say(state);
    }
  }

  private String bar() {
    int done = (int) Math.min(BAR_COLUMNS, BAR_COLUMNS * seconds() / Math.max(1, expected.toSeconds()));
    return "█".repeat(done) + "░".repeat(BAR_COLUMNS - done);
  }

  private long seconds() {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
  }
}
