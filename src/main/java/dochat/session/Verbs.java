package dochat.session;

import dochat.chat.AdministrationService;
import dochat.chat.CardService;
import dochat.chat.ChatService;
import dochat.chat.PlaceService;
import dochat.chat.RoomService;
import dochat.feed.PersonalFeeds;
import dochat.feed.Told;
import dochat.model.Room;
import dochat.model.User;
import dochat.protocol.Address;
import dochat.protocol.CardViews;
import dochat.protocol.Command;
import dochat.protocol.PeopleViews;
import dochat.protocol.PreferenceViews;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.protocol.Views;
import dochat.trace.Trace;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** The commands of the envelope: for each address how its body is read, what the chat does, and how the answer is written. */
public final class Verbs {
  private final Map<String, Verb> verbs = new HashMap<>();

  public Verbs(ChatService chat, RoomService rooms, PlaceService places, CardService cards, AdministrationService administration, PersonalFeeds feeds) {
    verb(Address.ENTRY, Command.Entry::from, (user, asked) -> administration.settings().map(PeopleViews::settings));
    addRooms(rooms);
    verb(Address.PLACE, Command.Place::from, (user, place) -> one(user, places.keep(user, place)));
    verb(Address.DRAFT, Command.Draft::from, (user, draft) -> places.draft(user, draft).map(Views::draft));
    verb(Address.THREAD_DRAFT, Command.ThreadDraft::from, (user, draft) -> places.threadDraft(user, draft).map(Views::draft));
    verb(Address.PREFERENCES, Command.Prefer::from, (user, asked) -> places.prefer(user, asked).map(PreferenceViews::preferences));
    verb(Address.CARDS, Command.Cards::from, (user, asked) -> cards.cards(asked).map(CardViews::cards));
    verb(Address.PROFILE, Command.Profile::from, (user, change) -> cards.change(user, change).map(CardViews::card));
    verb(Address.ME, Command.Me::from, (user, me) -> feeds.look(user.id(), me.known()).map(Told::body));
    addMessages(chat);
  }

  private void addRooms(RoomService rooms) {
    verb(Address.ROOMS, Command.Rooms::from, (user, asked) -> rooms.rooms(user, asked).map(list -> Views.rooms(list, user.id())));
    verb(Address.ROOM, Command.Look::from, (user, look) -> one(user, rooms.look(user, look)));
    verb(Address.DIRECTORY, Command.Directory::from, (user, asked) -> rooms.directory(user, asked).map(list -> Views.rooms(list, user.id())));
    verb(Address.CREATE, Command.Create::from, (user, create) -> one(user, rooms.create(user, create)));
    verb(Address.UPDATE, Command.Update::from, (user, update) -> rooms.update(user, update).map(Views::changed));
    verbs.put(Address.DIRECT, (user, body, trace) -> one(user, rooms.direct(user, Command.Direct.from(body, user.id()))));
    verb(Address.JOIN, Command.Join::from, (user, join) -> one(user, rooms.join(user, join)));
    verb(Address.LEAVE, Command.Leave::from, (user, leave) -> rooms.leave(user, leave).map(left -> left.map(room -> Views.oneRoom(room, user.id())).orElseGet(JsonObject::new)));
    verb(Address.MEMBERS, Command.Members::from, (user, members) -> rooms.members(user, members).map(Views::members));
    verb(Address.PEOPLE, Command.People::from, (user, people) -> rooms.people(user, people).map(found -> new JsonObject().put("users", Views.users(found))));
    verb(Address.INVITE, Command.Invite::from, (user, invite) -> rooms.invite(user, invite).map(Views::changed));
    verb(Address.REMOVE, Command.Remove::from, (user, remove) -> rooms.remove(user, remove).map(Views::changed));
    verb(Address.BAN, Command.Ban::from, (user, ban) -> rooms.ban(user, ban).map(Views::changed));
    verb(Address.UNBAN, Command.Unban::from, (user, unban) -> rooms.unban(user, unban).map(Views::changed));
    verb(Address.BANS, Command.Bans::from, (user, bans) -> rooms.bans(user, bans).map(Views::bans));
    verb(Address.ROLE, Command.Assign::from, (user, assign) -> rooms.assign(user, assign).map(Views::changed));
  }

  private void addMessages(ChatService chat) {
    verbs.put(Address.POST, (user, body, trace) -> chat.post(user, Command.Post.from(body), trace).map(done -> Views.posted(done.event())));
    verb(Address.EDIT, Command.Edit::from, (user, edit) -> chat.edit(user, edit).map(Views::changed));
    verb(Address.EDITS, Command.Edits::from, chat::edits);
    verb(Address.DELETE, Command.Delete::from, (user, delete) -> chat.delete(user, delete).map(Views::changed));
    verb(Address.REACT, Command.React::from, (user, react) -> chat.react(user, react).map(Views::changed));
    verb(Address.PIN, Command.Pin::from, (user, pin) -> chat.pin(user, pin).map(Views::changed));
    verb(Address.PINS, Command.Pins::from, chat::pins);
    verb(Address.FOLLOW, Command.Follow::from, (user, follow) -> chat.follow(user, follow).map(Views::changed));
    verb(Address.FOLLOWERS, Command.Followers::from, chat::followers);
    verb(Address.MESSAGES, Command.Messages::from, chat::messages);
    verb(Address.EVENTS, Command.Events::from, chat::page);
    verb(Address.READ, Command.Read::from, (user, read) -> chat.read(user, read).map(seq -> new JsonObject().put("seq", seq)));
    verb(Address.READERS, Command.Readers::from, chat::readers);
    verb(Address.PRESENCE, Command.Presence::from, chat::presence);
    verb(Address.TYPING, Command.Typing::from, (user, typing) -> chat.typing(user, typing).map(done -> new JsonObject()));
  }

  private static Future<JsonObject> one(User user, Future<Room> room) {
    return room.map(found -> Views.oneRoom(found, user.id()));
  }

  /** The addresses that commands may be sent to, besides {@link Address#SESSION}. */
  Set<String> addresses() {
    return verbs.keySet();
  }

  /**
   * Does what is asked. Fails with {@code unknown_address}, {@code unauthenticated} when there is no user, or as the chat does.
   *
   * @param trace begins the trace of a post; what else is asked has none
   */
  public Future<JsonObject> run(String address, User user, JsonObject body, Supplier<Trace> trace) {
    Verb verb = verbs.get(address);
    if (verb == null) {
      return Future.failedFuture(Problem.of(ProblemCode.UNKNOWN_ADDRESS));
    }
    return user == null ? Future.failedFuture(Problem.of(ProblemCode.UNAUTHENTICATED)) : verb.run(user, body, trace);
  }

  private <C extends Command> void verb(String address, Function<JsonObject, C> read, BiFunction<User, C, Future<JsonObject>> run) {
    verbs.put(address, (user, body, trace) -> run.apply(user, read.apply(body)));
  }

  private interface Verb {
    Future<JsonObject> run(User user, JsonObject body, Supplier<Trace> trace);
  }
}
