package dochat.protocol;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A frame as it goes over the wire, encoded once, whoever it goes to. It knows for how many clients it is held, each of whom answers for a
 * part of it: what a frame costs a node does not depend on who reads it. Any thread may hold and release it.
 */
public final class Frame {
  private final byte[] bytes;
  private final AtomicInteger holders = new AtomicInteger();

  private Frame(byte[] bytes) {
    this.bytes = bytes;
  }

  /** In UTF-8. */
  public static Frame of(String text) {
    return new Frame(text.getBytes(StandardCharsets.UTF_8));
  }

  /** These bytes, into which nobody writes any more. */
  static Frame of(byte[] bytes) {
    return new Frame(bytes);
  }

  /** The same array for everybody; nobody writes into it. */
  public byte[] bytes() {
    return bytes;
  }

  /** From now on it is held for one more client. */
  public void hold() {
    holders.incrementAndGet();
  }

  /** For one of them no longer. */
  public void release() {
    holders.decrementAndGet();
  }

  /** How many of its bytes each of its holders answers for. */
  public long share() {
    return bytes.length / Math.max(1, holders.get());
  }
}
