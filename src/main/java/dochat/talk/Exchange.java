package dochat.talk;

import dochat.talk.Person.Welcome;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Questions and answers over the connection that there is now. All on the loop; the futures are completed there, too. */
final class Exchange {
  private final Map<String, CompletableFuture<JsonObject>> asked = new HashMap<>();
  private final List<Listener> listeners = new ArrayList<>();
  private Welcome welcome;
  private long questions;

  /** Who wants to know of the connection, and of what nobody asked for. */
  interface Listener {
    void connected(Welcome now);

    default void lost() {
    }

    /** The person is not let in any more. */
    default void signedOut() {
    }

    /** A delivery, or the refusal of a registration. */
    default void came(String address, JsonObject frame) {
    }
  }

  /** The connection broke before the answer; whether the command was carried out is not known. */
  static final class Lost extends RuntimeException {
    private static final long serialVersionUID = 1;

    Lost() {
      super("connection lost", null, false, false);
    }
  }

  /** Listeners are told in the order in which they were added; one that comes late is told of the connection that there is. */
  void add(Listener listener) {
    listeners.add(listener);
    if (welcome != null) {
      listener.connected(welcome);
    }
  }

  boolean isConnected() {
    return welcome != null;
  }

  /** The reply's body; fails with {@link Refused} or {@link Lost}. */
  CompletableFuture<JsonObject> ask(String address, JsonObject body) {
    if (welcome == null) {
      return CompletableFuture.failedFuture(new Lost());
    }
    CompletableFuture<JsonObject> reply = new CompletableFuture<>();
    String replyAddress = "reply-" + ++questions;
    asked.put(replyAddress, reply);
    send(new JsonObject().put("type", "send").put("address", address).put("body", body).put("replyAddress", replyAddress));
    return reply;
  }

  /** Sends if there is a connection; what cannot be sent ends it. */
  void send(JsonObject frame) {
    if (welcome != null) {
      try {
        welcome.connection().send(frame);
      } catch (IOException e) {
        welcome.connection().close(); // its reader notices, and everybody is told
      }
    }
  }

  /** Asks for a sign of life. */
  void ping() {
    send(new JsonObject().put("type", "ping"));
  }

  void connected(Welcome now) {
    welcome = now;
    each(listener -> listener.connected(now));
  }

  void received(JsonObject frame) {
    String address = frame.getString("address", "");
    CompletableFuture<JsonObject> reply = asked.remove(address);
    boolean isRefusal = frame.getString("type", "").equals("err");
    if (reply == null) {
      each(listener -> listener.came(address, frame));
    } else if (isRefusal) {
      reply.completeExceptionally(Refused.from(frame));
    } else {
      reply.complete(frame.getJsonObject("body"));
    }
  }

  void lost() {
    welcome = null;
    List<CompletableFuture<JsonObject>> unanswered = List.copyOf(asked.values());
    asked.clear();
    unanswered.forEach(reply -> reply.completeExceptionally(new Lost()));
    each(Listener::lost);
  }

  void signedOut() {
    each(Listener::signedOut);
  }

  private void each(Consumer<Listener> news) {
    List.copyOf(listeners).forEach(news);
  }
}
