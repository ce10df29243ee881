package dochat.chat;

import dochat.model.RoomKind;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/** Makes ids for rooms: readable where the name is plain English, random elsewhere. Both are safe in paths and addresses. */
final class RoomIds {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9]+([ -][A-Za-z0-9]+)*");
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int RANDOM_CHARS = 10;
  private static final String RANDOM_IDS = "r-";
  private static final SecureRandom RANDOM = new SecureRandom();

  private RoomIds() {
  }

  /** None that a random one could have: whether a name gets it would say whether there is such a room, which may be a private one. */
  static String from(String name) {
    String id = name.toLowerCase(Locale.ROOT).replace(' ', '-');
    return PLAIN.matcher(name).matches() && !id.startsWith(RANDOM_IDS) ? id : random();
  }

  /** Ids of rooms of the transport lab rise with the time at which they were made. */
  static String ofLab(Instant madeAt) {
    return before(madeAt) + "-" + letters();
  }

  /** What is greater than the ids of all lab rooms that were made earlier. */
  static String before(Instant time) {
    return RoomKind.LAB_IDS + String.format(Locale.ROOT, "%013d", time.toEpochMilli());
  }

  /** An id that says nothing and that nobody guesses: of 31 letters ten, 49 bits. */
  static String random() {
    return RANDOM_IDS + letters();
  }

  private static String letters() {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < RANDOM_CHARS; i++) {
      id.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return id.toString();
  }
}
