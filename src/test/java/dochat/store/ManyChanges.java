package dochat.store;

import dochat.model.Change;
import dochat.model.Event;
import dochat.model.Mention;
import dochat.model.User;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

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
  private int known = 1;

  ManyChanges(long seed) {
    this.random = new Random(seed);
  }

  List<Change> next() {
    known += GROUP / 2;
    return IntStream.range(0, GROUP).mapToObj(i -> one()).toList();
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
