package dochat.verify;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A message as it is now, without times.
 *
 * @param deletedBy id of who has deleted it, null while it is there
 * @param reactions in the order of the code points of their emojis
 * @param quote     what it answers, null for nothing
 * @param replies   the thread that it began, null for none
 */
record Message(long seq, String author, String id, String text, boolean isEdited, String deletedBy, List<Reaction> reactions, boolean isPinned, Quote quote, Replies replies) {
  /**
   * How people react with one emoji.
   *
   * @param count how many they are
   * @param users ids of the first of them, as many as are told, in the order in which they came
   */
  record Reaction(String emoji, int count, List<String> users) {
    private static Reaction from(JsonObject reaction) {
      return new Reaction(reaction.getString("emoji"), reaction.getInteger("count"), ids(reaction.getJsonArray("users")));
    }
  }

  /**
   * A message that is answered, as it is now, in one line.
   *
   * @param thread the number of the message that began the thread of the answer
   */
  record Quote(long seq, String author, String text, boolean isDeleted, long thread) {
    private static Quote from(JsonObject reply, long thread) {
      return new Quote(reply.getLong("seq"), reply.getJsonObject("user").getString("id"), reply.getString("text", ""), reply.getBoolean("deleted", false), thread);
    }
  }

  /**
   * What has become of answers to a message, and of answers to these.
   *
   * @param count how many are there and not deleted
   * @param users ids of the first of who has answered, as many as are told, in the order in which they came
   */
  record Replies(int count, List<String> users) {
    private static Replies from(JsonObject replies) {
      return new Replies(replies.getInteger("count"), ids(replies.getJsonArray("users")));
    }
  }

  static Message from(JsonObject message) {
    JsonObject deleted = message.getJsonObject("deleted");
    JsonObject reply = message.getJsonObject("reply");
    JsonObject replies = message.getJsonObject("replies");
    return new Message(message.getLong("seq"), message.getJsonObject("user").getString("id"), message.getString("id"), message.getString("text"), message.containsKey("edited"),
        deleted == null ? null : deleted.getJsonObject("user").getString("id"), objects(message.getJsonArray("reactions", new JsonArray())).stream().map(Reaction::from).toList(),
        message.getBoolean("pinned", false), reply == null ? null : Quote.from(reply, message.getLong("thread")), replies == null ? null : Replies.from(replies));
  }

  static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }

  private static List<String> ids(JsonArray users) {
    return objects(users).stream().map(user -> user.getString("id")).toList();
  }
}
