package dochat;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;

/**
 * What a person, a service manager or Kubernetes says to end a node. A shutdown hook would do for that, but the process would then end with
 * the signal's number, as if it had failed, and a second signal would wait for the hook as well.
 */
@SuppressWarnings("sunapi") // of the module jdk.unsupported, which stays until there is another way (JEP 260)
final class Signals {
  private static final List<String> NAMES = List.of("TERM", "INT", "HUP");
  /** What a shell says of a program that a signal has ended: so much, and the signal's number. */
  private static final int ENDED_BY_SIGNAL = 128;

  private Signals() {
  }

  /** Calls this at the first signal, on a thread of its own. The next one ends the process at once. */
  static void callAtFirst(Runnable told) {
    AtomicBoolean isTold = new AtomicBoolean();
    NAMES.forEach(name -> listen(name, signal -> {
      if (isTold.getAndSet(true)) {
        Runtime.getRuntime().halt(ENDED_BY_SIGNAL + signal.getNumber());
      }
      told.run();
    }));
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
