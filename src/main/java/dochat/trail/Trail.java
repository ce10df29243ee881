package dochat.trail;

import dochat.trail.Receipt.Source;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/**
 * The stages of the newest messages on this node: posted, committed, published, received, handed to clients. Told where each happens, once
 * for an event or a batch, never for a client, and never waited for. One per node; any thread may tell and ask (docs/decisions/0020).
 */
public final class Trail {
  /** Entries of each kind that are kept: some thousands of messages, a megabyte or two. */
  static final int KEPT = 8_192;

  private final long beganMicros = nowMicros();
  private final Ring<Posting> postings;
  private final Ring<Receipt> receipts;
  private final Ring<Handing> handings;

  public Trail() {
    this(KEPT);
  }

  Trail(int kept) {
    postings = new Ring<>(kept);
    receipts = new Ring<>(kept);
    handings = new Ring<>(kept);
  }

  /** By this machine's clock, microseconds since 1970. */
  public static long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  /** A message came in here, was committed, and given to the bus. */
  public void posted(Posting posting) {
    postings.add(posting);
  }

  /** These events are in this node's tail now. */
  public void received(String room, String epoch, long first, long last, Source source) {
    receipts.add(new Receipt(room, epoch, first, last, nowMicros(), source));
  }

  /** A client was handed these events. */
  public void handed(Handing handing) {
    if (handing.count()) {
      handings.add(handing);
    }
  }

  /** What is known of a message. */
  public Steps of(String room, String epoch, long seq) {
    return new Steps(
        postings.newest().filter(posting -> posting.seq() == seq && posting.room().equals(room) && posting.epoch().equals(epoch)).findFirst().orElse(null),
        receipts.newest().filter(receipt -> receipt.has(room, epoch, seq)).toList(),
        handings.newest().filter(handing -> handing.has(room, epoch, seq)).toList(), sinceMicros());
  }

  /** The messages that came in here under this client id. */
  public List<Posting> posted(String id) {
    return postings.newest().filter(posting -> posting.id().equals(id)).toList();
  }

  /** Of nothing that happened after this moment has anything been forgotten. */
  private long sinceMicros() {
    return Stream.of(Stream.of(beganMicros), postings.forgotten().map(Posting::postedMicros).stream(), receipts.forgotten().map(Receipt::micros).stream(),
        handings.forgotten().map(Handing::endedMicros).stream()).flatMap(each -> each).mapToLong(Long::longValue).max().getAsLong();
  }

  /**
   * What this node knows of one message.
   *
   * @param posting     null where it came in elsewhere
   * @param receipts    how it came to the tail, the newest first; more than once where the room was opened again
   * @param handings    the frames in which it went to clients, the newest first
   * @param sinceMicros nothing of later times is forgotten
   */
  public record Steps(Posting posting, List<Receipt> receipts, List<Handing> handings, long sinceMicros) {
  }
}
