package dochat.cluster;

import dochat.support.ChatClient;
import dochat.support.ChatNode;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Posts into a room as fast as it may, several at a time, until it is told to stop. When its node dies it goes on at the next one, and sends
 * again what was not acknowledged, with the same ids.
 */
final class Writer extends Thread {
  private static final int AT_ONCE = 8;
  /** Below the hundred commands that a connection may send in a second. */
  private static final long PACE_NANOS = AT_ONCE * TimeUnit.SECONDS.toNanos(1) / 80;

  private final String room;
  private final List<ChatNode> nodes;
  private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
  private volatile boolean stops;
  private volatile int moves;
  private volatile Throwable failure;
  private ChatClient client;
  private String token;
  private int node;

  /** @param nodes where to post, in the order of preference */
  Writer(String name, String room, List<ChatNode> nodes) {
    super(name);
    setDaemon(true);
    this.room = room;
    this.nodes = nodes;
    this.client = ChatClient.guest(nodes.get(0), name);
    this.token = client.token();
    start();
  }

  /** The number that each acknowledged post was given, by its id. */
  Map<String, Long> acknowledged() {
    return acknowledged;
  }

  /** How often its node died. */
  int moves() {
    return moves;
  }

  /** Waits until everything that it has begun to post is acknowledged. */
  void end() throws InterruptedException {
    stops = true;
    join();
    client.close();
    if (failure != null) {
      throw new AssertionError(getName() + " failed", failure);
    }
  }

  @Override
  public void run() {
    try {
      for (int count = 0; !stops; count += AT_ONCE) {
        long began = System.nanoTime();
        List<String> ids = new ArrayList<>();
        for (int i = count; i < count + AT_ONCE; i++) {
          ids.add(getName() + "-" + i);
        }
        postAll(ids);
        LockSupport.parkNanos(began + PACE_NANOS - System.nanoTime()); // what was late is not made up for: that might be more than a connection may send
      }
    } catch (RuntimeException | Error e) {
      failure = e;
    }
  }

  private void postAll(List<String> ids) {
    while (!ids.isEmpty()) {
      Map<String, CompletableFuture<JsonObject>> posts = new ConcurrentHashMap<>();
      ids.forEach(id -> posts.put(id, client.posting(room, id, "text of " + id)));
      CompletableFuture.allOf(posts.values().toArray(CompletableFuture[]::new)).exceptionally(failed -> null).join();
      posts.forEach((id, post) -> {
        if (!post.isCompletedExceptionally()) {
          acknowledged.put(id, post.join().getLong("seq"));
        } else if (client.isOpen()) {
          post.join();
        }
      });
      ids.removeAll(acknowledged.keySet());
      if (!ids.isEmpty()) {
        move();
      }
    }
  }

  private void move() {
    client.closeCode();
    moves++;
    node++;
    client = ChatClient.connect(nodes.get(node)).use(token);
  }
}
