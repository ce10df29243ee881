package dochat.archive;

import dochat.model.Room;
import dochat.model.RoomKind;
import dochat.protocol.Limits;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * How far an export has come, for who writes one and who reads one: header; users; rooms; then of each room its events and its members;
 * end. Everything rises, users, rooms and members by id and events by one, so that nothing can be missing, doubled or out of place, and
 * little has to be remembered. What is out of order is an {@link ArchiveFault}.
 */
final class Ledger {
  /** What JavaScript can count, and more than anybody has said. */
  private static final long MOST_EVENTS = 1L << 53;

  private final MessageDigest digest = sha256();
  private final List<Room> rooms = new ArrayList<>();
  /** Rooms that are no conversations, of which there may be so many. */
  private int named;
  private Entry.Header header;
  private String lastUser = "";
  /** Which room's log is written; -1 before the first. */
  private int log = -1;
  private long lastSeq;
  private String lastMember = "";
  private long promised;
  private long users;
  private long events;
  private long members;
  private boolean ended;

  /** Takes the next entry and its line, without the line's end. */
  void add(Entry entry, byte[] line) {
    if (ended || (header == null) != (entry instanceof Entry.Header)) {
      throw new ArchiveFault(ended ? "comes after the end" : header == null ? "is not the header of an export" : "is a second header");
    }
    if (entry instanceof Entry.Header first) {
      header = first;
    } else if (entry instanceof Entry.End end) {
      end(end);
    } else {
      take(entry);
      digest.update(line);
      digest.update((byte) '\n');
    }
  }

  /** The last entry, when nothing else is to come. */
  Entry.End end() {
    return new Entry.End(counts(), checksum());
  }

  /** Null before it. */
  Entry.Header header() {
    return header;
  }

  String lastUser() {
    return lastUser;
  }

  List<Room> rooms() {
    return List.copyOf(rooms);
  }

  /** The rooms whose logs are not complete, the one that is written first; all of them before the first event or member. */
  List<Room> roomsToCome() {
    return List.copyOf(rooms.subList(Math.max(log, 0), rooms.size()));
  }

  /** Whether the lines of the rooms have been left behind. */
  boolean hasBegunLogs() {
    return log >= 0;
  }

  /** Number of the last event of this room. */
  long lastSeq(String room) {
    return isAt(room) ? lastSeq : 0;
  }

  /** The last member of this room; empty before the first. */
  String lastMember(String room) {
    return isAt(room) ? lastMember : "";
  }

  boolean hasEnded() {
    return ended;
  }

  /** Events that the rooms so far have together. */
  long promised() {
    return promised;
  }

  Counts counts() {
    return new Counts(users, rooms.size(), events, members);
  }

  private void take(Entry entry) {
    if (entry instanceof Entry.Person person) {
      inPlace(rooms.isEmpty() && log < 0, "user");
      lastUser = rising(lastUser, person.account().user().id(), "user");
      users++;
    } else if (entry instanceof Entry.Place place) {
      inPlace(log < 0 && (place.room().kind() == RoomKind.DIRECT || named < Limits.ROOMS), "room");
      room(place.room());
    } else if (entry instanceof Entry.Said said) {
      turnTo(said.room());
      event(said);
    } else if (entry instanceof Entry.Joined joined) {
      turnTo(joined.room());
      member(joined);
    }
  }

  private void room(Room room) {
    rising(rooms.isEmpty() ? "" : rooms.get(rooms.size() - 1).id(), room.id(), "room");
    if (room.head() > MOST_EVENTS - promised) {
      throw new ArchiveFault("promises more events than there can be");
    }
    promised += room.head();
    named += room.kind() == RoomKind.DIRECT ? 0 : 1;
    rooms.add(room);
  }

  private void event(Entry.Said said) {
    if (said.event().seq() != lastSeq + 1 || said.event().seq() > rooms.get(log).head() || !lastMember.isEmpty()) {
      throw new ArchiveFault("has event " + said.event().seq() + " of the room " + said.room() + " out of order");
    }
    lastSeq++;
    events++;
  }

  private void member(Entry.Joined joined) {
    complete(rooms.get(log));
    lastMember = rising(lastMember, joined.member().user(), "member");
    if (joined.member().read() > rooms.get(log).head()) {
      throw new ArchiveFault("has read more than there is");
    }
    members++;
  }

  private void turnTo(String room) {
    while (!isAt(room)) {
      if (log >= 0) {
        complete(rooms.get(log));
      }
      inPlace(log + 1 < rooms.size(), "room");
      log++;
      lastSeq = 0;
      lastMember = "";
    }
  }

  private void end(Entry.End end) {
    rooms.subList(Math.max(log, 0), rooms.size()).forEach(this::complete);
    if (!end.counts().equals(counts())) {
      throw new ArchiveFault("counts " + end.counts() + ", but there were " + counts());
    }
    if (!end.sha256().equals(checksum())) {
      throw new ArchiveFault("has another checksum than the lines before it: the file was changed");
    }
    ended = true;
  }

  private void complete(Room room) {
    if (lastSeq(room.id()) != room.head()) {
      throw new ArchiveFault("comes when the room " + room.id() + " has only " + lastSeq(room.id()) + " of its " + room.head() + " events");
    }
  }

  private boolean isAt(String room) {
    return log >= 0 && rooms.get(log).id().equals(room);
  }

  private static void inPlace(boolean isInPlace, String kind) {
    if (!isInPlace) {
      throw new ArchiveFault("has a " + kind + " that is out of place");
    }
  }

  private static String rising(String last, String next, String kind) {
    if (next.compareTo(last) <= 0) {
      throw new ArchiveFault("has a " + kind + " that is not after the one before it by id");
    }
    return next;
  }

  /** Leaves the sum as it is, to go on with. */
  private String checksum() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the platform's SHA-256 can be copied", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
