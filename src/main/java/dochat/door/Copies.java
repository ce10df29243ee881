package dochat.door;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * What is on its way to clients of one event loop, outside of the heap, where a socket takes it from: each message once, however many clients are sent it and however
 * slowly they take it (decision 56). Lives on that loop.
 */
final class Copies {
  private final Map<byte[], Copy> copies = new IdentityHashMap<>();
  /** Stays until another one is made: mostly the next client is sent the same when this one has taken it. */
  private Copy latest;

  /**
   * One more client is sent this message.
   *
   * @param message nobody writes into it; the same array is the same message
   */
  Copy of(byte[] message, ByteBufAllocator buffers) {
    Copy copy = latest != null && latest.message == message ? latest : copies.get(message);
    if (copy == null) {
      copy = new Copy(message, buffers.directBuffer(message.length, message.length).writeBytes(message));
      copies.put(message, copy);
      Copy before = latest;
      latest = copy;
      if (before != null) {
        before.letGo();
      }
    }
    copy.clients++;
    return copy;
  }

  /** How many there are. */
  int size() {
    return copies.size();
  }

  /** One message. */
  final class Copy {
    private final byte[] message;
    private final ByteBuf bytes;
    private int clients;

    private Copy(byte[] message, ByteBuf bytes) {
      this.message = message;
      this.bytes = bytes;
    }

    /** A part of it, to be released by who takes it, before the client is done with the message. */
    ByteBuf part(int from, int length) {
      return bytes.retainedSlice(from, length);
    }

    /** How many of its bytes each of its clients answers for. */
    long share() {
      return bytes.capacity() / Math.max(1, clients);
    }

    /** One client has it, or will not get it any more. */
    void done() {
      clients--;
      letGo();
    }

    private void letGo() {
      if (clients == 0 && this != latest) {
        copies.remove(message);
        bytes.release();
      }
    }
  }
}
