package dochat.security;

import dochat.protocol.Problem;
import java.util.function.LongSupplier;

/**
 * How often passwords, and secrets of links, may be tried at this node. Strangers are limited by the network that they come from, and by the handle, whichever networks they come from;
 * a device that has signed in before by itself alone: so nobody who guesses keeps it out. Any thread may call.
 */
public final class Tries {
  private static final double MINUTE = 60;

  private final RateLimit networks;
  private final RateLimit handles;
  private final RateLimit devices;

  public Tries() {
    this(System::nanoTime);
  }

  Tries(LongSupplier nanos) {
    networks = new RateLimit(1, 30, nanos);
    handles = new RateLimit(2 / MINUTE, 20, nanos);
    devices = new RateLimit(6 / MINUTE, 10, nanos);
  }

  /** Throws {@code rate_limited} when too much is tried from this network. */
  public void from(String network) {
    check(networks.take(network));
  }

  /** Throws {@code rate_limited} when strangers have tried this handle too often. */
  void of(String handle) {
    check(handles.take(handle));
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
