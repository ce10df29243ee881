package dochat.store;

import static dochat.store.Steps.ANNA;
import static dochat.store.Steps.BEN;
import static dochat.store.Steps.await;
import static dochat.store.Steps.join;
import static dochat.store.Steps.leave;

import dochat.model.Admission;
import dochat.model.CardChange;
import dochat.model.Change;
import dochat.model.Credential;
import dochat.model.Event;
import dochat.model.Mention;
import dochat.model.Preferences;
import dochat.model.Role;
import dochat.model.RoomKind;
import dochat.model.SettingsChange;
import dochat.model.User;
import dochat.protocol.Problem;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What few people do in few rooms and to their places there, by chance; much of it is refused, as it is to people. */
final class FeedChanges {
  private static final User OWNER = new User("u-owner", "Owner");
  static final List<User> PEOPLE = List.of(ANNA, BEN, new User("u-cho", "Cho"), new User("u-dan", "Dan"), new User("u-eve", "Eve"), new User("u-fay", "Fay"));
  private static final List<String> SETTLED = List.of(Event.RENAME, Event.TOPIC, Event.ARCHIVE, Event.UNARCHIVE, Event.UNARCHIVE, Event.POSTING, Event.INVITING, Event.HISTORY, Event.SLOW, Event.READS);
  /** All that there are; messages and invitations are more often. */
  private static final List<Class<?>> KINDS = Stream.concat(Stream.of(Change.class.getPermittedSubclasses()),
      Stream.<Class<?>>of(Change.Post.class, Change.Post.class, Change.Post.class, Change.Post.class, Change.Edit.class, Change.Invite.class)).toList();
  private static final int MESSAGES = 12;

  private final Random random;
  private final List<String> rooms = new ArrayList<>(List.of("general", "open"));
  private int made;

  FeedChanges(long seed) {
    random = new Random(seed);
  }

  /** Everybody is here, and an owner of the chat, who is made so. */
  FeedChanges begin(Store store, Consumer<String> makeOwner) {
    Stream.concat(PEOPLE.stream(), Stream.of(OWNER)).forEach(user -> await(store.signIn(user, user.id().getBytes(), "")));
    await(store.registry().register(new Credential(OWNER, "owner", "$hash"), Admission.ANYBODY));
    makeOwner.accept(OWNER.id());
    await(store.createRoom("open", "Open", "", ANNA.id()));
    makeRoom(store, ANNA);
    makeRoom(store, BEN);
    talk(store, ANNA);
    return this;
  }

  /** One of them. */
  void next(Store store) {
    try {
      one(store, any(PEOPLE));
    } catch (Problem | NoSuchRoom | Banned refused) {
      // As it is to people.
    }
  }

  private void one(Store store, User author) {
    var room = any(rooms);
    var whom = any(PEOPLE);
    switch (random.nextInt(28)) {
      case 0 -> join(store, room, author);
      case 1 -> leave(store, room, author);
      case 2, 3, 4 -> await(store.markRead(room, author.id(), 1 + random.nextInt(MESSAGES)));
      case 5 -> await(store.ownPlaces().keep(room, author.id(), random.nextBoolean(), null, random.nextBoolean() ? null : (long) random.nextInt(MESSAGES)));
      case 6 -> await(store.ownPlaces().keep(room, author.id(), null, random.nextBoolean(), null));
      case 7 -> await(store.ownPlaces().write(room, author.id(), random.nextBoolean() ? "half" : ""));
      case 8 -> makeRoom(store, author);
      case 9 -> talk(store, author);
      case 10 -> await(store.cards().change(author.id(), new CardChange(author.name() + " " + made++, false, null, null)));
      case 11 -> await(store.administration().activate(OWNER.id(), any(PEOPLE).id(), random.nextBoolean()));
      case 12 -> await(store.registry().register(new Credential(author, "handle" + made++, "$hash"), Admission.ANYBODY));
      case 13 -> await(store.ownPlaces().writeInThread(room, 1 + random.nextInt(MESSAGES), author.id(), random.nextBoolean() ? "half" : ""));
      case 14 -> await(store.ownPreferences().choose(author.id(), new Preferences(0, null, null, random.nextBoolean() ? null : true, random.nextInt(60), null)));
      case 15 -> await(store.administration().settle(OWNER.id(), new SettingsChange("Chat " + made++, null, null)));
      default -> await(store.append(List.of(change(room, author, whom))));
    }
  }

  private Change change(String room, User author, User whom) {
    var id = "c-" + made++;
    var ref = 1 + random.nextInt(MESSAGES);
    return switch (any(KINDS).getSimpleName()) {
      case "Post" -> post(room, author, whom, id, ref);
      case "Edit" -> random.nextBoolean() ? new Change.Edit(room, author, id, ref, "@who edited", List.of(Mention.of(whom, 0, 4)), Set.of()) : new Change.Edit(room, author, id, ref, "edited " + id);
      case "Delete" -> new Change.Delete(room, author, id, ref);
      case "React" -> new Change.React(room, author, id, ref, "👍", random.nextInt(3) > 0);
      case "Pin" -> new Change.Pin(room, author, id, ref, random.nextBoolean());
      case "Follow" -> new Change.Follow(room, author, id, ref, random.nextBoolean());
      case "Invite" -> new Change.Invite(room, author, id, whom);
      case "Remove" -> new Change.Remove(room, author, id, whom);
      case "Ban" -> new Change.Ban(room, author, id, whom, random.nextBoolean());
      case "Join" -> new Change.Join(room, author, id);
      case "Leave" -> new Change.Leave(room, author, id);
      case "Assign" -> new Change.Assign(room, author, id, whom, any(List.of(Role.values())));
      case "Settle" -> settling(room, author, id, any(SETTLED));
      default -> throw new AssertionError("what nobody does here");
    };
  }

  private Change post(String room, User author, User whom, String id, long ref) {
    return switch (random.nextInt(5)) {
      case 0 -> new Change.Post(room, author, id, Change.NO_REF, "@who " + id, List.of(Mention.of(whom, 0, 4)), Set.of());
      case 1 -> new Change.Post(room, author, id, ref, "answered " + id);
      default -> new Change.Post(room, author, id, "said " + id);
    };
  }

  private Change settling(String room, User author, String id, String type) {
    return new Change.Settle(room, author, id, type, switch (type) {
      case Event.RENAME, Event.TOPIC -> "called " + id;
      case Event.POSTING, Event.INVITING -> any(List.of("member", "moderator"));
      case Event.HISTORY -> any(List.of("all", "joined"));
      case Event.SLOW -> any(List.of("0", "5"));
      case Event.READS -> any(List.of("true", "false"));
      default -> "";
    });
  }

  private void makeRoom(Store store, User author) {
    var id = "room-" + made++;
    var kind = random.nextInt(3) == 0 ? RoomKind.PUBLIC : RoomKind.PRIVATE;
    await(store.createRoom(id, "Room " + id, "", kind, author.id(), "make-" + id)).ifPresent(room -> rooms.add(room.id()));
  }

  private void talk(Store store, User author) {
    var people = Stream.of(author, any(PEOPLE), any(PEOPLE)).map(User::id).collect(Collectors.toSet());
    if (people.size() > 1) {
      await(store.direct("talk-" + made++, people, author.id())).filter(room -> !rooms.contains(room.id())).ifPresent(room -> rooms.add(room.id()));
    }
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
