package dochat.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.bus.Batch;
import dochat.bus.RoomBus;
import dochat.bus.SignalBus;
import dochat.metrics.Metrics;
import dochat.model.Appended;
import dochat.model.Change;
import dochat.model.Event;
import dochat.model.User;
import dochat.protocol.Views;
import dochat.store.Store;
import dochat.store.StoreConfig;
import dochat.support.Folders;
import dochat.trace.Trace;
import dochat.trace.Traces;
import dochat.trail.Trail;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The real parts of a node up to its rooms, alone in its cluster, with a store in a folder of its own. An exception that nobody caught on its
 * Vertx would have ended somebody's turn of an event loop, so it fails the test at the end.
 */
public final class OneNode implements AutoCloseable {
  public static final User ANNA = new User("u-anna", "Anna");
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final int LOOPS = 32;

  public final Vertx vertx;
  public final Path folder;
  public final Store store;
  public final RoomBus bus;
  public final SignalBus signals;
  public final Metrics metrics = new Metrics();
  public final Trail trail = new Trail();
  public final RoomHub hub;
  public final RoomLog log;
  private final boolean isAlone;
  private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();

  public OneNode() {
    this(Vertx.vertx());
  }

  /** On a test's own Vertx, which ends with the node. */
  public OneNode(Vertx vertx) {
    this(vertx, new StoreConfig(Folders.temporary(), null), true);
  }

  /** A node of a store that others may share, and whose folder stays. No two of its parts share an event loop, so that a test may stop one. */
  public OneNode(StoreConfig config) {
    this(Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LOOPS)), config, false);
  }

  private OneNode(Vertx vertx, StoreConfig config, boolean isAlone) {
    this.isAlone = isAlone;
    this.vertx = vertx.exceptionHandler(uncaught::add);
    folder = config.data();
    store = await(Store.open(vertx, config));
    bus = new RoomBus(vertx);
    signals = new SignalBus(vertx);
    hub = new RoomHub(store, bus, metrics, trail, Traces.OFF, 1, new TailSpace());
    await(vertx.deployVerticle(hub));
    log = new RoomLog(vertx, store, bus, metrics, trail);
  }

  /** A new room with so many events in its log; nothing is published. */
  public String newRoom(int events) {
    String room = "room-" + NUMBER.incrementAndGet();
    await(store.createRoom(room, room, "", ANNA.id()));
    if (events > 0) {
      append(room, events);
    }
    return room;
  }

  /** Commits so many events and publishes nothing, as if the bus had lost them. */
  public List<Event> append(String room, int events) {
    return await(store.append(IntStream.range(0, events).mapToObj(i -> draft(room, "text")).toList())).stream().map(Appended::event).toList();
  }

  /** Commits so many events and publishes them. */
  public void post(String room, int events) {
    await(Future.all(IntStream.range(0, events).mapToObj(i -> posting(draft(room, "text"))).toList()));
  }

  /** Gives a draft to the log; nobody follows it. */
  public Future<Appended> posting(Change draft) {
    return log.append(draft, Trace.NONE, new Deadline());
  }

  public static Change draft(String room, String text) {
    return new Change.Post(room, ANNA, "id-" + NUMBER.incrementAndGet(), text);
  }

  /** The end of a message of Anna's. */
  public static Change deletion(String room, long seq) {
    return new Change.Delete(room, ANNA, "id-" + NUMBER.incrementAndGet(), seq);
  }

  public static Batch batch(String room, List<Event> events) {
    return new Batch(room, events.get(0).seq(), events.stream().map(event -> Views.event(event).encode()).toList());
  }

  /** Keeps the store from reading; the answer ends that. */
  public Runnable stopReading() {
    return stop("dochat-store-reader", 4);
  }

  /** Keeps the store from writing; the answer ends that. */
  public Runnable stopWriting() {
    return stop("dochat-store-writer", 1);
  }

  /** Takes all threads of a pool of the store. What is asked of it meanwhile waits behind. */
  private Runnable stop(String pool, int threads) {
    CountDownLatch end = new CountDownLatch(1);
    WorkerExecutor workers = vertx.createSharedWorkerExecutor(pool, threads);
    for (int i = 0; i < threads; i++) {
      workers.executeBlocking(() -> end.await(20, TimeUnit.SECONDS), false);
    }
    return () -> {
      end.countDown();
      workers.close();
    };
  }

  /** What the work answers when it is done on this context. */
  public static <T> T on(Context context, Callable<T> work) {
    Promise<T> answer = Promise.promise();
    context.runOnContext(turn -> {
      try {
        answer.complete(work.call());
      } catch (Exception | AssertionError e) {
        answer.fail(e);
      }
    });
    return await(answer.future());
  }

  public static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  @Override
  public void close() {
    await(store.close());
    await(vertx.close());
    if (isAlone) {
      Folders.delete(folder);
    }
    uncaught.forEach(Throwable::printStackTrace);
    assertEquals(List.of(), List.copyOf(uncaught), "nobody caught it");
  }
}
