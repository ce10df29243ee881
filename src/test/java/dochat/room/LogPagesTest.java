package dochat.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.metrics.Metrics;
import dochat.model.Change;
import dochat.protocol.Delivery;
import dochat.protocol.Frame;
import dochat.protocol.Limits;
import dochat.protocol.News;
import dochat.store.NoSuchRoom;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Being behind: what is read of a log, and encoded, does not grow with the clients that need it. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class LogPagesTest {
  private static final int PAGE = Limits.FRAME_EVENTS;
  private static final long PLENTY = Long.MAX_VALUE;

  private static OneNode node;
  private static Context loop;

  private final Metrics metrics = new Metrics();

  @BeforeAll
  static void start(Vertx vertx) {
    node = new OneNode(vertx);
    loop = vertx.getOrCreateContext();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void aThousandClientsThatAreBehindReadEachPageOnceAndShareItsFrame() {
    String room = node.newRoom(5_000);
    RoomTail log = logOf(room);
    LogPages pages = pages(PLENTY);
    Set<Frame> frames = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Long> cursors = new ArrayList<>(Collections.nCopies(1_000, 0L));
    for (int page = 1; page <= 10; page++) {
      List<Delivery> deliveries = all(pages, log, cursors);
      cursors = deliveries.stream().map(Delivery::upTo).toList();
      assertEquals(Set.of((long) page * PAGE), Set.copyOf(cursors));
      deliveries.forEach(delivery -> frames.add(news(room, delivery).encoded()));
    }
    assertEquals(10, reads());
    assertEquals(10, frames.size());
  }

  /** As after the death of a node, whose clients were at different places. */
  @Test
  void clientsAtDifferentCursorsStandAtTheSameOneAfterTheirFirstFrame() {
    String room = node.newRoom(5_000);
    RoomTail log = logOf(room);
    LogPages pages = pages(PLENTY);
    List<Delivery> first = all(pages, log, LongStream.range(0, 5_000).boxed().toList());
    first.forEach(delivery -> assertEquals(delivery.after() - delivery.after() % PAGE + PAGE, delivery.upTo()));
    first.forEach(delivery -> assertEquals(LongStream.rangeClosed(delivery.after() + 1, delivery.upTo()).boxed().toList(), seqs(delivery)));
    assertEquals(10, reads());
    List<Delivery> second = all(pages, log, first.stream().map(Delivery::upTo).filter(upTo -> upTo < 5_000).toList());
    assertEquals(9, Set.copyOf(second).size());
    assertEquals(10, reads());
  }

  @Test
  void aFrameIsEncodedOnceForEachFraming() {
    String room = node.newRoom(PAGE);
    LogPages pages = pages(PLENTY);
    List<String> encoded = new ArrayList<>();
    Function<News, Frame> lines = counting("lines", encoded);
    Function<News, Frame> events = counting("events", encoded);
    all(pages, logOf(room), Collections.nCopies(100, 0L)).forEach(delivery -> {
      news(room, delivery).encoded(lines);
      news(room, delivery).encoded(events);
    });
    assertEquals(List.of("lines", "events"), encoded);
  }

  @Test
  void aFrameTellsWhereTheRoomStandsNow() {
    String room = node.newRoom(600);
    LogPages pages = pages(PLENTY);
    RoomTail log = logOf(room);
    Delivery before = all(pages, log, List.of(100L)).get(0);
    assertEquals(600, before.head());
    assertSame(before, all(pages, log, List.of(100L)).get(0));
    Delivery after = all(pages, log.with(List.of("601")), List.of(100L)).get(0);
    assertEquals(601, after.head());
    assertEquals(before.events(), after.events());
    assertEquals(1, reads());
  }

  @Test
  void whatIsHeldStaysWithinItsBoundAndGoesAsItWasUsed() {
    List<String> rooms = IntStream.range(0, 4).mapToObj(i -> node.newRoom(PAGE)).toList();
    LogPages one = pages(PLENTY);
    all(one, logOf(rooms.get(0)), List.of(0L));
    LogPages pages = pages(3 * chars(one) + chars(one) / 2);
    List<Integer> wanted = List.of(0, 1, 2, 0, 3);
    wanted.forEach(room -> {
      assertEquals(PAGE, all(pages, logOf(rooms.get(room)), List.of(0L)).get(0).upTo());
      assertTrue(chars(pages) <= 3 * chars(one) + chars(one) / 2, chars(pages) + " characters");
    });
    long before = reads();
    List.of(0, 2, 3).forEach(room -> all(pages, logOf(rooms.get(room)), List.of(0L)));
    assertEquals(before, reads(), "the latest ones are held");
    all(pages, logOf(rooms.get(1)), List.of(0L));
    assertEquals(before + 1, reads());
  }

  @Test
  void aPageThatIsLargerThanTheBoundIsNotHeldButDeliveredToAllWhoWaitForIt() {
    String room = node.newRoom(PAGE);
    LogPages pages = pages(10);
    Runnable read = node.stopReading();
    RoomTail log = logOf(room, PAGE);
    List<Future<Delivery>> asked = OneNode.on(loop, () -> Stream.generate(() -> ask(pages, log, 0)).limit(50).toList());
    read.run();
    asked.forEach(each -> assertEquals(PAGE, OneNode.await(each).upTo()));
    assertEquals(0, chars(pages));
    assertEquals(1, reads());
  }

  @Test
  void whatNobodyAsksForIsGivenUp() {
    RoomTail used = logOf(node.newRoom(10));
    RoomTail unused = logOf(node.newRoom(10));
    LogPages pages = pages(PLENTY);
    all(pages, used, List.of(0L));
    all(pages, unused, List.of(0L));
    OneNode.on(loop, () -> {
      pages.forgetUnused();
      pages.held(used, 0);
      pages.forgetUnused();
      assertEquals(pages.held(used, 0).chars(), pages.chars());
      assertEquals(null, pages.held(unused, 0));
      return null;
    });
  }

  /** Where the log ends, a page grows with it. */
  @Test
  void aPageThatWasReadAtTheEndOfTheLogGoesOnWithIt() {
    String room = node.newRoom(30);
    LogPages pages = pages(PLENTY);
    assertEquals(30, all(pages, logOf(room), List.of(7L)).get(0).upTo());
    node.append(room, 20);
    assertEquals(50, all(pages, logOf(room), List.of(30L)).get(0).upTo());
    assertEquals(LongStream.rangeClosed(8, 50).boxed().toList(), seqs(all(pages, logOf(room), List.of(7L)).get(0)));
    assertEquals(2, reads());
    node.append(room, PAGE);
    assertEquals(PAGE, all(pages, logOf(room), List.of(50L)).get(0).upTo());
    assertEquals(PAGE + 50, all(pages, logOf(room), List.of((long) PAGE)).get(0).upTo());
  }

  /** Somebody else may have begun to read before there was what one looks for. */
  @Test
  void whoComesWhileAPageIsReadGetsWhatWasSavedSince() {
    String room = node.newRoom(30);
    LogPages pages = pages(PLENTY);
    Runnable read = node.stopReading();
    Future<Delivery> first = OneNode.on(loop, () -> ask(pages, logOf(room, 30), 7).onSuccess(there -> appendMeanwhile(room)));
    Future<Delivery> second = OneNode.on(loop, () -> ask(pages, logOf(room, 50), 30));
    read.run();
    assertEquals(30, OneNode.await(first).upTo());
    assertEquals(50, OneNode.await(second).upTo());
    assertEquals(2, reads());
  }

  /** Before the event loop goes on. */
  private static void appendMeanwhile(String room) {
    CompletableFuture.runAsync(() -> node.append(room, 20)).join();
  }

  @Test
  void pagesOfLongMessagesFollowOneAnother() {
    String room = node.newRoom(0);
    String text = "가".repeat(Limits.TEXT_CHARS);
    OneNode.await(node.store.append(IntStream.range(0, 200).<Change>mapToObj(i -> new Change.Post(room, OneNode.ANNA, room + "-" + i, text)).toList()));
    LogPages pages = pages(PLENTY);
    RoomTail log = logOf(room);
    List<Delivery> last = all(pages, log, Collections.nCopies(50, 199L));
    assertEquals(200, last.get(0).upTo());
    long readToTheEnd = reads();
    List<Long> seen = new ArrayList<>();
    for (long cursor = 0; cursor < 200; ) {
      Delivery delivery = all(pages, log, List.of(cursor)).get(0);
      assertTrue(delivery.chars() <= Limits.DELIVERY_CHARS);
      seen.addAll(seqs(delivery));
      cursor = delivery.upTo();
    }
    assertEquals(LongStream.rangeClosed(1, 200).boxed().toList(), seen);
    assertEquals(readToTheEnd, reads());
  }

  @Test
  void aLogOfAnotherEpochHasOtherPages() {
    String room = node.newRoom(30);
    LogPages pages = pages(PLENTY);
    Delivery one = all(pages, logOf(room), List.of(7L)).get(0);
    Delivery other = all(pages, RoomTail.startingAt(room, "other", 30), List.of(7L)).get(0);
    assertNotSame(one, other);
    assertEquals("other", other.epoch());
    assertEquals(2, reads());
  }

  /** Who has asked before may have read it before; who asks after the deletion does not. */
  @Test
  void nobodySharesWhatWasReadBeforeADeletion() {
    String room = node.newRoom(30);
    LogPages pages = pages(PLENTY);
    RoomTail log = logOf(room);
    assertEquals("text", text(all(pages, log, List.of(0L)).get(0), 3));
    OneNode.await(node.store.append(List.of(OneNode.deletion(room, 3))));
    OneNode.on(loop, () -> {
      pages.forget(room);
      return null;
    });
    Delivery after = all(pages, log, List.of(0L)).get(0);
    assertEquals(List.of("", "text"), List.of(text(after, 3), text(after, 4)));
    assertEquals(after.chars(), chars(pages), "and what was held does not count any more");
  }

  /** A room that is closed, or in which something was deleted, costs the others nothing. */
  @Test
  void whatIsReadOfOneRoomIsHeldThoughAnotherOneIsForgotten() {
    RoomTail log = logOf(node.newRoom(30));
    LogPages pages = pages(PLENTY);
    Runnable read = node.stopReading();
    Future<Delivery> asked = OneNode.on(loop, () -> {
      Future<Delivery> before = ask(pages, log, 0);
      pages.forget("another");
      return before;
    });
    read.run();
    OneNode.await(asked);
    assertSame(OneNode.await(asked), all(pages, log, List.of(0L)).get(0));
    assertEquals(1, reads());
  }

  @Test
  void whoComesAfterADeletionDoesNotWaitForAPageThatWasAskedForBefore() {
    String room = node.newRoom(30);
    LogPages pages = pages(PLENTY);
    RoomTail log = logOf(room);
    Runnable read = node.stopReading();
    List<Future<Delivery>> asked = OneNode.on(loop, () -> {
      Future<Delivery> before = ask(pages, log, 0);
      pages.forget(room);
      return List.of(before, ask(pages, log, 0), ask(pages, log, 0));
    });
    read.run();
    asked.forEach(each -> assertEquals(30, OneNode.await(each).upTo()));
    assertEquals(2, reads());
    assertSame(OneNode.await(asked.get(1)), OneNode.await(asked.get(2)));
  }

  @Test
  void aReadThatFailsIsTriedAgainByTheNextOne() {
    LogPages pages = pages(PLENTY);
    RoomTail log = RoomTail.startingAt("no-such-room", "e", 30);
    assertThrows(NoSuchRoom.class, () -> all(pages, log, List.of(7L, 7L)));
    long before = reads();
    assertThrows(NoSuchRoom.class, () -> all(pages, log, List.of(7L)));
    assertEquals(before + 1, reads());
  }

  private static String text(Delivery delivery, int seq) {
    return new JsonObject(delivery.events().get((int) (seq - delivery.after() - 1))).getString("text");
  }

  private LogPages pages(long mostChars) {
    return new LogPages(node.store, metrics, mostChars);
  }

  private static RoomTail logOf(String room) {
    return logOf(room, OneNode.await(node.store.heads(List.of(room))).get(room));
  }

  private static RoomTail logOf(String room, long head) {
    return RoomTail.startingAt(room, node.store.epoch(), head);
  }

  /** What follows each of these cursors, asked for in one turn. */
  private static List<Delivery> all(LogPages pages, RoomTail log, List<Long> cursors) {
    List<Future<Delivery>> asked = OneNode.on(loop, () -> cursors.stream().map(cursor -> ask(pages, log, cursor)).toList());
    return asked.stream().map(OneNode::await).toList();
  }

  private static Future<Delivery> ask(LogPages pages, RoomTail log, long cursor) {
    return pages.page(log, cursor).map(page -> page.after(cursor, log.head()));
  }

  private static long chars(LogPages pages) {
    return OneNode.on(loop, pages::chars);
  }

  private long reads() {
    return metrics.scrape().lines().filter(line -> line.startsWith("dochat_log_reads_total{reason=\"behind\"}"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.indexOf(' ')))).findFirst().orElseThrow();
  }

  private static News news(String room, Delivery delivery) {
    return new News(room, delivery, null, null, null, "", false);
  }

  private static Function<News, Frame> counting(String name, List<String> encoded) {
    return news -> {
      encoded.add(name);
      return Frame.of(news.frame());
    };
  }

  private static List<Long> seqs(Delivery delivery) {
    return delivery.events().stream().map(event -> new JsonObject(event).getLong("seq")).toList();
  }
}
