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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds an export to a store, beside nodes that run. The file is read twice: first it is checked to its end, by itself and against the
 * store, and nothing is changed; then it is added, in small transactions, each of which leaves every room a beginning of what it will
 * be. So an import that was interrupted is simply done again, and finds what is there already.
 */
final class Importer {
  /** So many characters are added at a time, or {@link StoreArchive#PAGE} rows. */
  private static final int BATCH_CHARS = 1 << 20;

  private final StoreArchive store;
  private final Path file;
  private final String only;
  private final Progress progress;
  private final Map<String, Room> rooms = new TreeMap<>();
  private final List<Account> accounts = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private final List<Member> members = new ArrayList<>();
  private int chars;
  private String room;
  private long firstLine;
  private boolean isCheck;
  /** How many events of the present room are in the store already. */
  private long here;

  /** @param only id of the only room to add; null: all */
  Importer(StoreArchive store, Path file, String only, Progress progress) {
    this.store = store;
    this.file = file;
    this.only = only;
    this.progress = progress;
  }

  /** What the file holds. */
  Counts run() throws IOException {
    walk(true);
    if (only != null && !rooms.containsKey(only)) {
      throw new ArchiveFault("There is no room " + only + " in this export.");
    }
    return walk(false);
  }

  private Counts walk(boolean isCheck) throws IOException {
    this.isCheck = isCheck;
    this.room = null;
    progress.begin(isCheck ? "checked" : "imported");
    try (ExportReader in = ExportReader.open(file)) {
      for (Entry entry = in.next(); entry != null; entry = in.next()) {
        take(entry, in.number());
        progress.at(in.ledger().counts().events(), in.ledger().promised());
      }
      add();
      if (!isCheck) {
        rooms.values().forEach(store::addRoom); // those in which nothing was said
      }
      return in.ledger().counts();
    }
  }

  private void take(Entry entry, long line) {
    if (entry instanceof Entry.Person person) {
      accounts.add(person.account());
    } else if (entry instanceof Entry.Place place && isMeant(place.room().id())) {
      rooms.put(place.room().id(), place.room());
      compare(place.room(), line);
    } else if (entry instanceof Entry.Said said && isMeant(said.room())) {
      turnTo(said.room(), line);
      firstLine = events.isEmpty() ? line : firstLine;
      events.add(said.event());
      chars += said.event().text().length();
    } else if (entry instanceof Entry.Joined joined && isMeant(joined.room())) {
      turnTo(joined.room(), line);
      members.add(joined.member());
    }
    if (Math.max(accounts.size(), Math.max(events.size(), members.size())) == StoreArchive.PAGE || chars >= BATCH_CHARS) {
      add();
    }
  }

  private boolean isMeant(String id) {
    return only == null || only.equals(id);
  }

  private void compare(Room place, long line) {
    try {
      if (isCheck) {
        store.compare(place);
      }
    } catch (Conflict conflict) {
      throw refusal(line, conflict);
    }
  }

  private void turnTo(String next, long line) {
    if (next.equals(room)) {
      return;
    }
    add();
    room = next;
    try {
      if (!isCheck) {
        store.addRoom(rooms.get(next));
      }
    } catch (Conflict conflict) {
      throw refusal(line, conflict);
    }
    here = store.room(next).map(Room::head).orElse(0L);
  }

  private void add() {
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
      store.addEvents(room, events);
    }
    if (!members.isEmpty()) {
      store.addMembers(room, members);
    }
  }

  private static ArchiveFault refusal(long line, Conflict conflict) {
    return new ArchiveFault("Line " + line + " cannot be added: " + conflict.getMessage() + ".");
  }
}
