package dochat.archive;

import dochat.model.Account;
import dochat.model.Event;
import dochat.model.Member;
import dochat.model.Own;
import dochat.model.Role;
import dochat.model.Room;
import dochat.model.User;
import dochat.store.StoreArchive;
import dochat.store.StoreConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** Short words for what the tests of archives do. */
final class Chats {
  static final User ANNA = new User("u-anna", "Anna");
  static final User BEN = new User("u-ben", "벤 🙂");
  static final Room GENERAL = room("general", "General", "");
  static final Room TEA = room("tea", "차 마시는 방", "Leaves & \"water\"");
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00.001Z");

  private Chats() {}

  static Room room(String id, String name, String topic) {
    return Room.publicly(id, name, topic, 0);
  }

  static Event event(long seq, User author, String id, String text) {
    return new Event(seq, Event.MESSAGE, id, author, text, BEGIN.plusMillis(seq));
  }

  /** The messages from this number to that one, as everybody numbers them. */
  static List<Event> events(String room, long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(seq -> event(seq, seq % 2 == 0 ? ANNA : BEN, room + "-" + seq,
        "text " + seq + " of " + room + "\n\t\u2028 \"<&\\ 가 🙂")).toList();
  }

  /** Two people in two rooms: general with this many messages, and tea with three. */
  static void fill(StoreConfig config, int general) {
    try (StoreArchive store = StoreArchive.create(config)) {
      store.addAccounts(List.of(new Account(ANNA, BEGIN), new Account(BEN, BEGIN)));
      add(store, GENERAL, events("general", 1, general));
      store.addMembers("general", List.of(new Member(ANNA.id(), Role.MEMBER, general), new Member(BEN.id(), Role.MODERATOR, 1)));
      add(store, TEA, events("tea", 1, 3));
      store.addMembers("tea", List.of(new Member(BEN.id(), Role.OWNER, 0, new Own(true, true))));
      store.addRoom(room("void", "Void", "Nothing was said here"), Set.of());
    }
  }

  static void add(StoreConfig config, Room room, List<Event> events) {
    try (StoreArchive store = StoreArchive.create(config)) {
      add(store, room, events);
    }
  }

  private static void add(StoreArchive store, Room room, List<Event> events) {
    store.addRoom(room, Set.of());
    for (int i = 0; i < events.size(); i += StoreArchive.PAGE) {
      store.addEvents(room.id(), events.subList(i, Math.min(i + StoreArchive.PAGE, events.size())));
    }
  }

  static String export(StoreConfig config) {
    return export(config, null);
  }

  static String export(StoreConfig config, String only) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (StoreArchive store = StoreArchive.open(config); ExportWriter writer = new ExportWriter(out, new Ledger())) {
      new Exporter(store, writer, progress()).run(only);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** An export without its first line, which names the store and the time. */
  static String chat(StoreConfig config) {
    return chat(export(config));
  }

  static String chat(String export) {
    return export.substring(export.indexOf('\n') + 1);
  }

  static Counts take(StoreConfig config, Path file) throws IOException {
    return take(config, file, null);
  }

  static Counts take(StoreConfig config, Path file, String only) throws IOException {
    Importer importer = new Importer(file, only, progress());
    try (StoreArchive here = StoreArchive.look(config).orElse(null)) {
      importer.check(here);
    }
    try (StoreArchive store = StoreArchive.create(config)) {
      return importer.add(store);
    }
  }

  static Counts take(StoreConfig config, String export) throws IOException {
    Path file = Files.createTempFile("dochat-test", ".ndjson");
    try {
      return take(config, Files.writeString(file, export));
    } finally {
      Files.delete(file);
    }
  }

  static Progress progress() {
    return new Progress(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), false);
  }
}
