package dochat.trail;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * Events of a room that go to clients as one frame: how many clients were handed it, and when. Made with the frame and shared as that is, so
 * that a client costs one count. Any thread may count.
 */
public final class Handing {
  private static final AtomicIntegerFieldUpdater<Handing> CLIENTS = AtomicIntegerFieldUpdater.newUpdater(Handing.class, "clients");

  private final String room;
  private final String epoch;
  private final long first;
  private final long last;
  private volatile int clients;
  private volatile long beganMicros;
  private volatile long endedMicros;

  /** Of these events, which nobody has been handed yet. */
  public Handing(String room, String epoch, long first, long last) {
    this.room = room;
    this.epoch = epoch;
    this.first = first;
    this.last = last;
  }

  /** One client more; the answer is whether it is the first one. */
  boolean count() {
    boolean isFirst = CLIENTS.getAndIncrement(this) == 0;
    if (isFirst) {
      beganMicros = Trail.nowMicros();
    }
    return isFirst;
  }

  /** An event loop has been through all its clients that could take it. */
  public void walked() {
    if (clients > 0) {
      endedMicros = Trail.nowMicros();
    }
  }

  /** How many clients were handed it. */
  public int clients() {
    return clients;
  }

  /** When the first one was, in microseconds since 1970. */
  public long beganMicros() {
    return beganMicros;
  }

  /** By when those were that could take it at once; clients that were slow and shared the frame may have been later. */
  public long endedMicros() {
    return Math.max(beganMicros, endedMicros);
  }

  boolean has(String room, String epoch, long seq) {
    return first <= seq && seq <= last && this.room.equals(room) && this.epoch.equals(epoch);
  }
}
