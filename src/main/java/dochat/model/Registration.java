package dochat.model;

import java.util.Locale;

/** Who may make an account. */
public enum Registration {
  /** Anybody. */
  OPEN,
  /** Who has the link of an invitation. */
  INVITATION,
  /** Nobody, but for the first owner. */
  CLOSED;

  /** As it is written on the wire and in the store. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of this word; fails where it is none. */
  public static Registration of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
