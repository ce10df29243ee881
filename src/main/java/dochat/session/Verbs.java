package dochat.session;

import dochat.chat.ChatService;
import dochat.model.User;
import dochat.protocol.Address;
import dochat.protocol.Command;
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

  public Verbs(ChatService chat) {
    verb(Address.ROOMS, Command.Rooms::from, (user, rooms) -> chat.rooms(user).map(Views::rooms));
    verb(Address.CREATE, Command.Create::from, (user, create) -> chat.create(user, create).map(Views::oneRoom));
    verb(Address.JOIN, Command.Join::from, (user, join) -> chat.join(user, join).map(Views::oneRoom));
    verb(Address.LEAVE, Command.Leave::from, (user, leave) -> chat.leave(user, leave).map(Views::oneRoom));
    verbs.put(Address.POST, (user, body, trace) -> chat.post(user, Command.Post.from(body), trace).map(done -> Views.posted(done.event())));
    verb(Address.EDIT, Command.Edit::from, (user, edit) -> chat.edit(user, edit).map(Views::changed));
    verb(Address.DELETE, Command.Delete::from, (user, delete) -> chat.delete(user, delete).map(Views::changed));
    verb(Address.REACT, Command.React::from, (user, react) -> chat.react(user, react).map(Views::changed));
    verb(Address.MESSAGES, Command.Messages::from, chat::messages);
    verb(Address.EVENTS, Command.Events::from, (user, events) -> chat.page(events));
    verb(Address.READ, Command.Read::from, (user, read) -> chat.read(user, read).map(seq -> new JsonObject().put("seq", seq)));
    verb(Address.PRESENCE, Command.Presence::from, (user, presence) -> chat.presence(presence));
    verb(Address.TYPING, Command.Typing::from, (user, typing) -> {
      chat.typing(user, typing);
      return Future.succeededFuture(new JsonObject());
    });
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
