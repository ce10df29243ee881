package dochat.store;

import dochat.model.Account;
import dochat.model.Event;
import dochat.model.Member;
import dochat.model.Room;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.JdbiException;

/**
 * A store as a whole, to be read from one end to the other or added to, while nodes use it. Blocks its caller, which is one thread of a
 * program of its own. Pages are bounded by {@link #PAGE}. Every method fails with {@link StoreBusy} when the database cannot do it now.
 */
public final class StoreArchive implements AutoCloseable {
  /** Rows of a page, and of what is best added at a time. */
  public static final int PAGE = 500;

  private final Engine engine;
  private final String epoch;

  private StoreArchive(Engine engine, String epoch) {
    this.engine = engine;
    this.epoch = epoch;
  }

  /** Opens a store that is there and up to date; makes and changes nothing. Fails with {@link StoreUnavailable}. */
  public static StoreArchive open(StoreConfig config) {
    if (!isThere(config)) {
      throw new StoreUnavailable("There is no chat in the data folder " + config.data() + ".", null);
    }
    return open(config, StoreArchive::existing).orElseThrow(() -> new StoreUnavailable("There is no chat in this database.", null));
  }

  /** Opens a store, of any version that is known, to compare with; empty where there is none. Makes and changes nothing. */
  public static Optional<StoreArchive> look(StoreConfig config) {
    return isThere(config) ? open(config, StoreArchive::known) : Optional.empty();
  }

  /** Opens a store and makes its tables first where that is needed, as a node does. Fails with {@link StoreUnavailable}. */
  public static StoreArchive create(StoreConfig config) {
    return open(config, engine -> Optional.of(Schema.migrate(engine))).orElseThrow();
  }

  /** The random name of this store. */
  public String epoch() {
    return epoch;
  }

  /** All rooms with their heads of one moment, ordered by id; without those of the lab. Nobody has joined or read. */
  public List<Room> rooms() {
    return read(WholeLog::rooms);
  }

  /** The room of this id, as above. */
  public Optional<Room> room(String id) {
    return read(handle -> WholeLog.room(handle, id));
  }

  /** The next events after this number and up to that one. */
  public List<Event> events(String room, long after, long last) {
    return read(handle -> WholeLog.events(handle, room, after, last));
  }

  /** The next members of a room whose ids are greater. */
  public List<Member> members(String room, String after) {
    return read(handle -> WholeLog.members(handle, room, after));
  }

  /** The next accounts whose ids are greater. */
  public List<Account> accounts(String after) {
    return read(handle -> WholeLog.accounts(handle, after));
  }

  /** The next accounts whose ids are greater, of a room's members. */
  public List<Account> accounts(String after, String room) {
    return read(handle -> WholeLog.accounts(handle, after, room));
  }

  /**
   * Fails with {@link Conflict} if this room could not be added: its id or its name stands for another one.
   *
   * @param siblings ids of the rooms that come with it, which may have its name, as they have where they come from
   */
  public void compare(Room room, Set<String> siblings) {
    read(handle -> {
      Merging.compare(handle, room, siblings);
      return null;
    });
  }

  /** Fails with {@link Conflict} if one of these events, which follow one another, is another one here. */
  public void compare(String room, List<Event> events) {
    read(handle -> Merging.known(handle, room, events));
  }

  /** Adds the link of an owner; those that were made before are of no use from now on. */
  public void addOwnerLink(String id, byte[] hash, Instant ends) {
    write(handle -> {
      Entrances.lock(handle, engine);
      Entrances.welcome(handle);
      Invitations.addOwners(handle, id, hash, ends);
      return null;
    });
  }

  /** Adds accounts; those that are here stay as they are. */
  public void addAccounts(List<Account> accounts) {
    write(handle -> Merging.addAccounts(handle, accounts));
  }

  /** Adds a room without events, if it is not here. Fails with {@link Conflict}, as {@link #compare} says, and with {@link TooManyRooms}. */
  public void addRoom(Room room, Set<String> siblings) {
    write(handle -> Merging.addRoom(handle, room, siblings));
  }

  /**
   * Adds those of these events, which follow one another, that the room does not have; its head moves with them, all at once. Fails with
   * {@link Conflict} when the room goes on otherwise here.
   */
  public void addEvents(String room, List<Event> events) {
    write(handle -> Merging.addEvents(handle, room, events));
  }

  /** The same for a room that comes from a file, which becomes with its last event what it is called and settled to be there. */
  public void addEvents(Room room, Set<String> siblings, List<Event> events) {
    write(handle -> Merging.addEvents(handle, room, siblings, events));
  }

  /** Adds members, ordered by id; of those who are here only what they have read may move, and only on, and not where they have said it themselves. */
  public void addMembers(String room, List<Member> members) {
    write(handle -> Merging.addMembers(handle, room, Long.MAX_VALUE, members));
  }

  /** The same for a room that comes from a file: whose membership has ended here since it was what it is there, or who has a lower role since then, stays so. */
  public void addMembers(Room room, List<Member> members) {
    write(handle -> Merging.addMembers(handle, room.id(), room.head(), members));
  }

  @Override
  public void close() {
    engine.close();
  }

  private <T> T read(HandleCallback<T, RuntimeException> work) {
    return Retries.run(engine, () -> engine.read(work));
  }

  private void write(HandleCallback<Integer, RuntimeException> work) {
    Retries.run(engine, () -> engine.write(work));
  }

  private interface Opening {
    Optional<String> epoch(Engine engine);
  }

  /** An empty file is made by who looks before anybody has written. */
  private static boolean isThere(StoreConfig config) {
    return config.database() != null || SqliteEngine.file(config.data()).toFile().length() > 0;
  }

  /** Empty where the opening finds no store. */
  private static Optional<StoreArchive> open(StoreConfig config, Opening opening) {
    var engine = Engine.open(config);
    try {
      var archive = opening.epoch(engine).map(epoch -> new StoreArchive(engine, epoch));
      if (archive.isEmpty()) {
        engine.close();
      }
      return archive;
    } catch (RuntimeException e) {
      engine.close();
      throw e instanceof StoreUnavailable || e instanceof StoreBusy ? e : new StoreUnavailable("The store cannot be opened: " + e.getMessage(), e);
    }
  }

  private static Optional<String> existing(Engine engine) {
    int version = version(engine);
    if (version > 0 && version < Schema.newest()) {
      throw new StoreUnavailable("The database has schema version " + version + "; start a node of this doChat on it once, which brings it to "
          + Schema.newest() + ".", null);
    }
    return known(engine);
  }

  private static Optional<String> known(Engine engine) {
    return version(engine) == 0 ? Optional.empty() : Optional.of(Retries.run(engine, () -> engine.read(StoreArchive::epoch)));
  }

  private static String epoch(Handle handle) {
    Schema.checkKnown(handle);
    return Epochs.current(handle);
  }

  /** 0 where there are no tables. */
  private static int version(Engine engine) {
    try {
      return Retries.run(engine, () -> engine.read(Schema::version));
    } catch (JdbiException | StoreBusy e) {
      if (e instanceof StoreBusy && !PostgresFaults.NO_TABLE.equals(PostgresFaults.state(Engine.cause(e)))) {
        throw e;
      }
      return 0;
    }
  }
}
