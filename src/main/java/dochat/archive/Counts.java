package dochat.archive;

import java.util.Locale;

/** How much there is of each kind. */
record Counts(long users, long rooms, long events, long members) {
  static final Counts NONE = new Counts(0, 0, 0, 0);

  Counts plus(long moreUsers, long moreRooms, long moreEvents, long moreMembers) {
    return new Counts(users + moreUsers, rooms + moreRooms, events + moreEvents, members + moreMembers);
  }

  @Override
  public String toString() {
    return of(users, "user") + ", " + of(rooms, "room") + ", " + of(events, "event") + " and " + of(members, "membership");
  }

  private static String of(long count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }
}
