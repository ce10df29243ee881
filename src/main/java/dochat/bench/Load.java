package dochat.bench;

import java.io.IOException;
import java.util.List;

/** Writes into rooms, one after the other, and in each its authors take turns. Its methods are the loop's, but for those of a {@link Course}. */
final class Load {
  /** So many at one go; then it is seen what has come. */
  private static final int BURST = 64;

  private final Fleet fleet;
  private final List<Room> rooms;
  private final String run = Long.toString(System.nanoTime(), Character.MAX_RADIX);
  private int sent;

  Load(Fleet fleet, List<Room> rooms) {
    this.fleet = fleet;
    this.rooms = rooms;
  }

  /** How messages follow each other. Its methods block the main thread. */
  interface Course {
    void begin() throws IOException;

    /** Goes on up to this moment. */
    void until(long stamp) throws IOException;

    void end() throws IOException;
  }

  /** Closed loop: as soon as fewer than so many messages are on their way. */
  Course window(int messages) {
    return new Course() {
      private boolean isOpen = true;

      @Override
      public void begin() throws IOException {
        fleet.ask(() -> {
          fleet.afterRead(this::fill);
          fill();
          return isOpen;
        });
      }

      @Override
      public void until(long stamp) throws IOException {
        Pause.until(stamp);
      }

      @Override
      public void end() throws IOException {
        fleet.ask(() -> isOpen = false);
      }

      private void fill() {
        for (int i = 0; isOpen && i < BURST && onTheirWay() < messages; i++) {
          post(Stamp.now());
        }
      }
    };
  }

  /** Open loop: so many a second, whatever becomes of them. */
  Course pace(double perSecond) {
    return new Course() {
      private static final double SECOND_NANOS = 1e9;
      private long begin;
      private long next;

      @Override
      public void begin() {
        begin = Stamp.now();
      }

      @Override
      public void until(long stamp) throws IOException {
        for (long due = due(); due < stamp; due = due()) {
          Pause.until(due);
          long scheduled = due;
          fleet.loop().execute(() -> post(scheduled));
          next++;
        }
        Pause.until(stamp);
      }

      @Override
      public void end() {
        // nothing is written that was not asked for
      }

      private long due() {
        return begin + (long) (next * SECOND_NANOS / perSecond);
      }
    };
  }

  private double onTheirWay() {
    int listeners = rooms.get(0).listeners();
    return listeners == 0 ? fleet.meter().unanswered() : (double) fleet.meter().outstanding() / listeners;
  }

  private void post(long stamp) {
    List<Author> authors = rooms.get(sent % rooms.size()).authors();
    authors.get(sent / rooms.size() % authors.size()).post(run + "-" + sent, stamp);
    sent++;
  }
}
