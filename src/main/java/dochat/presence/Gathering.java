package dochat.presence;

import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * Gathers the rooms in which something has changed until it is time to tell it. The more clients would be told, the longer that takes,
 * so that one client which comes and goes costs a large room no more than a small one. Lives on the context of presence.
 */
final class Gathering {
  private static final int TICK_MILLIS = 100;
  private static final int MILLIS_PER_CLIENT = 5;
  private static final int MOST_MILLIS = 3_000;

  private final Vertx vertx;
  private final ToIntFunction<String> clients;
  private final Consumer<Set<String>> tell;
  private final Map<String, Integer> ticksLeft = new HashMap<>();

  /**
   * @param clients how many would be told of a room
   * @param tell    takes the rooms whose time has come
   */
  Gathering(Vertx vertx, ToIntFunction<String> clients, Consumer<Set<String>> tell) {
    this.vertx = vertx;
    this.clients = clients;
    this.tell = tell;
  }

  /** Something has changed in this room; told once, with whatever else changes there meanwhile. */
  void add(String room) {
    if (ticksLeft.isEmpty()) {
      vertx.setTimer(TICK_MILLIS, timer -> tick());
    }
    ticksLeft.computeIfAbsent(room, this::ticks);
  }

  private int ticks(String room) {
    return Math.min(MOST_MILLIS, TICK_MILLIS + MILLIS_PER_CLIENT * clients.applyAsInt(room)) / TICK_MILLIS;
  }

  private void tick() {
    ticksLeft.replaceAll((room, ticks) -> ticks - 1);
    Set<String> due = new HashSet<>(ticksLeft.keySet());
    due.removeIf(room -> ticksLeft.get(room) > 0);
    ticksLeft.keySet().removeAll(due);
    if (!ticksLeft.isEmpty()) {
      vertx.setTimer(TICK_MILLIS, timer -> tick());
    }
    if (!due.isEmpty()) {
      tell.accept(due);
    }
  }
}
