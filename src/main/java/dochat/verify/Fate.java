package dochat.verify;

import java.util.Set;

/**
 * What became of what a client wrote, as far as it was told. If it was neither acknowledged nor refused, it is not known whether it was saved.
 *
 * @param sent      when it was sent for the first time, in nanoseconds of the run; {@link #NEVER}, if it was not
 * @param answered  when it was acknowledged for the first time, likewise
 * @param numbers   the numbers under which it was acknowledged; none where the answer had none
 * @param isRefused whether the node has said that it was not saved, and nobody has tried again
 * @param attempts  how often it was sent without a certain answer that no event came of it
 */
record Fate(long sent, long answered, Set<Long> numbers, boolean isRefused, int attempts) {
  static final long NEVER = Long.MAX_VALUE;

  boolean isAcknowledged() {
    return answered != NEVER;
  }

  /** Whether the answer was that it is so, now or already. */
  boolean isNumberless() {
    return isAcknowledged() && numbers.isEmpty();
  }
}
