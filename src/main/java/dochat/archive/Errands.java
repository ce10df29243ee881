package dochat.archive;

import dochat.config.Errand;
import dochat.disk.FileRefusal;
import dochat.disk.NewFile;
import dochat.security.OwnerLink;
import dochat.store.Conflict;
import dochat.store.StoreArchive;
import dochat.store.StoreBackup;
import dochat.store.StoreBusy;
import dochat.store.StoreConfig;
import dochat.store.StoreUnavailable;
import dochat.store.TooManyRooms;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Does an {@link Errand} on the calling thread, and says on standard error what came of it. */
public final class Errands {
  private static final int FAILED = 1;

  private final Errand errand;
  private final StoreConfig place;
  private final Progress progress;
  private final long begun = System.nanoTime();

  private Errands(Errand errand, PrintStream err, boolean isTerminal) {
    this.errand = errand;
    this.place = new StoreConfig(errand.data(), errand.database());
    this.progress = new Progress(err, isTerminal);
  }

  /**
   * Does it.
   *
   * @param isTerminal whether standard error is a terminal, where a bar can move
   * @return the exit code: 0; 1 when it could not be done, with one sentence that says why
   */
  public static int run(Errand errand, boolean isTerminal) {
    return run(errand, new PrintStream(System.err, true, StandardCharsets.UTF_8), isTerminal);
  }

  static int run(Errand errand, PrintStream err, boolean isTerminal) {
    return new Errands(errand, err, isTerminal).run();
  }

  private int run() {
    try {
      String done = switch (errand.kind()) {
        case EXPORT -> export();
        case IMPORT -> importFile();
        case BACKUP -> backup();
        case RESTORE -> restore();
        case OWNER_LINK -> ownerLink();
      };
      progress.say(done);
      return 0;
    } catch (ArchiveFault | StoreUnavailable e) {
      return failed(e.getMessage());
    } catch (StoreBusy e) {
      return failed("The store cannot do it now: " + e.reason() + "." + (e.isLasting() ? "" : goesOn() ? " The same command again goes on." : " Try again later."));
    } catch (Conflict | TooManyRooms e) {
      return failed("It cannot be added: " + e.getMessage() + ".");
    } catch (IOException e) {
      return failed(sentence(e));
    } catch (UncheckedIOException e) {
      return failed(sentence(e.getCause()));
    } catch (RuntimeException e) {
      return failed("The " + errand.kind().word() + " failed by a mistake of doChat's own: " + e.toString().lines().findFirst().orElse(""));
    }
  }

  private String export() throws IOException {
    try (StoreArchive store = StoreArchive.open(place)) {
      ExportFile file = new ExportFile(store, errand.room(), progress);
      return "exported " + (isStandard() ? file.toStandardOutput() : file.to(file())) + time();
    }
  }

  private String importFile() throws IOException {
    try (ImportFile file = isStandard() ? ImportFile.ofStandardInput() : ImportFile.of(file())) {
      Importer importer = new Importer(file.path(), errand.room(), progress);
      try (StoreArchive here = StoreArchive.look(place).orElse(null)) {
        importer.check(here);
      }
      try (StoreArchive store = StoreArchive.create(place)) {
        return "the store has " + importer.add(store) + " of the export now" + time();
      }
    }
  }

  private String backup() throws IOException {
    try (NewFile file = NewFile.of(file())) {
      file.begin();
      StoreBackup.save(place, file.part());
      file.finish();
    }
    return "the store is saved in " + file() + time();
  }

  private String restore() {
    return errand.epochOnly() ? "the store has the new epoch " + StoreBackup.renewEpoch(place) + "."
        : StoreBackup.restore(place, file()) + time();
  }

  /** The link itself is what was asked for, and goes to standard output. */
  private String ownerLink() {
    try (StoreArchive store = StoreArchive.open(place)) {
      System.out.println(OwnerLink.fragment(OwnerLink.renew(store)));
    }
    return "who opens the chat with this after its address, within " + OwnerLink.HOURS + " hours, owns it; it works once.";
  }

  /** Whether what was done until a failure is found again. */
  private boolean goesOn() {
    boolean isKept = errand.kind() == Errand.Kind.IMPORT || errand.kind() == Errand.Kind.EXPORT && !errand.file().endsWith(".gz");
    return isKept && !isStandard();
  }

  private boolean isStandard() {
    return Errand.STANDARD.equals(errand.file());
  }

  private Path file() {
    return Path.of(errand.file()).toAbsolutePath();
  }

  private String time() {
    return String.format(Locale.ROOT, " (%.1f s).", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) / 1e3);
  }

  private int failed(String sentence) {
    progress.say(sentence);
    return FAILED;
  }

  private static String sentence(IOException e) {
    if (e instanceof FileRefusal) {
      return e.getMessage();
    }
    if (e instanceof NoSuchFileException) {
      return "There is no file or folder " + e.getMessage() + ".";
    }
    return e instanceof AccessDeniedException ? "The file " + e.getMessage() + " may not be read or written."
        : "A file could not be read or written: " + e.getMessage() + ".";
  }
}
