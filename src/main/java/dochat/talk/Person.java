package dochat.talk;

import dochat.protocol.Address;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ProtocolException;

/** Who talks. The token lives in memory only; with it the person stays the same at every node. For the link's thread alone. */
final class Person {
  private static final String REPLY = "hello";

  private final String name;
  private String token;

  Person(String name) {
    this.name = name;
  }

  /** Signs in, with the token if there is one; fails when the node does not let this person in. The answer is that of chat.session. */
  Welcome signIn(Connection connection) throws IOException {
    try {
      return welcome(connection, ask(connection));
    } catch (Refused refusal) {
      if (token == null || !refusal.code().equals("unauthenticated")) {
        throw new ProtocolException("sign-in refused: " + refusal.code());
      }
      token = null; // it is void, or of another store
      return signIn(connection);
    }
  }

  private JsonObject ask(Connection connection) throws IOException {
    JsonObject frame = new JsonObject().put("type", "send").put("address", Address.SESSION).put("replyAddress", REPLY);
    connection.send(token == null ? frame.put("body", new JsonObject().put("name", name))
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
