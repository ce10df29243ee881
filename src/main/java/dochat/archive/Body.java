package dochat.archive;

import dochat.model.Mention;
import dochat.model.Mention.Group;
import dochat.model.Status;
import dochat.model.User;
import dochat.picture.Picture;
import dochat.protocol.CardViews;
import dochat.protocol.Limits;
import dochat.protocol.Mentions;
import dochat.protocol.Problem;
import dochat.protocol.Texts;
import dochat.protocol.Views;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The object of one line: exactly the fields that it must have, each by its rule, else {@link ArchiveFault}. */
record Body(JsonObject json) {
  /** Of users, posts and stores. */
  static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1," + Limits.CLIENT_ID_CHARS + "}");
  static final Pattern ROOM = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9._-]{0,31}");
  static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  /** 2026-11-25T21:30:00.000Z. */
  private static final int TIME_CHARS = 24;

  /** The object in this field of the other, with these fields and no others. */
  static Body of(JsonObject outer, String field, String... fields) {
    if (!(outer.getValue(field) instanceof JsonObject json)) {
      throw new ArchiveFault("must have an object " + field);
    }
    if (!json.fieldNames().equals(Set.of(fields))) {
      throw new ArchiveFault("must have exactly these fields in " + field + ": " + String.join(", ", fields));
    }
    return new Body(json);
  }

  /** The same, but it may have some of these others, too. */
  static Body of(JsonObject outer, String field, Set<String> others, String... fields) {
    Stream<String> more = outer.getValue(field) instanceof JsonObject json ? others.stream().filter(json::containsKey).sorted() : Stream.of();
    return of(outer, field, Stream.concat(more, Stream.of(fields)).toArray(String[]::new));
  }

  boolean has(String field) {
    return json.containsKey(field);
  }

  Body object(String field, String... fields) {
    return of(json, field, fields);
  }

  boolean isNull(String field) {
    return json.getValue(field) == null;
  }

  String text(String field) {
    if (json.getValue(field) instanceof String text) {
      return text;
    }
    throw new ArchiveFault("must have a string " + field);
  }

  String matching(String field, Pattern form) {
    String text = text(field);
    if (!form.matcher(text).matches()) {
      throw new ArchiveFault("has no proper " + field);
    }
    return text;
  }

  /** A whole number from 0 on. */
  long number(String field) {
    if (json.getValue(field) instanceof Number number && (number instanceof Integer || number instanceof Long) && number.longValue() >= 0) {
      return number.longValue();
    }
    throw new ArchiveFault("must have a whole number " + field);
  }

  /** A whole number from 0 to this one. */
  int number(String field, int most) {
    long number = number(field);
    if (number > most) {
      throw new ArchiveFault("has a " + field + " of more than " + most);
    }
    return (int) number;
  }

  boolean is(String field) {
    if (json.getValue(field) instanceof Boolean flag) {
      return flag;
    }
    throw new ArchiveFault("must have " + field + " true or false");
  }

  /** A word of an enumeration, by what reads one. */
  <T> T word(String field, Function<String, T> of) {
    String word = text(field);
    try {
      if (word.equals(word.toLowerCase(Locale.ROOT))) {
        return of.apply(word);
      }
    } catch (IllegalArgumentException e) {
      // Told below, like a word in another case.
    }
    throw new ArchiveFault("has no proper " + field);
  }

  /** Different ids of people. */
  List<String> ids(String field) {
    if (json.getValue(field) instanceof JsonArray array && array.size() > 0 && array.stream().allMatch(each -> each instanceof String id && ID.matcher(id).matches())
        && array.stream().distinct().count() == array.size()) {
      return array.stream().map(String.class::cast).toList();
    }
    throw new ArchiveFault("must have different ids in " + field);
  }

  String empty(String field) {
    if (text(field).isEmpty()) {
      return "";
    }
    throw new ArchiveFault("has a " + field + " where there is none");
  }

  Instant time(String field) {
    String text = text(field);
    try {
      Instant time = Instant.parse(text);
      if (text.length() == TIME_CHARS && Views.time(time).equals(text)) {
        return time;
      }
    } catch (DateTimeParseException e) {
      // Told below, like a time in another form.
    }
    throw new ArchiveFault("must have a time " + field + " in UTC with milliseconds");
  }

  User user() {
    return new User(matching("id", ID), line("name", 1, Limits.NAME_CHARS));
  }

  Status status(String field) {
    try {
      return CardViews.readStatus(of(json, field, Set.of("emoji", "text", "ends")).json);
    } catch (Problem problem) {
      throw new ArchiveFault("has no proper " + field);
    }
  }

  String zone(String field) {
    try {
      return CardViews.zone(text(field));
    } catch (Problem problem) {
      throw new ArchiveFault("has no proper " + field);
    }
  }

  /** A JPEG as this program makes them, and nothing else that could be served as one. */
  String picture(String field) {
    String image = text(field);
    if (!Picture.isMade(image)) {
      throw new ArchiveFault("has no proper " + field);
    }
    return image;
  }

  String roomName(String field) {
    return line(field, 1, Limits.ROOM_NAME_CHARS);
  }

  String topic(String field) {
    return line(field, 0, Limits.TOPIC_CHARS);
  }

  /** Texts as they may stand in the log; one that is empty was deleted, or there was nothing to say. */
  String message(String field) {
    String text = text(field);
    if (!Texts.canBeKept(text)) {
      throw new ArchiveFault("has a " + field + " that is too long or has characters that no message can have");
    }
    return text;
  }

  /** Whom this text calls, in the order in which they stand there. */
  List<Mention> mentions(String field, String text) {
    if (json.getValue(field) instanceof JsonArray array && array.size() > 0 && array.size() <= Limits.MENTIONS && array.stream().allMatch(JsonObject.class::isInstance)) {
      List<Mention> mentions = array.stream().map(each -> new Body((JsonObject) each).mention()).toList();
      if (Mentions.fitting(text, mentions).equals(mentions)) {
        return mentions;
      }
    }
    throw new ArchiveFault("must have in " + field + " what stands in the text");
  }

  private Mention mention() {
    Body whole = new Body(new JsonObject().put("mention", json));
    Body mention = has("group") ? whole.object("mention", "group", "from", "to") : whole.object("mention", "user", "from", "to");
    int from = (int) Math.min(mention.number("from"), Limits.FRAME_BYTES);
    int to = (int) Math.min(mention.number("to"), Limits.FRAME_BYTES);
    return has("group") ? Mention.of(mention.word("group", Group::of), from, to) : Mention.of(mention.object("user", "id", "name").user(), from, to);
  }

  private String line(String field, int least, int most) {
    String text = text(field);
    if (text.length() < least || !Texts.canBeKeptAsLine(text, most)) {
      throw new ArchiveFault("has a " + field + " that is empty, too long or has characters that it cannot have");
    }
    return text;
  }
}
