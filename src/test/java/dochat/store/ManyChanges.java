package dochat.store;

import dochat.model.Change;
import dochat.model.Event;
import dochat.model.Mention;
import dochat.model.Role;
import dochat.model.User;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Groups of changes by chance, of few people about few messages and one room, so that they meet. */
final class ManyChanges {
  /** Anna owns it. */
  static final String ROOM = "tea";
  private static final List<User> PEOPLE = List.of(Steps.ANNA, Steps.BEN, new User("u-cho", "Cho"), new User("u-dan", "Dan"),
      new User("u-eve", "Eve"), new User("u-fay", "Fay"));
  private static final List<String> EMOJIS = List.of("👍", "🎉", "❤️");
  private static final List<Mention> ALL = List.of(Mention.of(Mention.Group.ALL, 0, 4));
  private static final int GROUP = 8;

  private final Random random;
  private final boolean isClosed;
  /** What has been in them. */
  private final Set<Class<?>> kinds = new HashSet<>();
  private int known = 1;

  ManyChanges(long seed) {
    this(seed, false);
  }

  /** @param isClosed whether people come and go there by events, too, and settle what closed rooms have */
  ManyChanges(long seed, boolean isClosed) {
    this.random = new Random(seed);
    this.isClosed = isClosed;
  }

  List<Change> next() {
    return next(GROUP);
  }

  /** So many, which become one group or several. */
  List<Change> next(int size) {
    known += size / 2;
    var changes = IntStream.range(0, size).mapToObj(i -> isClosed && random.nextInt(3) == 0 ? place() : one()).toList();
    changes.forEach(each -> kinds.add(each.getClass()));
    return changes;
  }

  /** Kinds of {@link Change} that there have been by now. */
  Set<Class<?>> kinds() {
    return Set.copyOf(kinds);
  }

  /** Anna lets the others in again, lets them speak, and says what she follows and what not. */
  List<Change> reopening() {
    Stream<Change> open = Stream.of(List.of(Event.UNARCHIVE, ""), List.of(Event.SLOW, "0"), List.of(Event.POSTING, "member"))
        .map(each -> new Change.Settle(ROOM, Steps.ANNA, UUID.randomUUID().toString(), each.get(0), each.get(1)));
    var follows = Stream.generate(() -> following(Steps.ANNA)).limit(4);
    return Stream.of(open, follows, PEOPLE.stream().skip(1).flatMap(each -> Stream.of(new Change.Ban(ROOM, Steps.ANNA, UUID.randomUUID().toString(), each, false),
        new Change.Invite(ROOM, Steps.ANNA, UUID.randomUUID().toString(), each)))).<Change>flatMap(changes -> changes).toList();
  }

  /** Of a message of the first half, where it is one. */
  private Change following(User author) {
    return new Change.Follow(ROOM, author, UUID.randomUUID().toString(), 1 + random.nextInt(1 + known / 4), random.nextBoolean());
  }

  /** Anna stays the owner. */
  private Change place() {
    var author = PEOPLE.get(random.nextInt(3));
    var whom = PEOPLE.get(1 + random.nextInt(PEOPLE.size() - 1));
    var id = UUID.randomUUID().toString();
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> new Change.Invite(ROOM, author, id, whom);
      case 3 -> new Change.Remove(ROOM, author, id, whom);
      case 4 -> new Change.Leave(ROOM, whom, id);
      case 5, 6 -> new Change.Assign(ROOM, author, id, whom, Role.values()[random.nextInt(Role.values().length)]);
      case 9 -> new Change.Ban(ROOM, Steps.ANNA, id, whom, random.nextInt(3) > 0);
      case 10 -> following(author);
      case 7 -> new Change.Settle(ROOM, Steps.ANNA, id, random.nextBoolean() ? Event.POSTING : Event.INVITING, random.nextInt(3) == 0 ? "moderator" : "member");
      case 8 -> random.nextBoolean() ? new Change.Settle(ROOM, Steps.ANNA, id, Event.READS, String.valueOf(random.nextBoolean()))
          : new Change.Settle(ROOM, Steps.ANNA, id, Event.HISTORY, random.nextBoolean() ? "joined" : "all");
      default -> new Change.Settle(ROOM, Steps.ANNA, id, Event.SLOW, random.nextInt(3) == 0 ? "1" : "0");
    };
  }

  private Change one() {
    var author = PEOPLE.get(random.nextInt(PEOPLE.size()));
    var id = UUID.randomUUID().toString();
    var ref = 1 + random.nextInt(known);
    var emoji = EMOJIS.get(random.nextInt(EMOJIS.size()));
    return switch (random.nextInt(17)) {
      case 0, 1 -> new Change.Post(ROOM, author, id, "said " + id);
      case 2 -> new Change.Post(ROOM, author, id, Change.NO_REF, "@all " + id, ALL, Set.of());
      case 3 -> new Change.Edit(ROOM, author, id, ref, "@all edited", ALL, Set.of());
      case 4 -> new Change.Edit(ROOM, author, id, ref, "edited " + random.nextInt(2));
      case 5 -> new Change.Delete(ROOM, author, id, ref);
      case 10, 11, 12 -> new Change.Post(ROOM, author, id, ref, "answered\n " + "어 ".repeat(random.nextInt(150)));
      case 13, 14 -> new Change.Pin(ROOM, Steps.ANNA, id, ref, random.nextInt(3) > 0);
      case 15 -> new Change.Settle(ROOM, Steps.ANNA, id, random.nextBoolean() ? Event.RENAME : Event.TOPIC, "called " + random.nextInt(3));
      case 16 -> new Change.Settle(ROOM, Steps.ANNA, id, random.nextInt(3) == 0 ? Event.ARCHIVE : Event.UNARCHIVE, "");
      case 6 -> new Change.React(ROOM, author, id, ref, emoji, false);
      default -> new Change.React(ROOM, author, id, ref, emoji, true);
    };
  }
}
