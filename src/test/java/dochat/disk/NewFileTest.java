package dochat.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are being written: by one at a time, for their owner only, complete or not there. */
class NewFileTest {
  @TempDir
  Path folder;
  private Path target;
  private Path part;

  @BeforeEach
  void name() {
    target = folder.resolve("file");
    part = folder.resolve("file.part");
  }

  @Test
  void appearsWhenItIsComplete() throws IOException {
    try (NewFile file = NewFile.of(target)) {
      file.begin();
      Files.writeString(file.part(), "whole");
      assertFalse(Files.exists(target));
      file.finish();
      assertEquals("whole", Files.readString(target));
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(target)));
    }
    assertEquals(Set.of("file"), names());
  }

  @Test
  void isGoneWhenItIsNotComplete() throws IOException {
    try (NewFile file = NewFile.of(target)) {
      file.begin();
      Files.writeString(file.part(), "half");
    }
    assertEquals(Set.of(), names());
  }

  @Test
  void staysWhenItIsToBeGoneOnWith() throws IOException {
    for (int i = 0; i < 2; i++) {
      try (NewFile file = NewFile.of(target)) {
        assertEquals(i > 0, file.hasBeginning());
        file.begin();
        file.keep();
        Files.writeString(file.part(), "half");
      }
      assertEquals(Set.of("file.part"), names());
    }
  }

  @Test
  void belongsToOneWriterAtATime() throws IOException {
    try (NewFile file = NewFile.of(target)) {
      file.begin();
      Files.writeString(file.part(), "mine");
      for (int i = 0; i < 2; i++) {
        assertEquals("The file " + target + " is being written by another command.", assertThrows(FileRefusal.class, () -> NewFile.of(target)).getMessage());
        assertThrows(FileRefusal.class, () -> NewFile.inPlaceOf(target));
      }
      assertEquals("mine", Files.readString(part));
    }
    NewFile.of(target).close();
    assertEquals(Set.of(), names());
  }

  /** A process that was killed leaves the file of its lock, but not the lock. */
  @Test
  void takesTheLockOfAProcessThatWasKilled() throws IOException {
    Files.writeString(folder.resolve("file.part.lock"), "");
    NewFile.of(target).close();
    assertEquals(Set.of(), names());
  }

  @Test
  void neverWritesOverAName() throws IOException {
    Path dangling = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
    Files.writeString(target, "another's");
    for (Path taken : new Path[] {target, dangling}) {
      assertEquals("The file " + taken + " exists already: name another one, or remove it.",
          assertThrows(FileRefusal.class, () -> NewFile.of(taken)).getMessage());
    }
    assertEquals(Set.of("file", "link"), names());
  }

  @Test
  void keepsWhatWasWrittenWhenTheNameWasTakenMeanwhile() throws IOException {
    try (NewFile file = NewFile.of(target)) {
      file.begin();
      Files.writeString(part, "whole");
      Files.writeString(target, "another's");
      assertEquals("The file " + target + " has come to exist meanwhile; what was written is in " + part + ".",
          assertThrows(FileRefusal.class, file::finish).getMessage());
    }
    assertEquals("whole", Files.readString(part));
    assertEquals("another's", Files.readString(target));
    assertEquals(Set.of("file", "file.part"), names());
  }

  @Test
  void goesOnOnlyWithAFileOfItsOwn() throws IOException {
    Files.writeString(part, "half");
    Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
    assertTrue(hasBeginning());
    Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-r--r--"));
    assertFalse(hasBeginning());
    Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
    Files.move(part, folder.resolve("elsewhere"));
    Files.createSymbolicLink(part, folder.resolve("elsewhere"));
    assertFalse(hasBeginning());
    try (NewFile file = NewFile.of(target)) {
      file.begin();
      Files.writeString(part, "mine");
    }
    assertEquals("half", Files.readString(folder.resolve("elsewhere")));
  }

  @Test
  void replacesAtOneMoment() throws IOException {
    Files.writeString(target, "old");
    for (String leftover : new String[] {"file.part", "file.part-wal", "file.part-journal"}) {
      Files.writeString(folder.resolve(leftover), "of a process that was killed");
    }
    try (NewFile file = NewFile.inPlaceOf(target)) {
      file.begin();
      assertFalse(Files.exists(folder.resolve("file.part-wal")));
      Files.writeString(part, "new");
      assertEquals("old", Files.readString(target));
      file.replace();
    }
    assertEquals("new", Files.readString(target));
    assertEquals(Set.of("file"), names());
  }

  private boolean hasBeginning() throws IOException {
    try (NewFile file = NewFile.of(target)) {
      file.keep();
      return file.hasBeginning();
    }
  }

  private Set<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }
}
