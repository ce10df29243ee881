package dochat.config;

/**
 * The ports that a listener may take, the first free one wins.
 *
 * @param first the port to try first, 0 to 65535; 0 lets the system choose any free one
 * @param last  the port to try last, not below the first; 0 exactly when the first is
 */
public record PortRange(int first, int last) {
  /** The highest port number that TCP has. */
  public static final int HIGHEST = 65535;

  public PortRange {
    if (first < 0 || last < first || last > HIGHEST || (first == 0 && last != 0)) {
      throw new IllegalArgumentException("not a range of ports: " + first + " to " + last);
    }
  }

  /** Exactly this port, or any free one if it is 0. */
  public static PortRange only(int port) {
    return new PortRange(port, port);
  }
}
