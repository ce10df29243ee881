package dochat.protocol;

import dochat.model.Mention;
import dochat.model.Mention.Group;
import dochat.model.User;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Mentions as JSON, in commands, in events and messages, and as the store keeps them. Pure. */
public final class Mentions {
  private static final Set<String> GROUPS = Set.of("all", "here");
  /** An {@code @} and a name. */
  private static final int MOST_UNITS = 1 + 2 * Limits.NAME_CHARS;

  private Mentions() {
  }

  /** As everybody reads them: {@code [{"user":{"id","name"},"from","to"} or {"group","from","to"}…]}. */
  public static JsonArray json(List<Mention> mentions) {
    return new JsonArray(mentions.stream().map(Mentions::json).toList());
  }

  private static JsonObject json(Mention mention) {
    JsonObject json = mention.user() != null ? new JsonObject().put("user", Views.user(mention.user())) : new JsonObject().put("group", mention.group().word());
    return json.put("from", mention.from()).put("to", mention.to());
  }

  /** As a command has them: people by their ids. */
  public static JsonArray asked(List<Mention> mentions) {
    return new JsonArray(mentions.stream().map(mention -> mention.user() == null ? json(mention) : json(mention).put("user", mention.user().id())).toList());
  }

  /** What {@link #json} has written. */
  public static List<Mention> of(JsonArray json) {
    return json.stream().map(JsonObject.class::cast).map(Mentions::of).toList();
  }

  private static Mention of(JsonObject json) {
    JsonObject user = json.getJsonObject("user");
    int from = json.getInteger("from");
    int to = json.getInteger("to");
    return user == null ? Mention.of(Group.of(json.getString("group")), from, to) : Mention.of(new User(user.getString("id"), user.getString("name")), from, to);
  }

  /** Those of a command, whose people are only ids yet; none where the field is missing. Fails with {@code bad_request}. */
  static List<Mention> from(JsonObject body) {
    if (body.getValue("mentions") == null) {
      return List.of();
    }
    if (!(body.getValue("mentions") instanceof JsonArray array) || array.size() > Limits.MENTIONS || !array.stream().allMatch(JsonObject.class::isInstance)) {
      throw Problem.of(ProblemCode.BAD_REQUEST, "The field mentions must be a list of at most " + Limits.MENTIONS + " objects.");
    }
    return array.stream().map(each -> asked((JsonObject) each)).toList();
  }

  private static Mention asked(JsonObject json) {
    int from = (int) Cursors.parse(json.getValue("from"), 0, Limits.FRAME_BYTES);
    int to = (int) Cursors.parse(json.getValue("to"), 0, Limits.FRAME_BYTES);
    if (json.containsKey("group")) {
      if (json.containsKey("user")) {
        throw Problem.of(ProblemCode.BAD_REQUEST, "A mention calls a user or a group.");
      }
      return Mention.of(Group.of(Fields.word(json, "group", null, GROUPS)), from, to);
    }
    String user = Fields.string(json, "user");
    if (!Command.CLIENT_ID.matcher(user).matches()) {
      throw Problem.of(ProblemCode.BAD_REQUEST, "The user of a mention must be an id.");
    }
    return Mention.of(new User(user, user), from, to);
  }

  /** These in the order in which they stand in the text. Fails with {@code bad_request} where they do not fit it. */
  static List<Mention> in(String text, List<Mention> mentions) {
    List<Mention> sorted = mentions.stream().sorted(Comparator.comparingInt(Mention::from)).toList();
    if (!fitting(text, sorted).equals(sorted)) {
      throw Problem.of(ProblemCode.BAD_REQUEST, "The mentions must be parts of the text that begin with @, each of its own.");
    }
    return sorted;
  }

  /** Those of these, in their order, that stand in the text as mentions do: a node that knew no mentions may have written another text. */
  public static List<Mention> fitting(String text, List<Mention> mentions) {
    int[] end = {0};
    return mentions.stream().filter(mention -> {
      boolean fits = mention.from() >= end[0] && isOne(text, mention.from(), mention.to());
      end[0] = fits ? mention.to() : end[0];
      return fits;
    }).toList();
  }

  private static boolean isOne(String text, int from, int to) {
    return to <= text.length() && to - from >= 2 && to - from <= MOST_UNITS && text.charAt(from) == '@' && text.substring(from, to).indexOf('\n') < 0
        && !(to < text.length() && Character.isLowSurrogate(text.charAt(to)) && Character.isHighSurrogate(text.charAt(to - 1)));
  }
}
