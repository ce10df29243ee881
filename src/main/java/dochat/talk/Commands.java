package dochat.talk;

import dochat.model.Change;
import dochat.model.Mention;
import dochat.protocol.Address;
import dochat.protocol.Mentions;
import dochat.protocol.ProblemCode;
import dochat.protocol.Texts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a typed line means: a command if it begins with a slash, else a message. All on the loop. */
final class Commands {
  static final String JOIN = "/join";
  static final String QUIT = "/quit";
  /** All of them, for completion. */
  static final List<String> ALL = List.of("/archive", "/ban", "/delete", "/dm", "/edit", "/follow", "/help", "/invite", JOIN, "/members", "/mute", "/pin", "/pins", QUIT, "/react", "/remove",
      "/rename", "/reply", "/rooms", "/status", "/topic", "/unarchive", "/unban", "/unfollow", "/unmute", "/unpin", "/unreact", "/who");

  /** Who writes something after one of these means another message or room than the one that it is about. */
  private static final Set<String> ALONE = Set.of("/archive", "/delete", "/follow", "/mute", "/pin", "/unarchive", "/unfollow", "/unmute", "/unpin");
  private static final int SHOWN_COLUMNS = 40;

  private final Exchange exchange;
  private final Rooms rooms;
  private final People people;
  private final Reading reading;
  private final Shown shown;
  private final Outbox outbox;
  private final Transcript transcript;
  private final Words words;

  Commands(Exchange exchange, Rooms rooms, Reading reading, Shown shown, Outbox outbox, Transcript transcript, Words words) {
    this.exchange = exchange;
    this.rooms = rooms;
    this.people = new People(exchange);
    this.reading = reading;
    this.shown = shown;
    this.outbox = outbox;
    this.transcript = transcript;
    this.words = words;
  }

  /** Does what the line says. The future never fails; it ends when the next line can be typed, which a message does not hold up. */
  CompletableFuture<Void> typed(String line) {
    reading.read();
    String[] parts = line.strip().split("\\s+", 2);
    String rest = parts.length == 2 ? parts[1] : "";
    CompletableFuture<?> done = ALONE.contains(parts[0]) && !rest.isEmpty() ? said(words.say("alone.how", parts[0]))
        : heard(line).thenCompose(heard -> act(parts[0], rest, line));
    return done.handle((result, failure) -> {
      if (failure != null) {
        transcript.notice(words.reason(failure));
      }
      return null;
    });
  }

  /** What a command is about may come now, where one is let in again; a message is about nothing, and is not lost on the way. */
  private CompletableFuture<Void> heard(String line) {
    CompletableFuture<Void> heard = reading.listenAgain();
    return isMessage(line) ? CompletableFuture.completedFuture(null) : heard;
  }

  private static boolean isMessage(String line) {
    return !line.startsWith("/") || line.startsWith("//");
  }

  /** Says what has not been sent, and why; the answer is whether there is something. */
  CompletableFuture<Boolean> tellUnsent() {
    List<Outbox.Unsent> unsent = outbox.unsent();
    return said(unsent.isEmpty() ? null : unsent.stream().map(this::why).collect(Collectors.joining("\n"))).thenApply(said -> !unsent.isEmpty());
  }

  private String why(Outbox.Unsent post) {
    if (post.hold() == null) {
      return words.say("post.unsent", cut(post.text()));
    }
    return post.hold().code().equals(ProblemCode.SLOW_MODE.code()) ? words.say("post.unsent.slow", cut(post.text())) : words.say("post.refused", cut(post.text()), words.reason(post.hold()));
  }

  private CompletableFuture<?> act(String command, String rest, String line) {
    return switch (command) {
      case "/help" -> said(words.say("help.commands"));
      case JOIN -> rest.isEmpty() ? said(words.say("join.which")) : join(rest);
      case "/rooms" -> rooms.all().thenAccept(this::list);
      case "/who" -> who();
      case "/dm" -> rest.isEmpty() ? said(words.say("dm.how")) : talkWith(rest);
      case "/members" -> people.members(reading.room().id()).thenCompose(this::listMembers);
      case "/invite" -> rest.isEmpty() ? said(words.say("invite.how")) : place(Address.INVITE, rest, people.find(rest));
      case "/remove" -> rest.isEmpty() ? said(words.say("remove.how")) : place(Address.REMOVE, rest, people.member(reading.room().id(), rest));
      case "/ban" -> rest.isEmpty() ? said(words.say("ban.how")) : place(Address.BAN, rest, people.memberOrAnybody(reading.room().id(), rest));
      case "/unban" -> rest.isEmpty() ? said(words.say("unban.how")) : place(Address.UNBAN, rest, people.banned(reading.room().id(), rest));
      case "/edit" -> rest.isEmpty() ? said(words.say("edit.how")) : own(seq -> edit(seq, rest));
      case "/delete" -> own(seq -> change(Address.DELETE, seq, new JsonObject()));
      case "/react" -> react(rest, true);
      case "/unreact" -> react(rest, false);
      case "/reply" -> rest.isEmpty() ? said(words.say("reply.how")) : reply(shown.last(), rest);
      case "/mute" -> mute(true);
      case "/unmute" -> mute(false);
      case "/rename" -> rest.isEmpty() ? said(words.say("rename.how")) : update("name", rest);
      case "/status" -> people.say(rest).thenAccept(status -> transcript.notice(status.isEmpty() ? words.say("status.none") : words.say("status.said", status)));
      case "/topic" -> update("topic", rest);
      case "/archive" -> update("archived", true);
      case "/unarchive" -> update("archived", false);
      case "/pin" -> change(Address.PIN, shown.last(), new JsonObject().put("on", true));
      case "/unpin" -> change(Address.PIN, shown.last(), new JsonObject().put("on", false));
      case "/follow" -> follow(true);
      case "/unfollow" -> follow(false);
      case "/pins" -> pins();
      default -> message(line);
    };
  }

  private CompletableFuture<?> join(String wanted) {
    return rooms.find(wanted).thenCompose(found -> found.isEmpty() ? said(words.say("join.unknown", SafeText.line(wanted)))
        : exchange.ask(Address.JOIN, new JsonObject().put("room", found.get().id())).thenAccept(joined -> reading.open(found.get())));
  }

  private void list(List<Rooms.Room> all) {
    int columns = all.stream().mapToInt(room -> Wrap.columns(room.id())).max().orElse(0);
    transcript.notice(all.stream().map(room -> Wrap.pad(room.id(), columns) + "  " + SafeText.isolated(room.name()) + " · "
        + words.say("rooms.members", room.members()) + counted("rooms.unread", room.unread()) + counted("rooms.mentions", room.mentions())).collect(Collectors.joining("\n")));
  }

  private String counted(String key, long count) {
    return count == 0 ? "" : " · " + words.say(key, count);
  }

  private CompletableFuture<?> listMembers(List<People.Somebody> members) {
    int columns = members.stream().mapToInt(member -> Wrap.columns(member.name())).max().orElse(0);
    return people.statuses(members).thenAccept(statuses -> transcript.notice(members.stream()
        .map(member -> Wrap.pad(SafeText.isolated(member.name()), columns) + "  " + words.role(member.role()) + status(statuses, member, "  ")).collect(Collectors.joining("\n"))));
  }

  private static String status(Map<String, String> statuses, People.Somebody person, String gap) {
    return statuses.containsKey(person.id()) ? gap + SafeText.isolated(statuses.get(person.id())) : "";
  }

  private CompletableFuture<?> talkWith(String name) {
    return people.find(name).thenCompose(found -> only(name, found, whom -> people.conversation(whom).thenAccept(reading::open)));
  }

  /** What comes of it is shown when it comes back. */
  private CompletableFuture<?> place(String address, String name, CompletableFuture<List<People.Somebody>> people) {
    String room = reading.room().id();
    return people.thenCompose(found -> only(name, found,
        whom -> exchange.ask(address, new JsonObject().put("room", room).put("user", whom.id()).put("id", UUID.randomUUID().toString()))));
  }

  /** Of several people of one name nobody is meant. */
  private CompletableFuture<?> only(String name, List<People.Somebody> found, Function<People.Somebody, CompletableFuture<?>> act) {
    return found.size() == 1 ? act.apply(found.get(0)) : said(words.say(found.isEmpty() ? "person.unknown" : "person.several", SafeText.line(name)));
  }

  /** What comes of it is shown when it comes back. */
  private CompletableFuture<?> update(String field, Object value) {
    return exchange.ask(Address.UPDATE, new JsonObject().put("room", reading.room().id()).put("id", UUID.randomUUID().toString()).put(field, value));
  }

  private CompletableFuture<?> react(String emoji, boolean on) {
    return emoji.isEmpty() ? said(words.say(on ? "react.how" : "unreact.how")) : change(Address.REACT, shown.last(), new JsonObject().put("emoji", emoji.strip()).put("on", on));
  }

  private CompletableFuture<?> mute(boolean on) {
    return exchange.ask(Address.PLACE, new JsonObject().put("room", reading.room().id()).put("muted", on))
        .thenAccept(kept -> transcript.notice(words.say(on ? "mute.on" : "mute.off", reading.room().name())));
  }

  /** Of what comes of it the transcript says nothing: the last message stays the last one. */
  private CompletableFuture<?> follow(boolean on) {
    CompletableFuture<?> followed = change(Address.FOLLOW, shown.last(), new JsonObject().put("on", on));
    return shown.last() == 0 ? followed : followed.thenAccept(done -> transcript.notice(words.say(on ? "follow.on" : "follow.off")));
  }

  private CompletableFuture<?> pins() {
    return exchange.ask(Address.PINS, new JsonObject().put("room", reading.room().id())).thenAccept(reply -> {
      JsonArray messages = reply.getJsonArray("messages");
      transcript.notice(messages.isEmpty() ? words.say("pins.none") : IntStream.range(0, messages.size()).mapToObj(messages::getJsonObject)
          .map(message -> SafeText.isolated(SafeText.line(message.getJsonObject("user").getString("name"))) + ": " + SafeText.isolated(cut(message.getString("text")))).collect(Collectors.joining("\n")));
    });
  }

  private CompletableFuture<?> who() {
    return exchange.ask(Address.PRESENCE, new JsonObject().put("room", reading.room().id())).thenCompose(here -> {
      List<People.Somebody> users = People.users(here.getJsonArray("users"));
      return people.statuses(users).thenAccept(statuses -> transcript.notice(words.say("who.here", here.getLong("count"),
          users.stream().map(user -> SafeText.isolated(user.name()) + status(statuses, user, " ")).collect(Collectors.joining(", ")))));
    });
  }

  /** What comes of it is shown when it comes back, like a message. */
  private CompletableFuture<?> change(String address, long message, JsonObject body) {
    return message == 0 ? said(words.say("change.none"))
        : exchange.ask(address, body.put("room", reading.room().id()).put("seq", message).put("id", UUID.randomUUID().toString()));
  }

  private CompletableFuture<?> message(String line) {
    if (!Texts.isVisible(line)) {
      return said(null);
    }
    if (!isMessage(line)) {
      return said(words.say("command.unknown", SafeText.line(line.split("\\s")[0])));
    }
    return post(Change.NO_REF, line.startsWith("//") ? line.substring(1) : line);
  }

  private CompletableFuture<?> edit(long message, String text) {
    return called(text).thenCompose(mentions -> change(Address.EDIT, message, new JsonObject().put("text", Callings.said(text, mentions)).put("mentions", Mentions.asked(mentions))));
  }

  /** Does this with one's newest message, whose number is not known before it has come. */
  private CompletableFuture<?> own(LongFunction<CompletableFuture<?>> act) {
    return outbox.isAhead(reading.room().id(), reading.after()) ? said(words.say("change.underway")) : act.apply(shown.lastOwn());
  }

  private CompletableFuture<?> reply(long message, String text) {
    return message == 0 ? said(words.say("change.none")) : post(message, text);
  }

  private CompletableFuture<?> post(long reply, String text) {
    String room = reading.room().id();
    return called(text).thenCompose(mentions -> post(room, reply, Callings.said(text, mentions), mentions));
  }

  private CompletableFuture<?> post(String room, long reply, String text, List<Mention> mentions) {
    String waits = !exchange.isConnected() ? "post.waiting" : outbox.isSlow(room) ? "post.behind" : null;
    outbox.add(room, reply, text, mentions, seconds -> transcript.notice(words.say("post.slow", seconds, cut(text)))).exceptionally(failure -> {
      transcript.notice(words.say("post.refused", cut(text), words.reason(failure)));
      return null;
    });
    return said(waits == null ? null : words.say(waits, cut(text)));
  }

  private CompletableFuture<List<Mention>> called(String text) {
    return people.called(reading.room().id(), text);
  }

  private CompletableFuture<Void> said(String sentence) {
    if (sentence != null) {
      transcript.notice(sentence);
    }
    return CompletableFuture.completedFuture(null);
  }

  private static String cut(String text) {
    return Wrap.cut(SafeText.line(text), SHOWN_COLUMNS);
  }
}
