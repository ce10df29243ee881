package dochat.bench;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What is counted while a load runs. A time is counted from when the message was to be sent, not from when it was: whoever is late, node or generator, that
 * shows. Lives on the loop; read by others when the loop has nothing more to count.
 */
final class Meter {
  private static final int DIGITS = 3;

  private final Histogram deliveries = new Histogram(DIGITS);
  private final Histogram answers = new Histogram(DIGITS);
  private final Map<String, Long> refusals = new TreeMap<>();
  private long from = Long.MAX_VALUE;
  private long to = Long.MAX_VALUE;
  private long delivered;
  private long acknowledged;
  private long sent;
  private long answered;
  private long owed;
  private long received;
  private long twice;

  /** Measures what happens between these two moments, and how long that takes which was to begin between them. */
  void measure(long from, long to) {
    this.from = from;
    this.to = to;
  }

  /** A message was sent, to so many. */
  void sent(int listeners) {
    sent++;
    owed += listeners;
  }

  /** A message was sent, to so many, that nobody answers. */
  void passed(int listeners) {
    owed += listeners;
  }

  /** An event came to a client. */
  void delivered(long stamp, long now) {
    received++;
    delivered += isWithin(now) ? 1 : 0;
    record(deliveries, stamp, now);
  }

  void acknowledged(long stamp, long now, boolean isNew) {
    answered++;
    twice += isNew ? 0 : 1;
    acknowledged += isWithin(now) ? 1 : 0;
    record(answers, stamp, now);
  }

  /** A message was not taken, and nobody will get it. */
  void refused(String code, int listeners) {
    answered++;
    owed -= listeners;
    refusals.merge(code, 1L, Long::sum);
  }

  /** Messages that were sent and not answered. */
  long unanswered() {
    return sent - answered;
  }

  /** Deliveries of what was sent, that have not come. */
  long outstanding() {
    return owed - received;
  }

  /** All that came. */
  long received() {
    return received;
  }

  /** Deliveries within the time that is measured. */
  long delivered() {
    return delivered;
  }

  /** Acknowledgements within it. */
  long acknowledged() {
    return acknowledged;
  }

  /** Numbers that were acknowledged twice. */
  long twice() {
    return twice;
  }

  /** Nanoseconds from schedule to client. */
  Histogram deliveries() {
    return deliveries;
  }

  /** Nanoseconds from schedule to acknowledgement. */
  Histogram answers() {
    return answers;
  }

  /** How many, by code. */
  Map<String, Long> refusals() {
    return refusals;
  }

  private void record(Histogram times, long stamp, long now) {
    if (stamp >= from && stamp < to) {
      times.recordValue(Math.max(0, now - stamp));
    }
  }

  private boolean isWithin(long now) {
    return now >= from && now < to;
  }
}
