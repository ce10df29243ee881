package dochat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import sun.misc.Signal;

/**
 * What a person, a service manager or Kubernetes says to end a node. A shutdown hook would do for that, but the process would then end with
 * the signal's number, as if it had failed, and a second signal would wait for the hook as well. Any thread may bring a signal.
 */
@SuppressWarnings("sunapi") // of the module jdk.unsupported, which stays until there is another way (JEP 260)
final class Signals {
  private static final String HANGUP = "HUP";
  private static final List<String> NAMES = List.of("TERM", "INT", HANGUP);
  /** What a shell says of a program that a signal has ended: so much, and the signal's number. */
  private static final int ENDED_BY_SIGNAL = 128;
  /** Nobody has lost patience sooner: systemd sends two at once (SendSIGHUP), and so may whatever passes Ctrl-C on. */
  private static final long TOGETHER_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Runnable told;
  private final LongSupplier nanos;
  private final IntConsumer end;
  private final AtomicReference<Long> firstNanos = new AtomicReference<>();

  /** @param end takes the exit code with which the process ends at once */
  Signals(Runnable told, LongSupplier nanos, IntConsumer end) {
    this.told = told;
    this.nanos = nanos;
    this.end = end;
  }

  /** Calls this at the first signal, on a thread of its own. SIGTERM or SIGINT, a second or more later, ends the process at once. */
  static void callAtFirst(Runnable told) {
    Signals signals = new Signals(told, System::nanoTime, Runtime.getRuntime()::halt);
    NAMES.forEach(name -> listen(name, signal -> signals.heard(signal.getName(), signal.getNumber())));
  }

  /** A terminal that is closed says so twice, by its shell and by the kernel, and means no more by it: that never is a second signal. */
  void heard(String name, int number) {
    long now = nanos.getAsLong();
    Long first = firstNanos.compareAndExchange(null, now);
    if (first == null) {
      told.run();
    } else if (!name.equals(HANGUP) && now - first >= TOGETHER_NANOS) {
      end.accept(ENDED_BY_SIGNAL + number);
    }
  }

  /** Where a platform does not have it, or the JVM was told to leave it alone, it does what it does there. */
  private static void listen(String name, sun.misc.SignalHandler handler) {
    try {
      Signal.handle(new Signal(name), handler);
    } catch (IllegalArgumentException unknown) {
      // Windows has no HUP.
    }
  }
}
