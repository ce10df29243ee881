package dochat.bench;

import io.netty.util.concurrent.ScheduledFuture;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/** Tells a person how far a run is: a line every few seconds, or one line that changes at a terminal. The main thread tells it, it prints on the loop. */
final class Progress implements AutoCloseable {
  private static final long LINE_MILLIS = 5_000;
  private static final long GLANCE_MILLIS = 500;
  private static final String ERASE = "\r\u001b[K";

  private final PrintStream out;
  private final Fleet fleet;
  private final boolean isTerminal;
  private final ScheduledFuture<?> timer;
  private volatile String now = "begins";

  Progress(PrintStream out, Fleet fleet, boolean isTerminal) {
    this.out = out;
    this.fleet = fleet;
    this.isTerminal = isTerminal;
    long millis = isTerminal ? GLANCE_MILLIS : LINE_MILLIS;
    this.timer = fleet.loop().scheduleAtFixedRate(this::print, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** What is going on. */
  void now(String what) {
    now = what;
  }

  /** Makes place for a line that stays. */
  void erase() {
    if (isTerminal) {
      out.print(ERASE);
      out.flush();
    }
  }

  @Override
  public void close() {
    timer.cancel(false);
    erase();
  }

  private void print() {
    String state = "%4d s  %s · %,d of %,d connected · %,d delivered".formatted(TimeUnit.NANOSECONDS.toSeconds(Stamp.now()), now, fleet.ready(),
        fleet.asked(), fleet.meter().received());
    if (isTerminal) {
      out.print(ERASE + state);
      out.flush();
    } else {
      out.println(state);
    }
  }
}
