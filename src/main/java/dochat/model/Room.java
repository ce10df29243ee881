package dochat.model;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A room as one user sees it.
 *
 * @param id       given by the server: lower-case ASCII letters, digits and hyphens, so that it is safe in a path and in an address
 * @param name     what people see
 * @param topic    one line, may be empty
 * @param kind     who may come
 * @param settings what its people have settled for it
 * @param head     number of the newest event, 0 in a new room
 * @param members  how many users have joined
 * @param role     what the user who asked may do in it; null for who has not joined
 * @param read     the highest event number that this user has read, 0 if none
 * @param unread   how many messages of others are behind it that were not deleted, as far as they are counted; 0 for who has not joined
 * @param mentions how many of these call the user who asked, by name or because they answer a message of theirs, as far as they are counted
 * @param own      what the user who asked keeps of it for themself
 * @param banned   whether the user who asked may not come, though everybody else may
 * @param reader   whether the user who asked, who has not joined, may only read it, also once they have
 * @param people   all members of a direct conversation; empty elsewhere
 */
public record Room(String id, String name, String topic, RoomKind kind, RoomSettings settings, long head, long members, Role role, long read, int unread, int mentions,
    Own own, boolean banned, boolean reader, List<User> people) {
  /** The room that exists from the start, and that everyone who signs in has joined. */
  public static final String GENERAL = "general";

  /** Those that Unicode calls so, and three that look like them: the blank of Braille and two fillers of Hangul. */
  private static final Pattern SPACES = Pattern.compile("[\\p{IsWhite_Space}\\p{Z}\u2800\u3164\uFFA0]");
  private static final Pattern RUN = Pattern.compile(" +");

  public Room {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(settings, "settings");
    Objects.requireNonNull(own, "own");
    people = List.copyOf(people);
  }

  /** One of which the user who asked keeps nothing, and is not kept out; nor has anybody made them a reader of it who has not joined it. */
  public Room(String id, String name, String topic, RoomKind kind, RoomSettings settings, long head, long members, Role role, long read, int unread, int mentions,
      List<User> people) {
    this(id, name, topic, kind, settings, head, members, role, read, unread, mentions, Own.NONE, false, false, people);
  }

  /** A public room that the user who asked has not joined. */
  public static Room publicly(String id, String name, String topic, long head) {
    return new Room(id, name, topic, RoomKind.PUBLIC, RoomSettings.NONE, head, 0, null, 0, 0, 0, List.of());
  }

  /** Whether the user who asked has joined. */
  public boolean joined() {
    return role != null;
  }

  /** As it is for the same user without a place in it. */
  public Room left() {
    return new Room(id, name, topic, kind, settings, head, Math.max(0, members - 1), null, 0, 0, 0, people);
  }

  /** The same of these people. */
  public Room of(List<User> people) {
    return new Room(id, name, topic, kind, settings, head, members, role, read, unread, mentions, own, banned, reader, people);
  }

  /**
   * What two names have in common that are the same but for how they are typed: upper before lower case, as that folds more (ß and SS, final sigma), any
   * spaces are one, none at the ends, and what shows nothing is not there.
   */
  public static String folded(String name) {
    StringBuilder seen = new StringBuilder();
    SPACES.matcher(name).replaceAll(" ").codePoints().filter(point -> point == ' ' || !Invisible.is(point)).forEach(seen::appendCodePoint);
    return Normalizer.normalize(folded(seen), Normalizer.Form.NFC);
  }

  /**
   * What two names have in common that people take for the same: also full width and other forms of the same letters (NFKC), and letters that look alike.
   * Names in ASCII are no more than folded: {@code l} and {@code 1} are two.
   */
  public static String key(String name) {
    String plain = Normalizer.normalize(folded(name), Normalizer.Form.NFKC);
    return Lookalikes.replaced(Normalizer.normalize(folded(plain), Normalizer.Form.NFKC));
  }

  private static String folded(CharSequence text) {
    return RUN.matcher(text).replaceAll(" ").strip().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
