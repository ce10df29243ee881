package dochat.model;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;

/**
 * A room as one user sees it.
 *
 * @param id      given by the server: lower-case ASCII letters, digits and hyphens, so that it is safe in a path and in an address
 * @param name    what people see
 * @param topic   one line, may be empty
 * @param head    number of the newest event, 0 in a new room
 * @param members how many users have joined
 * @param joined  whether the user who asked has joined
 * @param read    the highest event number that this user has read, 0 if none
 * @param unread  how many messages of others are behind it that were not deleted, as far as they are counted; 0 for who has not joined
 */
public record Room(String id, String name, String topic, long head, long members, boolean joined, long read, int unread) {
  /** The room that exists from the start, and that everyone who signs in has joined. */
  public static final String GENERAL = "general";
  /** What the ids of the transport lab's rooms begin with, and no other's can. These rooms are in no list, and do not last. */
  public static final String LAB = "lab--";

  public Room {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(topic, "topic");
  }

  /** What two names have in common that people take for the same: upper before lower case, as that folds more (ß and SS, final sigma). */
  public static String key(String name) {
    return Normalizer.normalize(name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
  }
}
