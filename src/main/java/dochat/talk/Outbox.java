package dochat.talk;

import dochat.model.Change;
import dochat.model.Mention;
import dochat.protocol.Address;
import dochat.protocol.Command;
import dochat.protocol.Mentions;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.talk.Person.Welcome;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * The posts that have not been acknowledged, in each room in the order in which they were written; one of a room is on its way at a time, so that they are in its log
 * in that order, and no room waits for another one. After a lost connection it goes again with the same id, and is in the log once. All on the loop.
 */
final class Outbox implements Exchange.Listener {
  private final Exchange exchange;
  private final ScheduledExecutorService loop;
  private final Map<String, Queue> queues = new LinkedHashMap<>();

  private record Post(Command.Post command, CompletableFuture<Void> acknowledged, IntConsumer slowed) {}

  /** What has not been acknowledged in one room. */
  private static final class Queue {
    final Deque<Post> posts = new ArrayDeque<>();
    boolean isUnderway;
    /** Why the first one waits; null where it does not, or waits for a node. */
    Refused hold;
    /** When it goes again, where it is held. */
    ScheduledFuture<?> again;
    /** The number of the newest one that has been acknowledged; 0 where none has. */
    long posted;

    boolean isSlow() {
      return hold != null && hold.code().equals(ProblemCode.SLOW_MODE.code());
    }

    boolean isHeldFor(Duration atLeast) {
      return hold != null && again.getDelay(TimeUnit.MILLISECONDS) >= atLeast.toMillis();
    }
  }

  /**
   * A post that has not been acknowledged.
   *
   * @param hold why it, or what was written before it, waits; null where no node answers
   */
  record Unsent(String text, Refused hold) {}

  Outbox(Exchange exchange, ScheduledExecutorService loop) {
    this.exchange = exchange;
    this.loop = loop;
  }

  /** Posts a message that answers none. */
  CompletableFuture<Void> add(String room, String text, List<Mention> mentions) {
    return add(room, Change.NO_REF, text, mentions, seconds -> { });
  }

  /**
   * Posts as soon as possible. The future is completed by the acknowledgement, or fails with {@link Refused} when trying again does not help,
   * or with {@link Problem} when no node would take such a text.
   *
   * @param reply    the number of the message that it answers; {@link Change#NO_REF} for none
   * @param mentions whom it calls
   * @param slowed   told in how many seconds it goes again, where slow mode does not let it go now
   */
  CompletableFuture<Void> add(String room, long reply, String text, List<Mention> mentions, IntConsumer slowed) {
    try {
      Post post = new Post(new Command.Post(room, UUID.randomUUID().toString(), reply, text, mentions), new CompletableFuture<>(), slowed);
      Queue queue = queues.computeIfAbsent(room, first -> new Queue());
      queue.posts.add(post);
      sendNext(queue);
      return post.acknowledged();
    } catch (Problem problem) {
      return CompletableFuture.failedFuture(problem);
    }
  }

  /** Whether slow mode holds something there, and what is written now goes after that. */
  boolean isSlow(String room) {
    return queues.containsKey(room) && queues.get(room).isSlow();
  }

  /** Whether something has been written there that is not among what has come, up to this number. */
  boolean isAhead(String room, long after) {
    Queue queue = queues.get(room);
    return queue != null && (!queue.posts.isEmpty() || queue.posted > after);
  }

  /** Its log begins anew, with other numbers. */
  void restart(String room) {
    if (queues.containsKey(room)) {
      queues.get(room).posted = 0;
    }
  }

  /** Slow mode may be another one there, or not hold for oneself any more: what it holds is tried at once. */
  void hurry(String room) {
    if (isSlow(room) && queues.get(room).again.cancel(false)) {
      sendAgain(queues.get(room));
    }
  }

  /** Completed when everything that waits now has been acknowledged or refused, but for what cannot go within that time. */
  CompletableFuture<Void> settled(Duration patience) {
    return CompletableFuture.allOf(queues.values().stream().filter(queue -> !queue.posts.isEmpty() && !queue.isHeldFor(patience))
        .map(queue -> queue.posts.getLast().acknowledged().exceptionally(refused -> null)).toArray(CompletableFuture[]::new));
  }

  /** What has not been acknowledged, room by room. */
  List<Unsent> unsent() {
    return queues.values().stream().flatMap(queue -> queue.posts.stream().map(post -> new Unsent(post.command().text(), queue.hold))).toList();
  }

  @Override
  public void connected(Welcome now) {
    queues.values().forEach(this::sendNext);
  }

  private void sendNext(Queue queue) {
    Post post = queue.posts.peek();
    if (post != null && !queue.isUnderway && exchange.isConnected()) {
      queue.isUnderway = true;
      exchange.ask(Address.POST, body(post.command())).whenComplete((reply, failure) -> answered(queue, post, reply, failure));
    }
  }

  private static JsonObject body(Command.Post post) {
    JsonObject body = new JsonObject().put("room", post.room()).put("id", post.id()).put("text", post.text());
    if (!post.mentions().isEmpty()) {
      body.put("mentions", Mentions.asked(post.mentions()));
    }
    return post.reply() == Change.NO_REF ? body : body.put("reply", post.reply());
  }

  private void answered(Queue queue, Post post, JsonObject reply, Throwable failure) {
    if (failure instanceof Refused refusal && refusal.retryAfterSeconds() > 0) {
      hold(queue, post, refusal);
      return;
    }
    queue.isUnderway = false;
    if (failure instanceof Exchange.Lost) {
      return;
    }
    queue.posts.remove();
    if (failure == null) {
      queue.posted = reply.getLong("seq", 0L);
      post.acknowledged().complete(null);
    } else {
      post.acknowledged().completeExceptionally(failure);
    }
    sendNext(queue);
  }

  private void hold(Queue queue, Post post, Refused refusal) {
    queue.hold = refusal;
    queue.again = loop.schedule(() -> sendAgain(queue), refusal.retryAfterSeconds(), TimeUnit.SECONDS);
    if (queue.isSlow()) {
      post.slowed().accept(refusal.retryAfterSeconds());
    }
  }

  private void sendAgain(Queue queue) {
    queue.hold = null;
    queue.isUnderway = false;
    sendNext(queue);
  }
}
