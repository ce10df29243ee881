package dochat.browser;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatNode;
import dochat.support.Http;
import dochat.talk.Talking;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What {@code dochat talk} shows of one room after another to one person, at a terminal of eighty columns, which breaks lines where it must. */
final class Transcripts implements AutoCloseable {
  /** So many events it shows of what was before. */
  static final int EVENTS = 30;
  /** So much of a message that is answered stands on one line for certain. */
  private static final int QUOTED = 12;
  /** So much of a name. */
  private static final int NAME = 12;

  private final Path password = Episodes.passwordFile();
  private final Talking talk;

  private Transcripts(String handle, List<ChatNode> nodes) {
    talk = Talking.inATerminal("--node", Talking.at(nodes.toArray(ChatNode[]::new)), "--handle", handle, "--password-file", password.toString());
    talk.shows("# ");
  }

  /** Of somebody who signs in there. A guest is given an account for that. */
  static Transcripts of(Http person, String handle, List<ChatNode> nodes) {
    JsonObject me = Http.json(person.get("/api/me"));
    if (!me.getString("handle", "").isEmpty()) {
      return new Transcripts(me.getString("handle"), nodes);
    }
    HttpResponse<String> kept = person.post("/api/accounts", new JsonObject().put("handle", handle).put("password", Episodes.PASSWORD));
    assertEquals(201, kept.statusCode(), kept::body);
    return new Transcripts(handle, nodes);
  }

  /** Goes to the room, and waits until these, its newest events, stand there in their order. */
  void compare(JsonObject room, List<JsonObject> events) {
    int before = talk.out().length();
    talk.type("/join " + room.getString("id") + "\r");
    List<String> told = lines(events);
    eventually(() -> {
      String shown = dense(talk.out().substring(before));
      int at = shown.indexOf(dense("# " + room.getString("name")));
      assertTrue(at >= 0, () -> "no such room in " + shown);
      for (String line : told) {
        at = shown.indexOf(line, at);
        assertTrue(at >= 0, () -> line + " is not in its place in " + shown);
        at += line.length();
      }
    });
  }

  @Override
  public void close() {
    talk.close();
    password.toFile().delete();
  }

  /** In English, as who talks there has it, and without spaces. */
  private static List<String> lines(List<JsonObject> events) {
    Map<Long, String> texts = new HashMap<>();
    List<String> lines = new ArrayList<>();
    for (JsonObject event : events) {
      long ref = event.getLong("ref", 0L);
      String text = event.getString("text", "");
      boolean isMessage = event.getString("type").equals("message");
      if (isMessage && !text.isEmpty()) {
        Stream.of(name(event) + (ref > 0 ? "> " + quote(texts, ref) : text), ref > 0 ? text : "").filter(line -> !line.isEmpty()).map(Transcripts::dense).forEach(lines::add);
        texts.put(event.getLong("seq"), text);
      } else if (isMessage) {
        lines.add(dense(name(event) + "deleted message"));
      } else {
        what(event, text, ref, texts).map(line -> dense(name(event) + line)).forEach(lines::add);
      }
      if (event.getString("type").equals("edit")) {
        texts.computeIfPresent(ref, (seq, before) -> text);
      } else if (event.getString("type").equals("delete")) {
        texts.remove(ref);
      }
    }
    return lines;
  }

  /** Nothing for the edit of what was deleted since, who follows a thread, and what is hidden. */
  private static Stream<String> what(JsonObject event, String text, long ref, Map<Long, String> texts) {
    String whom = event.getJsonObject("whom", new JsonObject()).getString("name", "");
    return switch (event.getString("type")) {
      case "edit" -> text.isEmpty() ? Stream.of() : Stream.of("edited: " + text);
      case "delete" -> Stream.of("deleted a message");
      case "react" -> Stream.of(text + " to: " + quote(texts, ref));
      case "unreact" -> Stream.of("took " + text + " back from: " + quote(texts, ref));
      case "invite" -> Stream.of("added " + whom);
      case "join" -> Stream.of("joined the room");
      case "remove" -> Stream.of("removed " + whom);
      case "ban" -> Stream.of("banned " + whom + " from the room");
      case "unban" -> Stream.of("lifted the ban on " + whom);
      case "leave" -> Stream.of("left the room");
      case "role" -> Stream.of("made " + whom + ": " + text);
      case "rename" -> Stream.of("renamed the room: " + text);
      case "topic" -> Stream.of("set the topic: " + text);
      case "archive" -> Stream.of("archived the room");
      case "unarchive" -> Stream.of("opened the room again");
      case "posting" -> Stream.of("changed who may post, at least: " + text);
      case "inviting" -> Stream.of("changed who may invite, at least: " + text);
      case "history" -> Stream.of("lets people who join see");
      case "slow" -> Stream.of("set the seconds between two messages of one person: " + text);
      case "reads" -> Stream.of(Boolean.parseBoolean(text) ? "turned on showing how many" : "turned off showing how many");
      case "pin" -> Stream.of("pinned: " + quote(texts, ref));
      case "unpin" -> Stream.of("unpinned: " + quote(texts, ref));
      case "follow", "unfollow", "hidden" -> Stream.of();
      default -> throw new AssertionError(event.encode());
    };
  }

  private static String quote(Map<Long, String> texts, long seq) {
    String text = texts.getOrDefault(seq, "an earlier message");
    return text.codePoints().limit(QUOTED).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
  }

  /** Longer ones are cut. */
  private static String name(JsonObject event) {
    String name = event.getJsonObject("user").getString("name");
    return name.length() > NAME ? "" : name;
  }

  /** Without the spaces, and what moves a terminal's cursor. */
  private static String dense(String text) {
    return text.replaceAll("\\u001b\\[[0-9;?]*[A-Za-z]|\\s", "");
  }
}
