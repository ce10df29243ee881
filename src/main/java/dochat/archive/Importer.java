package dochat.archive;

import dochat.model.Account;
import dochat.model.Event;
import dochat.model.Member;
import dochat.model.Room;
import dochat.store.Conflict;
import dochat.store.StoreArchive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Adds an export to a store, beside nodes that run. The file is read twice: first it is checked to its end, by itself and against the
 * store, and nothing is changed; then it is added, in small transactions, each of which leaves every room a beginning of what it will
 * be. So an import that was interrupted is simply done again, and finds what is there already.
 */
final class Importer {
  /** So many characters are added at a time, or {@link StoreArchive#PAGE} rows. */
  private static final int BATCH_CHARS = 1 << 20;

  private final Path file;
  private final String only;
  private final Progress progress;
  private final Map<String, Room> rooms = new TreeMap<>();
  /** Ids of all rooms of the file, which may be called the same. */
  private final Set<String> siblings = new HashSet<>();
  /** Those that are to be compared when all are known, and their lines. */
  private final Map<Room, Long> toCompare = new LinkedHashMap<>();
  /** Members and authors of the only room. */
  private final Set<String> people = new HashSet<>();
  private final List<Account> accounts = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private final List<Member> members = new ArrayList<>();
  private StoreArchive store;
  private boolean isCheck;
  private int chars;
  private String room;
  private long firstLine;
  /** How many events of the present room are in the store already. */
  private long here;
  private Counts meant = Counts.NONE;

  /** @param only id of the only room to add; null: all */
  Importer(Path file, String only, Progress progress) {
    this.file = file;
    this.only = only;
    this.progress = progress;
  }

  /**
   * Reads the file to its end and changes nothing. {@link ArchiveFault} when it is wrong by itself, or contradicts the store.
   *
   * @param store null when there is none yet
   */
  void check(StoreArchive store) throws IOException {
    isCheck = true;
    walk(store, "checked");
    if (only != null && !rooms.containsKey(only)) {
      throw new ArchiveFault("There is no room " + only + " in this export.");
    }
  }

  /** Adds what was checked; the answer is how much that is, whether it was here already or not. */
  Counts add(StoreArchive store) throws IOException {
    isCheck = false;
    walk(store, "imported");
    rooms.values().forEach(each -> store.addRoom(each, siblings)); // those in which nothing was said
    return meant;
  }

  private void walk(StoreArchive store, String done) throws IOException {
    this.store = store;
    this.room = null;
    this.meant = Counts.NONE;
    progress.begin(done);
    try (ExportReader in = ExportReader.open(file)) {
      for (Entry entry = in.next(); entry != null; entry = in.next()) {
        take(entry, in.number());
        progress.at(in.ledger().counts().events(), in.ledger().promised());
      }
      compareRooms();
      put();
    }
  }

  private void take(Entry entry, long line) {
    if (entry instanceof Entry.Place place) {
      siblings.add(place.room().id());
    }
    if (entry instanceof Entry.Person person && isMeant(person)) {
      accounts.add(person.account());
      meant = meant.plus(1, 0, 0, 0);
    } else if (entry instanceof Entry.Place place && isMeant(place.room().id())) {
      rooms.put(place.room().id(), place.room());
      if (isCheck && store != null) {
        toCompare.put(place.room(), line);
      }
      meant = meant.plus(0, 1, 0, 0);
    } else if (entry instanceof Entry.Said said && isMeant(said.room())) {
      turnTo(said.room(), line);
      firstLine = events.isEmpty() ? line : firstLine;
      events.add(said.event());
      chars += said.event().text().length();
      isIn(said.event().user().id());
      meant = meant.plus(0, 0, 1, 0);
    } else if (entry instanceof Entry.Joined joined && isMeant(joined.room())) {
      turnTo(joined.room(), line);
      members.add(joined.member());
      isIn(joined.member().user());
      meant = meant.plus(0, 0, 0, 1);
    }
    if (Math.max(accounts.size(), Math.max(events.size(), members.size())) == StoreArchive.PAGE || chars >= BATCH_CHARS) {
      put();
    }
  }

  /** Who belongs to a room is known when all of it has been read. */
  private boolean isMeant(Entry.Person person) {
    return only == null || people.contains(person.account().user().id());
  }

  private void isIn(String user) {
    if (only != null) {
      people.add(user);
    }
  }

  private boolean isMeant(String id) {
    return only == null || only.equals(id);
  }

  private void compareRooms() {
    toCompare.forEach((place, line) -> {
      try {
        store.compare(place, siblings);
      } catch (Conflict conflict) {
        throw refusal(line, conflict);
      }
    });
    toCompare.clear();
  }

  private void turnTo(String next, long line) {
    if (next.equals(room)) {
      return;
    }
    compareRooms();
    put();
    room = next;
    try {
      if (!isCheck) {
        store.addRoom(rooms.get(next), siblings);
      }
    } catch (Conflict conflict) {
      throw refusal(line, conflict);
    }
    here = store == null ? 0 : store.room(next).map(Room::head).orElse(0L);
  }

  private void put() {
    try {
      if (isCheck) {
        compareEvents();
      } else {
        addAll();
      }
    } catch (Conflict conflict) {
      throw refusal(firstLine + conflict.seq() - events.get(0).seq(), conflict);
    }
    accounts.clear();
    events.clear();
    members.clear();
    chars = 0;
  }

  private void compareEvents() {
    if (!events.isEmpty() && events.get(0).seq() <= here) {
      store.compare(room, events);
    }
  }

  private void addAll() {
    if (!accounts.isEmpty()) {
      store.addAccounts(accounts);
    }
    if (!events.isEmpty() && events.get(events.size() - 1).seq() > here) {
      store.addEvents(rooms.get(room), siblings, events);
    }
    if (!members.isEmpty()) {
      store.addMembers(rooms.get(room), members);
    }
  }

  private static ArchiveFault refusal(long line, Conflict conflict) {
    return new ArchiveFault("Line " + line + " cannot be added: " + conflict.getMessage() + ".");
  }
}
