package dochat.door;

import com.sun.management.UnixOperatingSystemMXBean;
import dochat.config.Config;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Semaphore;

/**
 * How many connections a node takes, at all its doors together. A few more stay until they have heard that it is full; who comes on top of
 * those is cut without a word. One for a node; any thread.
 */
public final class Capacity {
  /** Half of the heap is for connections. */
  private static final int PART_OF_THE_HEAP = 2;
  /** What one costs that has signed in and listens to a room. Source: the measurement in docs/operations.md, rounded up. */
  private static final long CONNECTION_BYTES = 20_480;
  /** Files that one may need: a client of SockJS without WebSocket has two more, between its node and its home. */
  private static final int FILES = 3;
  /** Files that a node needs for itself. */
  private static final int OTHER_FILES = 256;
  /** For so many connections one more may be beginning with TLS at each door, which takes less than half of what one costs. */
  private static final int SEATS_A_BEGINNER = 4;
  /** For so many connections one more may hear that the node is full, */
  private static final int SEATS_A_VISITOR = 16;
  /** and so many in any case. */
  private static final int FEWEST_VISITORS = 16;

  private final int most;
  private final Semaphore seats;

  /** @param most connections, at least 1 */
  public Capacity(int most) {
    this.most = most;
    this.seats = new Semaphore(most);
  }

  /** What the heap and the files of this process carry. */
  public static int ofThisProcess() {
    return of(Runtime.getRuntime().maxMemory(), files());
  }

  static int of(long heapBytes, long files) {
    long carried = Math.min(heapBytes / PART_OF_THE_HEAP / CONNECTION_BYTES, (files - OTHER_FILES) / FILES);
    return (int) Math.max(1, Math.min(carried, Config.MOST_CONNECTIONS));
  }

  private static long files() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix ? unix.getMaxFileDescriptorCount() : Long.MAX_VALUE;
  }

  /** How many it takes. */
  public int most() {
    return most;
  }

  /** How many it has. */
  public int taken() {
    return most - seats.availablePermits();
  }

  /** Takes one of them; false, and nothing is taken, when all are. */
  boolean take() {
    return seats.tryAcquire();
  }

  void give() {
    seats.release();
  }

  /** How many more may stay for a moment at each door, for each reason to refuse them. */
  int visitors() {
    return FEWEST_VISITORS + most / SEATS_A_VISITOR;
  }

  /** How many more may be beginning with TLS at each door. */
  int beginners() {
    return FEWEST_VISITORS + most / SEATS_A_BEGINNER;
  }
}
