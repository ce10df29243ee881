package dochat.security;

import dochat.protocol.Problem;
import java.util.function.LongSupplier;

/**
 * How often passwords, and secrets of links, may be tried at this node. Strangers are limited by the network that they come from, and by the handle, whichever networks they come from;
 * a device that has signed in before by itself alone: so nobody who guesses keeps it out. Any thread may call.
 *
 * <p>Where a handle has been tried as often as it may be, a network that has hardly tried it has a few tries more: so whoever guesses from some networks keeps its owner out of no new
 * device elsewhere. As each such try may be a guess as well, those are limited for the handle, too: who guesses from more than 20 networks keeps new devices out for a while, from 60 on for as
 * long as they go on; and from one's own network, as behind a proxy that all come by, it takes no more than one. However many networks there are, a handle is tried 80 times at once and 8
 * times a minute at most.
 */
public final class Tries {
  private static final double MINUTE = 60;

  private final RateLimit networks;
  private final RateLimit handles;
  /** Tries of a handle that is tried too often, from whichever networks. */
  private final RateLimit spare;
  /** Those of one network, by both. */
  private final RateLimit newcomers;
  private final RateLimit devices;

  public Tries() {
    this(System::nanoTime);
  }

  Tries(LongSupplier nanos) {
    networks = new RateLimit(1, 30, nanos);
    handles = new RateLimit(2 / MINUTE, 20, nanos);
    spare = new RateLimit(6 / MINUTE, 60, nanos);
    newcomers = new RateLimit(0.1 / MINUTE, 3, nanos);
    devices = new RateLimit(6 / MINUTE, 10, nanos);
  }

  /** Throws {@code rate_limited} when too much is tried from this network. */
  public void from(String network) {
    check(networks.take(network));
  }

  /** Throws {@code rate_limited} when strangers have tried this handle too often, and those from this network more than hardly. */
  void of(String handle, String network) {
    int waitSeconds = handles.take(handle);
    check(waitSeconds > 0 && isSpared(handle, network + " " + handle) ? 0 : waitSeconds);
  }

  /** Who has none left of their own takes none of those that all newcomers share. */
  private boolean isSpared(String handle, String newcomer) {
    return newcomers.has(newcomer) && spare.take(handle) == 0 && newcomers.take(newcomer) == 0;
  }

  /** Throws {@code rate_limited} when this device has tried too often. */
  void by(String device) {
    check(devices.take(device));
  }

  private static void check(int waitSeconds) {
    if (waitSeconds > 0) {
      throw Problem.rateLimited(waitSeconds);
    }
  }
}
