package dochat.verify;

import dochat.protocol.Limits;
import dochat.verify.Crowd.Deleted;
import dochat.verify.Site.Asked;
import dochat.verify.Violation.Rule;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
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
 * live; heads when every node names them; presence when every node names exactly who is there; deletions when none has said any more what was deleted
 * last before that. What nodes and checker stood in the queue for a processor meanwhile does not count. Blocks; not for the loop.
 */
final class Settling {
  private static final Duration LIMIT = Duration.ofSeconds(3);
  /** For what is promised within a second. */
  private static final Duration DELETION_LIMIT = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String MARK = "mark";

  private final Desk desk;
  private final Site site;
  private final Crowd crowd;
  private final Host host;
  private final List<String> rooms;
  private final List<Deleted> deleted;
  private final Map<String, Long> marks = new HashMap<>();
  private final Map<What, Duration> times = new ConcurrentSkipListMap<>();
  private final Map<What, Duration> queued = new ConcurrentSkipListMap<>();
  private final Queueing queueing;
  private final long begin = System.nanoTime();
  /** When a node was asked for what was deleted, and said it. */
  private volatile Duration told = Duration.ZERO;

  /** What is to be right, in the order of the report. */
  enum What { CLUSTER, REGISTRATIONS, HEADS, PRESENCE, DELETIONS }

  /**
   * To be made when the last fault has just ended.
   *
   * @param rooms the public ones: who is in another may change at any time
   */
  Settling(Desk desk, Site site, Crowd crowd, Host host, List<String> rooms) {
    this.desk = desk;
    this.site = site;
    this.crowd = crowd;
    this.host = host;
    this.rooms = rooms;
    this.deleted = desk.ask(() -> Future.succeededFuture(crowd.deleted()));
    this.queueing = new Queueing(Stream.concat(Stream.of(ProcessHandle.current().pid()), site.processes().stream()).toList());
  }

  /** Waits until all is right, or for a minute. Deletions come last, as who follows a room to see them counts as present for a while. */
  void await() throws IOException {
    for (String room : rooms) {
      Pause.until(PATIENCE, () -> hasMarked(room));
    }
    join(CompletableFuture.allOf(EnumSet.complementOf(EnumSet.of(What.DELETIONS)).stream().map(what -> CompletableFuture.runAsync(() -> await(what), task -> new Thread(task, "settling").start()))
        .toArray(CompletableFuture[]::new)));
    await(What.DELETIONS);
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
      Duration limit = limit(what);
      Duration time = times.get(what);
      if (time == null) {
        late.add(late(what, "more than " + PATIENCE.toSeconds() + " s"));
      } else if (time.minus(queued.get(what)).compareTo(limit) > 0) {
        late.add(late(what, time.toMillis() + " ms, of which " + queued.get(what).toMillis() + " for want of a processor"));
      }
    }
    return late;
  }

  private Duration limit(What what) {
    return switch (what) {
      case CLUSTER -> PATIENCE;
      case REGISTRATIONS, HEADS -> LIMIT;
      case PRESENCE -> LIMIT.plus(times.getOrDefault(What.CLUSTER, Duration.ZERO));
      case DELETIONS -> DELETION_LIMIT;
    };
  }

  private static Violation late(What what, String time) {
    return new Violation(Rule.LATE, "all rooms", what.name().toLowerCase(Locale.ROOT) + " after " + time);
  }

  private boolean hasMarked(String room) {
    try {
      marks.put(room, host.does(room, MARK + "-" + rooms.indexOf(room), Act.message(MARK)));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isRight(What what) {
    boolean isRight = switch (what) {
      case CLUSTER -> site.isWhole();
      case REGISTRATIONS -> desk.ask(() -> Future.succeededFuture(crowd.clients().stream()
          .allMatch(client -> client.rooms().stream().filter(rooms::contains).allMatch(room -> client.after(room) >= marks.getOrDefault(room, Long.MAX_VALUE)))));
      case HEADS -> everyRoom((api, room) -> api.head(host.token(), room) >= marks.getOrDefault(room, Long.MAX_VALUE));
      case PRESENCE -> everyRoom((api, room) -> isPresent(api.presence(host.token(), room), here(room)));
      case DELETIONS -> isEverywhere(this::isGone);
    };
    if (isRight) {
      times.put(what, what == What.DELETIONS ? told : passed());
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

  private Duration passed() {
    return Duration.ofNanos(System.nanoTime() - begin).truncatedTo(ChronoUnit.MILLIS);
  }

  /** A node that does not answer says nothing, and is asked again. */
  private boolean isGone(Api api) throws IOException {
    for (Deleted message : deleted) {
      Duration asked = passed();
      if (api.tells(host.token(), message.room(), message.seq())) {
        told = asked;
        return false;
      }
    }
    return true;
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
