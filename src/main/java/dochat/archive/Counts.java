package dochat.archive;

import java.util.Locale;

/** How much there is of each kind. */
record Counts(long users, long rooms, long events, long members) {

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%,d users, %,d rooms, %,d events and %,d memberships", users, rooms, events, members);
  }
}
