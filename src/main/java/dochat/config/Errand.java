package dochat.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What to do with a store as a whole, and then to leave. Immutable; made by {@link CommandLine}.
 *
 * @param kind      what
 * @param data      folder of the SQLite store; not used with {@code database}
 * @param database  {@code postgresql://user:password@host:port/database}; null: SQLite in {@code data}
 * @param file      path of the file to write or to read; {@link #STANDARD} for standard output or input, where {@code kind} allows it;
 *                  null with {@code epochOnly}, and where {@code kind} has none
 * @param room      id of the only room that is meant; null: all
 * @param epochOnly whether to restore nothing, but to give the store that is there a new epoch
 */
public record Errand(Kind kind, Path data, String database, String file, String room, boolean epochOnly) {
  /** In the place of a file: standard output or input. */
  public static final String STANDARD = "-";

  public Errand {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(data, "data");
  }

  /** Without the database's URL, which may hold a password. */
  @Override
  public String toString() {
    return "Errand[%s data=%s database=%s file=%s room=%s]".formatted(kind.word(), data, database == null ? "sqlite" : "postgresql", file, room);
  }

  /** The commands that work on a whole store. */
  public enum Kind {
    EXPORT("Writes the chat as lines of JSON, which any store of doChat can import. Nodes may run.", "file to write"),
    IMPORT("Adds the rooms of an export to a store, with their numbers. Nodes may run. Repeat it if it was interrupted.", "file to read"),
    BACKUP("Writes a copy of the whole store, sign-ins included, as of one moment. Nodes may run.", "file to write"),
    RESTORE("Makes a backup the store. Nodes must not run. The store gets a new epoch, so that clients begin anew.", "file to read"),
    OWNER_LINK("Prints a new link that makes whoever opens it the owner of the chat, once, within 24 hours; the one before is of no use any more. Nodes may run.", null);

    private final String about;
    private final String file;

    Kind(String about, String file) {
      this.about = about;
      this.file = file;
    }

    /** The kind of this name on a command line. */
    static Optional<Kind> of(String word) {
      return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** As written on a command line. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it does, in sentences. */
    String about() {
      return about;
    }

    /** What its file is for; continues "the". Null where it has none. */
    String file() {
      return file;
    }

    /** Whether it moves rooms between stores, rather than a store as it is. */
    boolean movesRooms() {
      return this == EXPORT || this == IMPORT;
    }
  }
}
