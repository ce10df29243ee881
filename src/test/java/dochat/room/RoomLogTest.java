package dochat.room;

import static dochat.room.OneNode.draft;
import static dochat.support.Eventually.within;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.bus.Batch;
import dochat.model.Appended;
import dochat.model.Change;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.store.StoreBusy;
import dochat.store.StoreUnconfirmed;
import dochat.trace.Trace;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VerticleBase;
import io.vertx.junit5.Checkpoint;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Groups of drafts on their way into the store, and out on the bus. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class RoomLogTest {
  private final BlockingQueue<Batch> published = new LinkedBlockingQueue<>();
  private OneNode node;
  private String room;

  @BeforeEach
  void start(Vertx vertx) {
    node = new OneNode(vertx);
    room = node.newRoom(0);
    OneNode.await(node.bus.subscribe(room, published::add));
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void whileOneGroupIsCommittedTheNextOneFills(VertxTestContext test) {
    Checkpoint acknowledged = test.checkpoint();
    Checkpoint told = test.checkpoint(300);
    AtomicLong next = new AtomicLong(1);
    OneNode.await(node.bus.subscribe(room, batch -> test.verify(() -> {
      assertEquals(next.getAndAdd(batch.events().size()), batch.first());
      assertTrue(batch.events().size() <= 256);
      batch.events().forEach(event -> told.flag());
    })));
    Runnable write = node.stopWriting();
    List<Future<Appended>> answers = append(300);
    assertTrue(answers.stream().noneMatch(Future::isComplete), "nothing is promised before the commit");
    write.run();
    Future.all(answers).onComplete(test.succeeding(all -> test.verify(() -> {
      assertEquals(LongStream.rangeClosed(1, 300).boxed().toList(), answers.stream().map(answer -> answer.result().event().seq()).toList());
      assertTrue(groups() <= 4, "committed in " + groups() + " groups");
      acknowledged.flag();
    })));
  }

  @Test
  void draftsOfOneContextKeepTheirOrder() {
    List<Context> contexts = IntStream.range(0, 3).mapToObj(i -> newContext()).toList();
    List<List<Future<Appended>>> answers = contexts.stream().map(each -> OneNode.on(each, () -> append(100))).toList();
    for (List<Future<Appended>> ofOne : answers) {
      OneNode.await(Future.all(ofOne));
      List<Long> seqs = ofOne.stream().map(answer -> answer.result().event().seq()).toList();
      assertEquals(seqs.stream().sorted().toList(), seqs);
    }
    assertEquals(300, OneNode.await(node.hub.head(room)));
  }

  @Test
  void answersOnTheContextThatAsked(VertxTestContext test) {
    Context context = newContext();
    context.runOnContext(turn -> node.posting(draft(room, "text")).onComplete(test.succeeding(done -> test.verify(() -> {
      assertSame(context, Vertx.currentContext());
      test.completeNow();
    }))));
  }

  @Test
  void refusesWhatItCannotHoldAndTakesMoreLater() {
    Runnable write = node.stopWriting();
    List<Future<Appended>> answers = append(11_000);
    List<Future<Appended>> refused = answers.stream().filter(Future::failed).toList();
    assertTrue(refused.size() >= 11_000 - 10_000 - 256 - 1 && refused.size() <= 1_000, refused.size() + " refused");
    assertEquals(ProblemCode.BUSY, assertInstanceOf(Problem.class, refused.get(0).cause()).code());
    write.run();
    answers.forEach(answer -> OneNode.await(answer.otherwiseEmpty()));
    long saved = answers.stream().filter(Future::succeeded).count();
    long unconfirmed = answers.stream().filter(answer -> answer.cause() instanceof StoreUnconfirmed).count();
    assertTrue(saved > 0, "some were in time");
    long head = OneNode.await(node.hub.head(room));
    assertTrue(saved <= head && head <= saved + unconfirmed, () -> "the refused ones were not saved: " + head + " of " + saved + " and " + unconfirmed);
    OneNode.await(node.posting(draft(room, "later")));
  }

  @Test
  void publishesOnlyWhatIsNew() throws InterruptedException {
    Change first = draft(room, "first");
    Runnable write = node.stopWriting();
    List<Future<Appended>> answers = List.of(node.posting(first), node.posting(draft("nowhere", "x")), node.posting(first),
        node.posting(new Change.Post("nowhere", first.author(), first.id(), "y")), node.posting(draft(room, "last")));
    write.run();
    OneNode.await(Future.all(answers));
    assertEquals(List.of(Appended.Outcome.NEW, Appended.Outcome.NO_ROOM, Appended.Outcome.REPEATED, Appended.Outcome.NO_ROOM, Appended.Outcome.NEW),
        answers.stream().map(answer -> answer.result().outcome()).toList());
    List<String> events = new ArrayList<>();
    while (events.size() < 2) {
      events.addAll(published.poll(10, TimeUnit.SECONDS).events());
    }
    assertTrue(events.get(0).contains("\"seq\":1") && events.get(0).contains("first"), events.get(0));
    assertTrue(events.get(1).contains("\"seq\":2") && events.get(1).contains("last"), events.get(1));
  }

  @Test
  void aStoreThatFailsFailsTheWholeGroupAndNothingIsPublished() {
    OneNode.await(node.store.close());
    List<Future<Appended>> answers = append(5);
    answers.forEach(answer -> OneNode.await(answer.otherwiseEmpty()));
    assertTrue(answers.stream().allMatch(Future::failed));
    assertThrows(RuntimeException.class, () -> OneNode.await(node.posting(draft(room, "again"))), "the next group is tried");
    assertTrue(published.isEmpty());
    assertFalse(node.metrics.scrape().contains("dochat_commit_group_drafts_count 1"));
  }

  @Test
  void oneBadDraftFailsNoOther() throws SQLException {
    String bad = node.newRoom(0);
    // The number 2 is taken, although the head does not say so.
    try (Connection sqlite = DriverManager.getConnection("jdbc:sqlite:" + node.folder.resolve("dochat.db"))) {
      sqlite.createStatement().execute("INSERT INTO event (room_id, seq, type, client_id, user_id, user_name, text, at) VALUES ('" + bad + "', 2, 'message', 'x', 'x', 'x', 'x', 0)");
    }
    Runnable write = node.stopWriting();
    List<Future<Appended>> before = append(20);
    Future<Appended> first = node.posting(draft(bad, "fits"));
    Future<Appended> second = node.posting(draft(bad, "does not fit"));
    List<Future<Appended>> after = append(20);
    write.run();
    OneNode.await(Future.all(before));
    OneNode.await(Future.all(after));
    assertEquals(1, OneNode.await(first).event().seq());
    assertThrows(RuntimeException.class, () -> OneNode.await(second));
    assertEquals(40, OneNode.await(node.hub.head(room)));
  }

  /** Whatever was asked before it has taken of its time. */
  @Test
  void whatComesTooLateIsNotTried() {
    Future<Appended> late = node.log.append(draft(room, "late"), Trace.NONE, new Deadline(Duration.ofMillis(-1)));
    assertEquals(ProblemCode.BUSY, assertThrows(Problem.class, () -> OneNode.await(late)).code());
    assertEquals(0, OneNode.await(node.hub.head(room)));
    Deadline soon = new Deadline(Duration.ofMillis(1));
    Context loop = node.vertx.getOrCreateContext();
    Future<Boolean> told = OneNode.on(loop, () -> soon.bound(Promise.promise().future())
        .transform(answer -> Future.succeededFuture(isBusy(answer.cause()) && Vertx.currentContext() == loop)));
    assertEquals(true, OneNode.await(told), "busy, on the context of who asked");
    assertEquals("known", OneNode.await(soon.bound(Future.succeededFuture("known"))));
    assertEquals("no", assertThrows(IllegalStateException.class, () -> OneNode.await(soon.bound(Future.failedFuture(new IllegalStateException("no"))))).getMessage());
  }

  @Test
  void aStoreThatDoesNotAnswerIsBusyAfterAWhileAndTheDraftIsNotSavedLater() {
    // Those behind the first group do not wait anew, which would be five seconds each time.
    within(3_000, () -> {
      Runnable write = node.stopWriting();
      List<Future<Appended>> answers = append(1_000);
      OneNode.await(answers.get(0).otherwiseEmpty());
      long answeredNanos = System.nanoTime();
      answers.forEach(answer -> OneNode.await(answer.otherwiseEmpty()));
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - answeredNanos);
      write.run();
      answers.forEach(answer -> assertTrue(isBusy(answer.cause()), () -> answer.cause().toString()));
      return millis;
    });
    assertEquals(1, OneNode.await(node.posting(draft(room, "later"))).event().seq(), "what was called unsaved is not saved");
  }

  /** Who was tried hears it of the store, who waited behind it of the log. */
  private static boolean isBusy(Throwable failure) {
    return failure instanceof StoreBusy || failure instanceof Problem problem && problem.code() == ProblemCode.BUSY;
  }

  private List<Future<Appended>> append(int drafts) {
    return IntStream.range(0, drafts).mapToObj(i -> node.posting(draft(room, "text"))).toList();
  }

  private Context newContext() {
    return OneNode.await(Future.future(made -> node.vertx.deployVerticle(new VerticleBase() {
      @Override
      public Future<?> start() {
        made.complete(context);
        return Future.succeededFuture();
      }
    })));
  }

  private int groups() {
    return node.metrics.scrape().lines().filter(line -> line.startsWith("dochat_commit_group_drafts_count")).findFirst()
        .map(line -> (int) Double.parseDouble(line.split(" ")[1])).orElse(0);
  }
}
