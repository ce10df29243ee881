package dochat.support;

import dochat.model.Event;
import dochat.model.User;
import dochat.protocol.Views;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/** Messages of 128 characters as they ride to nodes and clients, for benchmarks. */
public final class EncodedEvents {
  private static final String TEXT = "x".repeat(128);

  private EncodedEvents() {
  }

  /** So many events, from this number on. */
  public static List<String> from(long first, int count) {
    return LongStream.range(first, first + count).mapToObj(seq -> Views.event(new Event(seq, Event.MESSAGE, "00000000-0000-4000-8000-" + String.format("%012d", seq),
        new User("u-0123456789ab", "Anna"), TEXT, Instant.ofEpochMilli(1_700_000_000_000L + seq))).encode()).toList();
  }
}
