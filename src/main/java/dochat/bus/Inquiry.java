package dochat.bus;

import dochat.trail.Trail;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the nodes ask each other for who operates them: a question to one or to all, and an answer within a second, or none. Answers are facts
 * of another node and no more trusted than a client's: nothing is done because of them. One per node, on a context of its own; any context
 * may ask, and is called back on itself.
 */
public final class Inquiry extends VerticleBase {
  private static final long PATIENCE_MILLIS = 1_000;
  private static final int NOT_UNDERSTOOD = 1;
  private static final int FAILED = 2;

  private final String node;
  private final Supplier<Set<String>> members;
  private final Function<JsonObject, Future<JsonObject>> answers;

  /**
   * @param node    the cluster's name of this one
   * @param members those of all that are there now
   * @param answers what this node says to a question; an exception is no answer
   */
  public Inquiry(String node, Supplier<Set<String>> members, Function<JsonObject, Future<JsonObject>> answers) {
    this.node = node;
    this.members = members;
    this.answers = answers;
  }

  @Override
  public Future<?> start() {
    return vertx.eventBus().consumer(Addresses.ofInquiry(node), this::answer).completion().otherwiseEmpty();
  }

  /** Asks all nodes, this one included; never fails, and is over after a second. */
  public <T> Future<List<Reply<T>>> askAll(JsonObject question, Function<JsonObject, T> reader) {
    List<Future<Reply<T>>> replies = members.get().stream().sorted().map(each -> ask(each, question, reader)).toList();
    return Future.all(replies).map(all -> all.<Reply<T>>list());
  }

  /**
   * Asks one node by the cluster's name of it; never fails, and is over after a second.
   *
   * @param reader what an answer says; throws, or has null, where it is not understood
   */
  public <T> Future<Reply<T>> ask(String asked, JsonObject question, Function<JsonObject, T> reader) {
    if (!members.get().contains(asked)) {
      return Future.succeededFuture(Reply.none(asked, Silence.GONE));
    }
    long askedMicros = Trail.nowMicros();
    return vertx.eventBus().<JsonObject>request(Addresses.ofInquiry(asked), question, new DeliveryOptions(SignalBus.AS_NOW).setSendTimeout(PATIENCE_MILLIS))
        .map(reply -> Reply.of(asked, reply.body(), reader, askedMicros))
        .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .otherwise(failure -> Reply.none(asked, Silence.of(failure)));
  }

  private void answer(Message<JsonObject> question) {
    if (!SignalBus.isKnown(question)) {
      question.fail(NOT_UNDERSTOOD, "another layout");
      return;
    }
    Future.succeededFuture(question.body()).compose(answers::apply)
        .onSuccess(answer -> question.reply(new JsonObject().put("micros", Trail.nowMicros()).put("answer", answer), SignalBus.AS_NOW))
        .onFailure(failure -> question.fail(FAILED, failure.toString()));
  }

  /** Why there is no answer. */
  public enum Silence {
    /** It did not answer within a second. */
    LATE,
    /** It does not take questions: it has just come, is about to go, or is of a version that does not know them. */
    DEAF,
    /** It could not answer, or in a way that is not understood here. */
    FAILED,
    /** There is no such node. */
    GONE;

    private static Silence of(Throwable failure) {
      ReplyFailure kind = failure instanceof ReplyException reply ? reply.failureType() : null;
      boolean isLate = kind == ReplyFailure.TIMEOUT || failure instanceof TimeoutException;
      return isLate ? LATE : kind == ReplyFailure.NO_HANDLERS ? DEAF : FAILED;
    }
  }

  /**
   * What became of a question.
   *
   * @param node         the cluster's name of the node
   * @param answer       null where there is none
   * @param silence      why there is none; null where there is one
   * @param tripMicros   how long question and answer took
   * @param offsetMicros how far its clock is ahead of this one's, to half the trip (RFC 5905 section 8)
   */
  public record Reply<T>(String node, T answer, Silence silence, long tripMicros, long offsetMicros) {
    private static <T> Reply<T> of(String node, JsonObject body, Function<JsonObject, T> reader, long askedMicros) {
      long now = Trail.nowMicros();
      T answer = Objects.requireNonNull(reader.apply(body.getJsonObject("answer")));
      return new Reply<>(node, answer, null, now - askedMicros, body.getLong("micros") - (askedMicros + now) / 2);
    }

    private static <T> Reply<T> none(String node, Silence silence) {
      return new Reply<>(node, null, silence, 0, 0);
    }
  }
}
