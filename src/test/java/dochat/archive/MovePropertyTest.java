package dochat.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.model.Account;
import dochat.model.Event;
import dochat.model.Member;
import dochat.model.Role;
import dochat.model.User;
import dochat.store.StoreArchive;
import dochat.store.StoreConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any chat is the same after a move, also after one that was interrupted anywhere. */
class MovePropertyTest {
  private static final List<String> ROOMS = List.of("0", "general", "r-x", "tea");
  private static final List<User> PEOPLE = List.of(new User("-A_b", "-"), new User("A", "민아"), new User("a", "a\u0301\uD83D\uDE42"), new User("z:1", "z"));

  @Property(tries = 25)
  void isTheSameElsewhere(@ForAll("chats") List<Said> chat, @ForAll("shares") double share) throws IOException {
    Path folder = Files.createTempDirectory("dochat-move");
    try {
      StoreConfig source = new StoreConfig(folder.resolve("source"), null);
      StoreConfig target = new StoreConfig(folder.resolve("target"), null);
      put(source, chat, Integer.MAX_VALUE);
      put(target, chat, (int) (share * chat.size()));
      Chats.take(target, Chats.export(source));
      assertEquals(Chats.chat(source), Chats.chat(target));
    } finally {
      delete(folder);
    }
  }

  @Provide
  Arbitrary<List<Said>> chats() {
    Arbitrary<String> texts = Arbitraries.strings().excludeChars('\0', '\u0007').withCharRange(' ', '~').withChars('\n', '\t', '"', '\\', '\u2028', '가', '\uFFFD')
        .ofMinLength(1).ofMaxLength(40);
    return Combinators.combine(Arbitraries.of(ROOMS), Arbitraries.of(PEOPLE), texts, Arbitraries.longs().between(0, 4_000_000_000_000L))
        .as(Said::new).list().ofMaxSize(40);
  }

  @Provide
  Arbitrary<Double> shares() {
    return Arbitraries.doubles().between(0, 1);
  }

  record Said(String room, User author, String text, long at) {}

  /** The first ones of these in their rooms; authors have joined. */
  private static void put(StoreConfig config, List<Said> chat, int most) {
    Map<String, List<Event>> rooms = new TreeMap<>();
    for (Said said : chat.subList(0, Math.min(most, chat.size()))) {
      List<Event> log = rooms.computeIfAbsent(said.room, room -> new ArrayList<>());
      log.add(new Event(log.size() + 1, Event.MESSAGE, said.room + "-" + log.size(), said.author, said.text, Instant.ofEpochMilli(said.at)));
    }
    try (StoreArchive store = StoreArchive.create(config)) {
      if (most == Integer.MAX_VALUE) {
        store.addAccounts(PEOPLE.stream().map(user -> new Account(user, Instant.EPOCH)).toList());
      }
      rooms.forEach((room, log) -> {
        store.addRoom(room.equals("general") ? Chats.GENERAL : Chats.room(room, "Room " + room, "topic of " + room), Set.of());
        store.addEvents(room, log);
        store.addMembers(room, log.stream().collect(Collectors.toMap(event -> event.user().id(), Event::seq, Math::min, TreeMap::new))
            .entrySet().stream().map(entry -> new Member(entry.getKey(), Role.MEMBER, entry.getValue())).toList());
      });
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
