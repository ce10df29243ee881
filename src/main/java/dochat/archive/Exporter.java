package dochat.archive;

import dochat.model.Account;
import dochat.model.Event;
import dochat.model.Member;
import dochat.model.Room;
import dochat.store.StoreArchive;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * Writes what is in a store, while nodes may write to it: the rooms with their heads of one moment and every event up to those; users
 * and members as they are when their turn comes, with read marks up to the heads. Goes on where the writer's ledger is.
 */
final class Exporter {
  private final StoreArchive store;
  private final ExportWriter out;
  private final Ledger ledger;
  private final Progress progress;

  Exporter(StoreArchive store, ExportWriter out, Progress progress) {
    this.store = store;
    this.out = out;
    this.ledger = out.ledger();
    this.progress = progress;
  }

  /** @param only id of the only room; null: all */
  void run(String only) throws IOException {
    if (!ledger.hasBegunLogs()) {
      List<Room> rooms = rooms(only);
      out.write(new Entry.Header(store.epoch(), only, Instant.now()));
      users(only);
      for (Room room : rooms) {
        out.write(new Entry.Place(room));
      }
    }
    for (Room room : ledger.roomsToCome()) {
      events(room);
      members(room);
    }
    out.write(ledger.end());
  }

  private List<Room> rooms(String only) {
    List<Room> rooms = only == null ? store.rooms() : store.room(only).stream().toList();
    if (rooms.isEmpty()) {
      throw new ArchiveFault("There is no room " + only + " in this store.");
    }
    return rooms;
  }

  private void users(String only) throws IOException {
    List<Account> page;
    do {
      page = only == null ? store.accounts(ledger.lastUser()) : store.accounts(ledger.lastUser(), only);
      for (Account account : page) {
        out.write(new Entry.Person(account));
      }
    } while (page.size() == StoreArchive.PAGE);
  }

  private void events(Room room) throws IOException {
    while (ledger.lastSeq(room.id()) < room.head()) {
      List<Event> page = store.events(room.id(), ledger.lastSeq(room.id()), room.head());
      if (page.isEmpty()) {
        throw new ArchiveFault("The store lost events of the room " + room.id() + " after " + ledger.lastSeq(room.id())
            + ": was it restored meanwhile? Begin again.");
      }
      for (Event event : page) {
        out.write(new Entry.Said(room.id(), event));
      }
      progress.at(ledger.counts().events(), ledger.promised());
    }
  }

  private void members(Room room) throws IOException {
    List<Member> page;
    do {
      page = store.members(room.id(), ledger.lastMember(room.id()));
      for (Member member : page) {
        out.write(new Entry.Joined(room.id(), new Member(member.user(), member.role(), Math.min(member.read(), room.head()), member.own())));
      }
    } while (page.size() == StoreArchive.PAGE);
  }
}
