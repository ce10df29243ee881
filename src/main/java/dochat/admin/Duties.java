package dochat.admin;

import dochat.security.AdminToken;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node answers, and does, when another one asks for an administrator. To be told is for every node of the cluster; to leave, only for
 * those that know the administrator's token of this one. Any thread.
 */
public final class Duties {
  private static final Logger LOG = LoggerFactory.getLogger(Duties.class);
  private static final String ASK = "ask";
  /** Between the clocks of two machines there may be this much; who can listen to the bus needs no old pass to do harm. */
  private static final long PASS_MILLIS = 60_000;

  private final String node;
  private final AdminToken token;
  private final NodeFacts facts;
  private final MessageFacts messages;
  private final Runnable drain;

  /**
   * @param node  the cluster's name of this one
   * @param token null where nobody may drain it
   * @param drain tells this node to leave; returns at once
   */
  public Duties(String node, AdminToken token, NodeFacts facts, MessageFacts messages, Runnable drain) {
    this.node = node;
    this.token = token;
    this.facts = facts;
    this.messages = messages;
    this.drain = drain;
  }

  static JsonObject status() {
    return new JsonObject().put(ASK, "status");
  }

  static JsonObject find(String id, String epoch) {
    return new JsonObject().put(ASK, "find").put("id", id).put("epoch", epoch);
  }

  static JsonObject message(String room, String epoch, long seq) {
    return new JsonObject().put(ASK, "message").put("room", room).put("epoch", epoch).put("seq", seq);
  }

  /** Asks this node to leave, in the name of who knows the token and has said so to the node {@code from}. */
  static JsonObject drain(String node, String from, AdminToken token) {
    return new JsonObject().put(ASK, "drain").put("from", from).put("pass", token.pass(purpose(node, from), System.currentTimeMillis() + PASS_MILLIS));
  }

  /** The answer; fails where there is none. */
  public Future<JsonObject> answer(JsonObject question) {
    return switch (question.getString(ASK)) {
      case "status" -> Future.succeededFuture(facts.now());
      case "find" -> named(new JsonObject().put("places", messages.places(question.getString("id"), question.getString("epoch"))));
      case "message" -> named(messages.steps(question.getString("room"), question.getString("epoch"), question.getLong("seq")));
      case "drain" -> named(drain(question.getString("from"), question.getString("pass")));
      default -> Future.failedFuture("not known here: " + question.getString(ASK));
    };
  }

  private JsonObject drain(String from, String pass) {
    boolean isAdmitted = token != null && token.admits(pass, purpose(node, from), System.currentTimeMillis());
    if (isAdmitted) {
      LOG.info("told to leave by=bus from={}", from);
      drain.run();
    }
    return new JsonObject().put("draining", isAdmitted);
  }

  private Future<JsonObject> named(JsonObject answer) {
    return Future.succeededFuture(answer.put("name", facts.name()));
  }

  private static String purpose(String node, String from) {
    return "drain " + node + " from " + from;
  }
}
