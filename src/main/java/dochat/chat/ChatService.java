package dochat.chat;

import dochat.model.Appended;
import dochat.model.Appended.Outcome;
import dochat.model.Change;
import dochat.model.Mention;
import dochat.model.Messages;
import dochat.model.User;
import dochat.presence.Roster;
import dochat.protocol.Command;
import dochat.protocol.Pages;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.protocol.Views;
import dochat.store.Store;
import dochat.trace.Trace;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a user can do with messages, the same for every door. Any context may call, and is called back on itself. Everything fails with a
 * {@link Problem} when it is the client's or the load's fault.
 */
public final class ChatService {
  private final Store store;
  private final Changes changes;
  private final Access access;
  private final Roster roster;
  private final RoomService rooms;

  public ChatService(Store store, Changes changes, Access access, Roster roster, RoomService rooms) {
    this.store = store;
    this.changes = changes;
    this.access = access;
    this.roster = roster;
    this.rooms = rooms;
  }

  /** The name of the store, which cursors belong to. */
  public String epoch() {
    return store.epoch();
  }

  /**
   * Puts a message into the log; completed after the commit. The same client id again is answered with the first event.
   *
   * @param trace begins the trace of the post; asked when the rate limit has let it through, so that nobody can make more of them
   */
  public Future<Appended> post(User user, Command.Post post, Supplier<Trace> trace) {
    long wish = roster.wish();
    Future<Change.Post> change = here(user, post.room(), post.mentions())
        .map(here -> new Change.Post(post.room(), user, post.id(), post.reply(), post.text(), post.mentions(), here));
    return changes.append(user, post.room(), change, trace).onSuccess(appended -> {
      if (appended.outcome() == Outcome.NEW) {
        roster.typing(post.room(), user, false, wish);
        rooms.said(appended);
      }
    });
  }

  /** Gives an own message another text; completed after the commit. */
  public Future<Appended> edit(User user, Command.Edit edit) {
    Future<Change.Edit> change = here(user, edit.room(), edit.mentions())
        .map(here -> new Change.Edit(edit.room(), user, edit.id(), edit.seq(), edit.text(), edit.mentions(), here));
    return changes.append(user, edit.room(), change);
  }

  /** A page of what a message has said before, and who has edited it when; {@code message_not_found} once it was deleted. */
  public Future<JsonObject> edits(User user, Command.Edits asked) {
    return access.check(user, asked.room())
        .compose(may -> store.edits(asked.room(), user.id(), asked.seq(), asked.before(), asked.limit()).recover(ChatService::refuse))
        .compose(texts -> texts.isEmpty() ? Future.failedFuture(Problem.of(ProblemCode.MESSAGE_NOT_FOUND)) : Future.succeededFuture(Views.edits(texts)));
  }

  /** Deletes an own message, and all that it ever said; completed after the commit. */
  public Future<Appended> delete(User user, Command.Delete delete) {
    return changes.append(new Change.Delete(delete.room(), user, delete.id(), delete.seq()));
  }

  /** Reacts to a message, or takes that back; completed after the commit. */
  public Future<Appended> react(User user, Command.React react) {
    return changes.append(new Change.React(react.room(), user, react.id(), react.seq(), react.emoji(), react.on()));
  }

  /** Keeps a message at hand in its room, or does so no longer; completed after the commit. */
  public Future<Appended> pin(User user, Command.Pin pin) {
    return changes.append(new Change.Pin(pin.room(), user, pin.id(), pin.seq(), pin.on()));
  }

  /** Follows a thread, or does so no longer; completed after the commit. */
  public Future<Appended> follow(User user, Command.Follow follow) {
    return changes.append(new Change.Follow(follow.room(), user, follow.id(), follow.seq(), follow.on()));
  }

  /** Who follows the thread of a message. */
  public Future<JsonObject> followers(User user, Command.Followers asked) {
    return access.check(user, asked.room())
        .compose(may -> store.followers(asked.room(), asked.seq(), user.id()).recover(ChatService::refuse))
        .map(Views::followers);
  }

  /** The messages that are at hand in a room, as they are now and as this user sees them, the one that was pinned last first. */
  public Future<JsonObject> pins(User user, Command.Pins asked) {
    String epoch = store.epoch();
    return access.check(user, asked.room())
        .compose(may -> store.pins(asked.room(), user.id()).recover(ChatService::refuse))
        .map(pins -> Views.pins(epoch, pins));
  }

  /** A page of messages as they are now, as this user sees them; shorter than asked for where they are long. */
  public Future<JsonObject> messages(User user, Command.Messages asked) {
    String epoch = store.epoch();
    return access.check(user, asked.room())
        .compose(may -> page(user, asked).recover(ChatService::refuse))
        .map(messages -> Views.messages(epoch, messages));
  }

  /**
   * A page of the log, shorter than asked for where its messages are long: from the cursor on, or else back from the end. It says that it
   * is of the log that was known before it was read: a client that holds it comes back with a cursor of no later one.
   */
  public Future<JsonObject> page(User user, Command.Events events) {
    String epoch = store.epoch();
    return access.check(user, events.room())
        .compose(may -> store.history(events.room(), user.id(), events.after(), events.before(), events.limit()).recover(ChatService::refuse))
        .map(events.after() < 0 ? Pages::last : Pages::first)
        .map(history -> Views.history(epoch, history));
  }

  /** Says that the user types, which is refused as a post would be, or does so no longer. It is not promised that anybody sees it. */
  public Future<Void> typing(User user, Command.Typing typing) {
    long wish = roster.wish();
    return (typing.typing() ? store.checkPosting(typing.room(), user.id()).<Void>recover(ChatService::refuse) : access.check(user, typing.room()))
        .onSuccess(may -> roster.typing(typing.room(), user, typing.typing(), wish));
  }

  /** Remembers up to where the user has read; the answer is the highest such number. */
  public Future<Long> read(User user, Command.Read read) {
    return access.check(user, read.room())
        .compose(may -> store.markRead(read.room(), user.id(), read.seq()).recover(ChatService::refuse))
        .compose(marked -> marked.map(Future::succeededFuture).orElseGet(() -> Future.failedFuture(Problem.of(ProblemCode.ROOM_NOT_FOUND))));
  }

  /** Who has read a message, in small rooms. */
  public Future<JsonObject> readers(User user, Command.Readers asked) {
    return access.check(user, asked.room())
        .compose(may -> store.readers(asked.room(), asked.seq(), user.id()).recover(ChatService::refuse))
        .map(readers -> new JsonObject().put("users", Views.users(readers)));
  }

  /** Who listens to a room. */
  public Future<JsonObject> presence(User user, Command.Presence presence) {
    return access.check(user, presence.room()).compose(may -> roster.here(presence.room()));
  }

  /** Ids of who is in the room, where those are called; nobody elsewhere. */
  private Future<Set<String>> here(User user, String room, List<Mention> mentions) {
    return mentions.stream().anyMatch(mention -> mention.group() == Mention.Group.HERE) ? access.check(user, room).compose(may -> roster.present(room))
        : Future.succeededFuture(Set.of());
  }

  private Future<Messages> page(User user, Command.Messages asked) {
    if (asked.around() != Command.Events.ABSENT) {
      return store.messagesAround(asked.room(), user.id(), asked.around(), asked.limit()).map(page -> Pages.around(page, asked.around()));
    }
    Future<Messages> read = asked.thread() == Change.NO_REF ? store.messages(asked.room(), user.id(), asked.after(), asked.before(), asked.limit())
        : store.thread(asked.room(), user.id(), asked.thread(), asked.after(), asked.before(), asked.limit());
    return read.map(page -> asked.after() == Command.Events.ABSENT ? Pages.last(page) : Pages.first(page));
  }

  private static <T> Future<T> refuse(Throwable failure) {
    return Future.failedFuture(Refusals.of(failure));
  }
}
