package dochat.verify;

import java.util.List;

/**
 * All that one reader was told of a room, in the order in which it came, over all of its connections.
 *
 * @param start where it began
 */
record View(String reader, String room, Cursor start, List<Look> looks) {
  /** One thing that it was told. */
  sealed interface Look {
  }

  /**
   * An event.
   *
   * @param print {@link Entry#print()} of it
   * @param at    when, in nanoseconds of the run
   */
  record Saw(long seq, long print, long at) implements Look {
  }

  /** To forget what it has, and to go on live from there. */
  record Reset(Cursor cursor) implements Look {
  }
}
