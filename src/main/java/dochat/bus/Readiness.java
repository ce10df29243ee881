package dochat.bus;

import dochat.loop.Periodic;
import dochat.model.Neighbour;
import dochat.store.Store;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this node is to get traffic: it can write to the store, it is in the part of the cluster that serves, and it is not leaving.
 * About once a second, while somebody may want to know, it writes its row of the store and reads those of the others (decision 11). One
 * per node, on a context of its own; any context may ask.
 */
public final class Readiness extends VerticleBase {
  /** What a node says of itself. */
  public enum Status {
    READY("ready"), LEAVING("draining"), JOINING("joining"), STORE("store out of reach"), CLUSTER("out of the cluster");

    private final String text;

    Status(String text) {
      this.text = text;
    }

    /** As operators read it. */
    public String text() {
      return text;
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
  private static final long BEAT_MILLIS = 1_000;
  /** A beat that takes longer has failed, as far as anybody is told. */
  private static final long PATIENCE_MILLIS = 2_500;
  /** The cluster gives a node up after 10 s without a heartbeat, of which the last may be some seconds old when it is frozen. */
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);
  /** By then the others' rows say whom they are with since a node that was frozen has woken. */
  private static final long DOUBT_NANOS = TimeUnit.MILLISECONDS.toNanos(3 * BEAT_MILLIS);
  /** Who has asked within this time asks again. */
  private static final long ASKED_NANOS = TimeUnit.SECONDS.toNanos(30);
  /** Who watches looks every minute at least. */
  private static final long WATCHED_NANOS = TimeUnit.MINUTES.toNanos(2);
  /** So long after the others have gone they may still be there. */
  private static final long TOGETHER_NANOS = TimeUnit.MINUTES.toNanos(2);

  private final Store store;
  private final Cluster cluster;
  private final BooleanSupplier isInUse;
  private final Neighbours neighbours = new Neighbours();
  private final Beat beat = new Beat();
  private volatile Status latest = Status.STORE;
  private long latestNanos;
  private long askedNanos = System.nanoTime() - ASKED_NANOS;
  private volatile long watchedNanos = System.nanoTime() - WATCHED_NANOS;
  private long tickNanos = System.nanoTime();
  private long wokeNanos = System.nanoTime() - DOUBT_NANOS;
  private long togetherNanos = System.nanoTime() - TOGETHER_NANOS;
  /** Whether it was ready once: until then it first finds out whether others serve, and whether the cluster's memory has settled. */
  private boolean hasServed;
  private Future<Status> beating;
  private volatile boolean isLeaving;

  /** @param isInUse whether this node has clients */
  public Readiness(Store store, Cluster cluster, BooleanSupplier isInUse) {
    this.store = store;
    this.cluster = cluster;
    this.isInUse = isInUse;
  }

  @Override
  public Future<?> start() {
    Periodic.every(vertx, BEAT_MILLIS, this::tick);
    return beat().compose(shown -> beat()); // nobody could see it before its first
  }

  /** The others need not wonder where this node is. */
  @Override
  public Future<?> stop() {
    isLeaving = true;
    return store.endBeats(cluster.node()).timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).otherwiseEmpty();
  }

  /** How things are, at most about a second ago; within {@value #PATIENCE_MILLIS} ms. Completed on the caller's context. */
  public Future<Status> status() {
    Context caller = vertx.getOrCreateContext();
    Promise<Status> answer = Promise.promise();
    context.runOnContext(turn -> {
      askedNanos = System.nanoTime();
      Future.succeededFuture().compose(asked -> now()).otherwise(Status.CLUSTER)
          .onSuccess(status -> caller.runOnContext(back -> answer.complete(status)));
    });
    return answer.future();
  }

  /**
   * From now on this node is not ready.
   *
   * @param lead for so long who asks regularly needs to see it
   * @return completed when that is over, at once when nobody asks
   */
  public Future<Void> leave(Duration lead) {
    isLeaving = true;
    Promise<Void> seen = Promise.promise();
    context.runOnContext(turn -> {
      if (isAsked() && !lead.isZero()) {
        LOG.info("not ready any more, and waits for those who ask to see it seconds={}", lead.toSeconds());
        vertx.setTimer(lead.toMillis(), timer -> seen.complete());
      } else {
        seen.complete();
      }
    });
    return seen.future();
  }

  /** What it has said last. Who asks this, now and then, only watches: nobody waits for the answer when this node leaves. */
  public Status latest() {
    watchedNanos = System.nanoTime();
    return isLeaving ? Status.LEAVING : latest;
  }

  /** Whether that is {@link Status#READY}. */
  public boolean isReady() {
    return latest() == Status.READY;
  }

  /** Whether this node can ever be ready again without a new start: Hazelcast, once it has ended, does not begin anew. Any thread. */
  public boolean isAlive() {
    return cluster.isRunning();
  }

  public boolean isLeaving() {
    return isLeaving;
  }

  private Future<Status> now() {
    if (isLeaving) {
      return Future.succeededFuture(Status.LEAVING);
    }
    boolean isFresh = System.nanoTime() - latestNanos < TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    return isFresh ? Future.succeededFuture(latest) : beat();
  }

  private void tick() {
    if (cluster.size() > 1) {
      togetherNanos = System.nanoTime();
    }
    boolean wasTogether = System.nanoTime() - togetherNanos < TOGETHER_NANOS;
    boolean isWatched = System.nanoTime() - watchedNanos < WATCHED_NANOS;
    if (!isLeaving && (isAsked() || isWatched || wasTogether || isInUse.getAsBoolean())) {
      beat();
    }
    tickNanos = System.nanoTime();
  }

  private boolean isAsked() {
    return System.nanoTime() - askedNanos < ASKED_NANOS;
  }

  /**
   * One at a time; who comes meanwhile gets the same answer, or that the store is out of reach when it takes too long. Who takes part in no
   * cluster gives no sign of life: the others would take it for one that serves elsewhere, and not serve themselves.
   */
  private Future<Status> beat() {
    if (!cluster.isRunning()) {
      note(Status.CLUSTER);
      return Future.succeededFuture(Status.CLUSTER);
    }
    Future<Status> current = beating == null ? begin() : beating;
    return current.timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).otherwise(Status.STORE).onSuccess(this::note);
  }

  /** The answer may be there before this returns. */
  private Future<Status> begin() {
    long beganNanos = System.nanoTime();
    Neighbour self = beat.next(cluster.node(), members(), wasFrozenSince(tickNanos));
    Promise<Status> status = Promise.promise();
    beating = status.future();
    store.beat(self, beat.confirmed)
        .onSuccess(rows -> beat.confirm(self))
        .onSuccess(rows -> wasFrozenSince(beganNanos))
        .map(rows -> judge(self, rows))
        .compose(this::begun)
        .otherwise(Status.STORE)
        .onSuccess(judged -> beating = null)
        .onComplete(status);
    return status.future();
  }

  private boolean wasFrozenSince(long nanos) {
    boolean wasFrozen = System.nanoTime() - nanos > PAUSE_NANOS;
    if (wasFrozen) {
      wokeNanos = System.nanoTime();
    }
    return wasFrozen;
  }

  /** What a node read before it was frozen, or soon after it woke, may not say yet that the others went on without it. */
  private Status judge(Neighbour self, List<Neighbour> rows) {
    boolean isSelfToServe = neighbours.isSelfToServe(self, rows);
    boolean isInDoubt = System.nanoTime() - wokeNanos < DOUBT_NANOS && rows.stream().anyMatch(row -> !row.node().equals(self.node()));
    if (!cluster.isRunning() || !isSelfToServe || isInDoubt) {
      return Status.CLUSTER;
    }
    return hasServed || !neighbours.isAnyUnknown() ? Status.READY : Status.JOINING;
  }

  /** The next node of a rolling update goes when this one is ready; what it alone holds of the cluster's memory would go with it. */
  private Future<Status> begun(Status judged) {
    if (judged != Status.READY || hasServed) {
      return Future.succeededFuture(judged);
    }
    return cluster.safety().timeout(BEAT_MILLIS, TimeUnit.MILLISECONDS).otherwise(false).map(isSafe -> {
      if (isSafe) {
        hasServed = true;
        beat.serves();
      }
      return isSafe ? Status.READY : Status.JOINING;
    });
  }

  private void note(Status status) {
    latestNanos = System.nanoTime();
    if (status != latest) {
      LOG.info("readiness status=\"{}\"", status.text());
    }
    latest = status;
  }

  private Set<String> members() {
    Set<String> members = new HashSet<>(cluster.members());
    members.add(cluster.node());
    return members;
  }

  /** This node's own signs of life. */
  private static final class Beat {
    private long attempted;
    private long confirmed;
    private long sinceMillis = Neighbour.NOT_YET;

    /** Who was away for longer than the cluster waits counts anew, behind those who were not. */
    Neighbour next(String node, Set<String> members, boolean wasFrozen) {
      if (wasFrozen && sinceMillis != Neighbour.NOT_YET) {
        serves();
      }
      return new Neighbour(node, ++attempted, sinceMillis, members);
    }

    /** From now on it counts as one that serves. */
    void serves() {
      sinceMillis = System.currentTimeMillis();
    }

    void confirm(Neighbour self) {
      confirmed = self.beat();
    }
  }
}
