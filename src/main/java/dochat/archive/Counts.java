package dochat.archive;

import java.util.Locale;

/** How much there is of each kind. */
record Counts(long users, long rooms, long events, long members) {

  @Override
  public String toString() {
    return of(users, "user") + ", " + of(rooms, "room") + ", " + of(events, "event") + " and " + of(members, "membership");
  }

  private static String of(long count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }
}
