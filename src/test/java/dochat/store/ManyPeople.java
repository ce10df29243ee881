package dochat.store;

import static dochat.store.Steps.await;

import dochat.feed.PersonalFeeds;
import dochat.feed.Told;
import dochat.metrics.Metrics;
import dochat.model.Change;
import dochat.model.Placed;
import dochat.model.User;
import dochat.support.Folders;
import dochat.support.PostgresServer;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Measures what the feed of one person costs in a chat of 10,000 rooms and 100,000 people, each of whom is in 20 rooms; the rows of docs/performance.md. A
 * program, and no test: filling takes minutes.
 */
public final class ManyPeople {
  private static final int ROOMS = 10_000;
  private static final int PEOPLE = 100_000;
  private static final int ROOMS_OF_ONE = 20;
  private static final int LOOKS = 50;
  /** Somebody's n-th room. There are 200 people in each room. */
  private static final String ROOM_OF = "((p.i * 7 + k.i * 499) % " + ROOMS + ")";
  private static final String NUMBERS = "WITH RECURSIVE p(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM p WHERE i < %d), k(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM k WHERE i < %d) ";

  private ManyPeople() {}

  /** Of SQLite, and then of PostgreSQL. */
  public static void main(String[] args) throws InterruptedException {
    var folder = Folders.temporary();
    measure("SQLite", new StoreConfig(folder, null));
    try (var server = PostgresServer.start()) {
      measure("PostgreSQL", new StoreConfig(folder, server.newDatabase()));
    }
    Folders.delete(folder);
  }

  private static void measure(String name, StoreConfig config) throws InterruptedException {
    var vertx = Vertx.vertx();
    var store = await(Store.open(vertx, config));
    fill(config);
    var feeds = new PersonalFeeds(store, new Metrics());
    await(vertx.deployVerticle(feeds));
    var began = System.nanoTime();
    var whole = await(feeds.look("u-7", null));
    System.out.printf("%s: comes %d bytes, %.0f ms%n", name, bytes(whole), millis(began));
    began = System.nanoTime();
    System.out.printf("%s: comes back %d bytes, %.1f ms%n", name, bytes(await(feeds.look("u-7", whole.state()))), millis(began));
    hear(name, store, feeds, whole);
    for (var listeners : new int[] {1, 100}) {
      System.out.printf("%s: a look for %d people %s ms%n", name, listeners, look(store, listeners));
    }
    await(store.close());
    await(vertx.close());
  }

  /** What one is told when something is said elsewhere, and in a room of one's own. */
  private static void hear(String name, Store store, PersonalFeeds feeds, Told whole) throws InterruptedException {
    var woken = new CountDownLatch(1);
    var other = new CountDownLatch(1);
    await(feeds.follow("u-7", woken::countDown));
    await(feeds.follow("u-8", other::countDown));
    post(store, placed(store, List.of("u-8")).get(0).places().get(0).room());
    other.await(60, TimeUnit.SECONDS);
    var elsewhere = await(feeds.next("u-7", whole.state()));
    System.out.printf("%s: said elsewhere %s, woken %s%n", name, elsewhere == null ? "0 bytes" : bytes(elsewhere) + " bytes", woken.getCount() == 0);
    post(store, placed(store, List.of("u-7")).get(0).places().get(0).room());
    woken.await(60, TimeUnit.SECONDS);
    System.out.printf("%s: said in one's own room %d bytes%n", name, bytes(await(feeds.next("u-7", whole.state()))));
  }

  private static String look(Store store, int listeners) {
    var heads = new HashMap<String, Long>();
    var changes = new HashMap<String, Long>();
    for (var placed : placed(store, IntStream.range(0, listeners).mapToObj(i -> "u-" + i * 31).toList())) {
      heads.putAll(placed.heads());
      changes.put(placed.user(), placed.changes());
    }
    var times = new double[LOOKS];
    for (var i = 0; i < LOOKS; i++) {
      var began = System.nanoTime();
      await(store.feeds().moved(Map.copyOf(heads), Map.copyOf(changes)));
      times[i] = millis(began);
    }
    Arrays.sort(times);
    return String.format("%.2f (median), %.2f (slowest), %d rooms", times[LOOKS / 2], times[LOOKS - 1], heads.size());
  }

  private static List<Placed> placed(Store store, List<String> people) {
    return await(store.feeds().places(people));
  }

  private static void post(Store store, String room) {
    await(store.append(List.of(new Change.Post(room, new User("u-1", "Somebody"), "id-" + System.nanoTime(), "What is said there"))));
  }

  private static int bytes(Told told) {
    return told.frame().getBytes(StandardCharsets.UTF_8).length;
  }

  private static double millis(long began) {
    return (System.nanoTime() - began) / 1e6;
  }

  private static void fill(StoreConfig config) {
    try (var engine = Engine.open(config)) {
      engine.migrate(handle -> {
        handle.execute(NUMBERS.formatted(PEOPLE - 1, 0) + "INSERT INTO account (id, name, created) SELECT 'u-' || i, 'Person ' || i, 0 FROM p");
        handle.execute(NUMBERS.formatted(ROOMS - 1, 0) + "INSERT INTO room (id, name, name_key, topic, head, members) SELECT 'r-' || i, 'Room ' || i, 'room ' || i, '', 1, "
            + PEOPLE / ROOMS * ROOMS_OF_ONE + " FROM p");
        handle.execute(NUMBERS.formatted(ROOMS - 1, 0) + "INSERT INTO event (room_id, seq, type, client_id, user_id, user_name, text, at)"
            + " SELECT 'r-' || i, 1, 'message', 'first-' || i, 'u-0', 'Person 0', 'The first message of a room', 0 FROM p");
        return handle.execute(NUMBERS.formatted(PEOPLE - 1, ROOMS_OF_ONE - 1) + "INSERT INTO member (room_id, user_id, read_seq, role) SELECT 'r-' || " + ROOM_OF
            + ", 'u-' || p.i, 0, 'member' FROM p, k");
      });
      engine.migrate(handle -> handle.execute("ANALYZE"));
    }
  }
}
