package dochat.model;

import java.util.Locale;
import java.util.Objects;

/**
 * Whom a message calls by name, and where in its text that stands.
 *
 * @param user  who is called; null where a group is
 * @param group which people are called; null where one person is
 * @param from  where its {@code @} stands, in UTF-16 units of the text
 * @param to    where it ends, exclusive
 */
public record Mention(User user, Group group, int from, int to) {
  public Mention {
    if ((user == null) == (group == null)) {
      throw new IllegalArgumentException("a mention is of a person or of a group");
    }
  }

  /** Of a person. */
  public static Mention of(User user, int from, int to) {
    return new Mention(Objects.requireNonNull(user, "user"), null, from, to);
  }

  /** Of several people. */
  public static Mention of(Group group, int from, int to) {
    return new Mention(null, Objects.requireNonNull(group, "group"), from, to);
  }

  /** Several people at once. */
  public enum Group {
    /** All members of the room. */
    ALL,
    /** Who listens to the room at that moment. */
    HERE;

    /** As it is written on the wire and in the store. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The group of this word; fails where it is none. */
    public static Group of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }
}
