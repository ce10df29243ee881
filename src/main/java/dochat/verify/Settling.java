package dochat.verify;

import dochat.protocol.Limits;
import dochat.verify.Site.Asked;
import dochat.verify.Violation.Rule;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * What is right again how soon after the last fault. A message is written to each room: registrations are right when every reader was told of it
 * live; heads when every node names them; presence when every node names exactly who is there. What nodes and checker stood in the queue for a
 * processor meanwhile does not count. Blocks; not for the loop.
 */
final class Settling {
  private static final Duration LIMIT = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String MARK = "mark";

  private final Desk desk;
  private final Site site;
  private final Crowd crowd;
  private final String author;
  private final String token;
  private final List<String> rooms;
  private final List<Write> writes = new ArrayList<>();
  private final Map<String, Long> marks = new HashMap<>();
  /** When each was sent for the first time: a node may have saved it and not said so. */
  private final Map<String, Long> marking = new HashMap<>();
  private final Map<What, Duration> times = new ConcurrentSkipListMap<>();
  private final Map<What, Duration> queued = new ConcurrentSkipListMap<>();
  private final Queueing queueing;
  private final long begin = System.nanoTime();

  /** What is to be right, in the order of the report. */
  enum What { CLUSTER, REGISTRATIONS, HEADS, PRESENCE }

  /** To be made when the last fault has just ended. */
  Settling(Desk desk, Site site, Crowd crowd, String author, String token, List<String> rooms) {
    this.desk = desk;
    this.site = site;
    this.crowd = crowd;
    this.author = author;
    this.token = token;
    this.rooms = rooms;
    this.queueing = new Queueing(Stream.concat(Stream.of(ProcessHandle.current().pid()), site.processes().stream()).toList());
  }

  /** Waits until all is right, or for a minute. */
  void await() throws IOException {
    for (String room : rooms) {
      Pause.until(PATIENCE, () -> hasMarked(room));
    }
    join(CompletableFuture.allOf(Stream.of(What.values()).map(what -> CompletableFuture.runAsync(() -> await(what), task -> new Thread(task, "settling").start()))
        .toArray(CompletableFuture[]::new)));
  }

  /** What one of them has failed with is what this fails with. */
  private static void join(CompletableFuture<?> all) throws IOException {
    try {
      all.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof UncheckedIOException failure) {
        throw failure.getCause();
      }
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  /** Each by itself, so that none is asked for later because another one takes its time. */
  private void await(What what) {
    try {
      Pause.until(PATIENCE, () -> isRight(what));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the checker itself has written. */
  List<Write> writes() {
    return writes;
  }

  /** After how long each was right; what was not is not there. */
  Map<What, Duration> times() {
    return times;
  }

  /** How much of that was for want of a processor at most. */
  Duration queued() {
    return queued.values().stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO);
  }

  /** Presence travels between nodes, so that its time begins when the nodes have found each other. */
  List<Violation> violations() {
    List<Violation> late = new ArrayList<>();
    for (What what : What.values()) {
      Duration limit = what == What.PRESENCE ? LIMIT.plus(times.getOrDefault(What.CLUSTER, Duration.ZERO)) : what == What.CLUSTER ? PATIENCE : LIMIT;
      Duration time = times.get(what);
      if (time == null) {
        late.add(late(what, "more than " + PATIENCE.toSeconds() + " s"));
      } else if (time.minus(queued.get(what)).compareTo(limit) > 0) {
        late.add(late(what, time.toMillis() + " ms, of which " + queued.get(what).toMillis() + " for want of a processor"));
      }
    }
    return late;
  }

  private static Violation late(What what, String time) {
    return new Violation(Rule.LATE, "all rooms", what.name().toLowerCase(Locale.ROOT) + " after " + time);
  }

  /** Any node will do. The same id again, so that it is written once. */
  private boolean hasMarked(String room) {
    String id = "mark-" + rooms.indexOf(room);
    long sent = marking.computeIfAbsent(room, first -> crowd.nanos());
    for (Asked one : site.asked()) {
      try {
        long seq = one.api().post(token, room, id, MARK);
        marks.put(room, seq);
        writes.add(new Write(author, room, id, Act.message(MARK), new Fate(sent, crowd.nanos(), Set.of(seq), false, 1)));
        return true;
      } catch (IOException e) {
        // the next one
      }
    }
    return false;
  }

  private boolean isRight(What what) {
    boolean isRight = switch (what) {
      case CLUSTER -> site.isWhole();
      case REGISTRATIONS -> desk.ask(() -> Future.succeededFuture(crowd.clients().stream()
          .allMatch(client -> client.rooms().stream().allMatch(room -> client.after(room) >= marks.getOrDefault(room, Long.MAX_VALUE)))));
      case HEADS -> everyRoom((api, room) -> api.head(token, room) >= marks.getOrDefault(room, Long.MAX_VALUE));
      case PRESENCE -> everyRoom((api, room) -> isPresent(api.presence(token, room), here(room)));
    };
    if (isRight) {
      times.put(what, Duration.ofNanos(System.nanoTime() - begin).truncatedTo(ChronoUnit.MILLIS));
      queued.put(what, queueing.time());
    }
    return isRight;
  }

  private interface Question {
    boolean isRight(Api api) throws IOException;
  }

  private interface RoomQuestion {
    boolean isRight(Api api, String room) throws IOException;
  }

  private boolean everyRoom(RoomQuestion question) {
    return isEverywhere(api -> {
      for (String room : rooms) {
        if (!question.isRight(api, room)) {
          return false;
        }
      }
      return true;
    });
  }

  private boolean isEverywhere(Question question) {
    try {
      for (Asked one : site.asked()) {
        if (!question.isRight(one.api())) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private Set<String> here(String room) {
    Set<String> here = new HashSet<>();
    crowd.clients().stream().filter(client -> client.rooms().contains(room)).forEach(client -> here.add(client.id()));
    return here;
  }

  /** A node names no more than so many. */
  private static boolean isPresent(Set<String> told, Set<String> here) {
    return here.containsAll(told) && told.size() == Math.min(here.size(), Limits.PRESENCE_USERS);
  }
}
