package dochat.session;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;

/** The lasting clients of a node, which its event loops have among them. Any thread may call. */
public final class Crowd {
  private final List<Part> parts = new CopyOnWriteArrayList<>();

  /** An event loop's part of it: how many they are, and what sends so many of them away, both from any thread. */
  void add(IntSupplier size, IntConsumer shed) {
    parts.add(new Part(size, shed));
  }

  /** How many they are now. */
  public int size() {
    return parts.stream().mapToInt(part -> part.size.getAsInt()).sum();
  }

  /** Sends so many of them to other nodes, of each event loop its share, the oldest of each first. */
  public void shed(int clients) {
    long all = size();
    long counted = 0;
    int given = 0;
    // What is left of a client is up to chance, so that none of them has the whole ones always.
    double chance = ThreadLocalRandom.current().nextDouble();
    for (Part part : parts) {
      counted += part.size.getAsInt();
      int due = all == 0 ? 0 : (int) Math.min(clients, clients * (double) counted / all + chance);
      part.shed.accept(Math.max(0, due - given));
      given = Math.max(given, due);
    }
  }

  private record Part(IntSupplier size, IntConsumer shed) {
  }
}
