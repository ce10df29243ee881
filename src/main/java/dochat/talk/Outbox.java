package dochat.talk;

import dochat.model.Change;
import dochat.model.Mention;
import dochat.protocol.Address;
import dochat.protocol.Command;
import dochat.protocol.Mentions;
import dochat.protocol.Problem;
import dochat.talk.Person.Welcome;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The posts that have not been acknowledged, in the order in which they were written; one is on its way at a time, so that they are in the log
 * in that order. After a lost connection it goes again with the same id, and is in the log once. All on the loop.
 */
final class Outbox implements Exchange.Listener {
  private final Exchange exchange;
  private final ScheduledExecutorService loop;
  private final Deque<Post> waiting = new ArrayDeque<>();
  private boolean isUnderway;

  private record Post(Command.Post command, CompletableFuture<Void> acknowledged) {}

  Outbox(Exchange exchange, ScheduledExecutorService loop) {
    this.exchange = exchange;
    this.loop = loop;
  }

  /** Posts a message that answers none. */
  CompletableFuture<Void> add(String room, String text) {
    return add(room, Change.NO_REF, text, List.of());
  }

  /**
   * Posts as soon as possible. The future is completed by the acknowledgement, or fails with {@link Refused} when trying again does not help,
   * or with {@link Problem} when no node would take such a text.
   *
   * @param reply    the number of the message that it answers; {@link Change#NO_REF} for none
   * @param mentions whom it calls
   */
  CompletableFuture<Void> add(String room, long reply, String text, List<Mention> mentions) {
    try {
      Post post = new Post(new Command.Post(room, UUID.randomUUID().toString(), reply, text, mentions), new CompletableFuture<>());
      waiting.add(post);
      sendNext();
      return post.acknowledged();
    } catch (Problem problem) {
      return CompletableFuture.failedFuture(problem);
    }
  }

  /** Completed when everything that waits now has been acknowledged or refused. */
  CompletableFuture<Void> settled() {
    return waiting.isEmpty() ? CompletableFuture.completedFuture(null) : waiting.getLast().acknowledged().exceptionally(refused -> null);
  }

  /** How many have not been acknowledged. */
  int size() {
    return waiting.size();
  }

  @Override
  public void connected(Welcome now) {
    sendNext();
  }

  private void sendNext() {
    Post post = waiting.peek();
    if (post != null && !isUnderway && exchange.isConnected()) {
      isUnderway = true;
      exchange.ask(Address.POST, body(post.command())).whenComplete((reply, failure) -> answered(post, failure));
    }
  }

  private static JsonObject body(Command.Post post) {
    JsonObject body = new JsonObject().put("room", post.room()).put("id", post.id()).put("text", post.text());
    if (!post.mentions().isEmpty()) {
      body.put("mentions", Mentions.asked(post.mentions()));
    }
    return post.reply() == Change.NO_REF ? body : body.put("reply", post.reply());
  }

  private void answered(Post post, Throwable failure) {
    if (failure instanceof Refused refusal && refusal.retryAfterSeconds() > 0) {
      loop.schedule(this::sendAgain, refusal.retryAfterSeconds(), TimeUnit.SECONDS);
      return;
    }
    isUnderway = false;
    if (failure instanceof Exchange.Lost) {
      return;
    }
    waiting.remove();
    if (failure == null) {
      post.acknowledged().complete(null);
    } else {
      post.acknowledged().completeExceptionally(failure);
    }
    sendNext();
  }

  private void sendAgain() {
    isUnderway = false;
    sendNext();
  }
}
