package dochat.store;

import dochat.model.Room;
import dochat.protocol.Limits;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jdbi.v3.core.Handle;

/** A message that is written and taken back: whether there is room for the longest one. Inside the caller's transaction. */
final class Trial {

  private Trial() {}

  /** Fails as the database does. No number of a log is used, and nobody sees anything. */
  static void message(Handle handle) {
    handle.execute("SAVEPOINT trial");
    handle.execute("INSERT INTO event (room_id, seq, type, client_id, user_id, user_name, text, at)"
        + " SELECT id, ?, 'trial', ?, 'trial', '', ?, 0 FROM room WHERE id = ?",
        -ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE), UUID.randomUUID().toString(), text(), Room.GENERAL);
    handle.execute("ROLLBACK TO SAVEPOINT trial");
  }

  /** As many bytes of UTF-8 as there can be, and nothing that a database could make much shorter. */
  private static String text() {
    return new Random().ints(Limits.TEXT_CHARS, Character.MIN_SUPPLEMENTARY_CODE_POINT, Character.MAX_CODE_POINT + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
  }
}
