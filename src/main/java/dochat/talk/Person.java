package dochat.talk;

import dochat.protocol.Address;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ProtocolException;

/** Who talks. The token lives in memory only; with it the person stays the same at every node. For the link's thread alone. */
final class Person {
  private static final String REPLY = "hello";

  /** What is signed in with; null where that was an account's, and has been used: who ends its session means it. */
  private JsonObject first;
  private final boolean isGuest;
  private String token;

  private Person(JsonObject first, boolean isGuest) {
    this.first = first;
    this.isGuest = isGuest;
  }

  static Person guest(String name) {
    return new Person(new JsonObject().put("name", name), true);
  }

  static Person account(String handle, String password) {
    return new Person(new JsonObject().put("handle", handle).put("password", password), false);
  }

  /** A node does not let this person in, and no other one would. */
  static final class NotLetIn extends ProtocolException {
    private static final long serialVersionUID = 1;

    private final transient Refused refusal;

    private NotLetIn(Refused refusal) {
      super("sign-in refused: " + refusal.code());
      this.refusal = refusal;
    }

    Refused refusal() {
      return refusal;
    }
  }

  /** Signs in, with the token if there is one; fails when the node does not let this person in. The answer is that of chat.session. */
  Welcome signIn(Connection connection) throws IOException {
    try {
      return welcome(connection, ask(connection));
    } catch (Refused refusal) {
      boolean isVoid = token != null && refusal.code().equals("unauthenticated"); // or of another store
      if (!isVoid || first == null) {
        throw isFinal(refusal) ? new NotLetIn(refusal) : new ProtocolException("sign-in refused: " + refusal.code());
      }
      token = null;
      return signIn(connection);
    }
  }

  /** What is no node may refuse a guest for any reason, and the next one is asked. */
  private boolean isFinal(Refused refusal) {
    return isGuest ? refusal.code().equals("guests_refused") : refusal.retryAfterSeconds() == 0;
  }

  private JsonObject ask(Connection connection) throws IOException {
    JsonObject frame = new JsonObject().put("type", "send").put("address", Address.SESSION).put("replyAddress", REPLY);
    connection.send(token == null ? frame.put("body", first)
        : frame.put("headers", new JsonObject().put("Authorization", "Bearer " + token)));
    while (true) {
      JsonObject answer = connection.receive();
      if ("err".equals(answer.getValue("type"))) {
        throw Refused.from(answer);
      }
      if (REPLY.equals(answer.getValue("address"))) {
        return answer.getJsonObject("body");
      }
    }
  }

  private Welcome welcome(Connection connection, JsonObject session) throws IOException {
    token = session.getString("token", token);
    first = isGuest ? first : null;
    connection.signedIn();
    return new Welcome(connection, session.getJsonObject("user").getString("id"), session.getString("node"));
  }

  /**
   * A connection on which the person has signed in.
   *
   * @param user id of the person
   * @param node name of the node
   */
  record Welcome(Connection connection, String user, String node) {}
}
