package dochat.cluster;

import dochat.support.ChatClient;
import dochat.support.Refused;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Posts one message after the other into a room and repeats what is refused, with the same id, until it is told to end. */
final class Poster extends Thread {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final ChatClient client;
  private final String room;
  private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
  private final Set<String> refusals = ConcurrentHashMap.newKeySet();
  private volatile long longestMillis;
  private volatile long lastNanos = System.nanoTime();
  private volatile boolean ends;
  private volatile Throwable failure;

  Poster(ChatClient client, String name, String room) {
    super(name);
    setDaemon(true);
    this.client = client;
    this.room = room;
    start();
  }

  String room() {
    return room;
  }

  Map<String, Long> acknowledged() {
    return acknowledged;
  }

  /** The codes with which posts were refused. */
  Set<String> refusals() {
    return refusals;
  }

  /** How long the slowest answer took, refusals included, since the last {@link #forget}; an answer that is missing counts. */
  long longestMillis() {
    return Math.max(longestMillis, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastNanos));
  }

  void forget() {
    longestMillis = 0;
    refusals.clear();
  }

  void end() throws InterruptedException {
    ends = true;
    join();
    if (failure != null) {
      throw new AssertionError(getName() + " failed", failure);
    }
  }

  @Override
  public void run() {
    try {
      for (int count = 0; !ends; count++) {
        postUntilAcknowledged(getName() + "-" + count);
      }
    } catch (RuntimeException | AssertionError e) {
      failure = e;
    }
  }

  private void postUntilAcknowledged(String id) {
    while (!acknowledged.containsKey(id)) {
      lastNanos = System.nanoTime();
      try {
        acknowledged.put(id, client.post(room, id, "text of " + id));
      } catch (Refused refused) {
        refusals.add(refused.code());
      }
      longestMillis = longestMillis();
      LockSupport.parkNanos(PAUSE_NANOS);
      lastNanos = System.nanoTime();
    }
  }
}
