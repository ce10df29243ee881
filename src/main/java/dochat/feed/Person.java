package dochat.feed;

import dochat.model.Place;
import dochat.model.Placed;
import dochat.protocol.FeedState;
import io.vertx.core.Promise;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Somebody who is here, and where they have places. Lives on the context of {@link PersonalFeeds}. */
final class Person {
  private final String id;
  private final Set<Runnable> followers = new LinkedHashSet<>();
  private final Promise<Person> found = Promise.promise();
  private long changes;
  private Map<String, Place> places = Map.of();
  private FeedState state = FeedState.EMPTY;
  private int unusedChecks;

  Person(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  /** Completed when their places are known. */
  Promise<Person> found() {
    return found;
  }

  boolean isFound() {
    return found.future().succeeded();
  }

  long changes() {
    return changes;
  }

  FeedState state() {
    return state;
  }

  /** Ids of their rooms. */
  Collection<String> rooms() {
    return places.keySet();
  }

  Set<Runnable> followers() {
    return followers;
  }

  /** For so many checks in a row nobody has followed. */
  int countUnused() {
    unusedChecks = followers.isEmpty() ? unusedChecks + 1 : 0;
    return unusedChecks;
  }

  void place(Placed placed) {
    changes = placed.changes();
    places = placed.places().stream().collect(Collectors.toMap(Place::room, Function.identity()));
  }

  /** Their rooms of this part that they see. */
  List<String> rooms(int part, Function<String, Long> heads) {
    return places.values().stream().filter(place -> FeedState.part(place.room()) == part && isSeen(place, heads)).map(Place::room).toList();
  }

  /** Counts anew what there is to know; those who follow hear of it if it is something else. */
  void count(String epoch, Function<String, Long> heads) {
    FeedState next = FeedState.of(epoch, places.values().stream().filter(place -> isSeen(place, heads)).toList(), heads::apply);
    if (!next.equals(state)) {
      state = next;
      List.copyOf(followers).forEach(Runnable::run);
    }
  }

  /** The first parts of these that together have no more rooms than this; at least one. */
  int[] fitting(int[] parts, int rooms, Function<String, Long> heads) {
    int count = 0;
    int left = rooms;
    while (count < parts.length && (count == 0 || left > 0)) {
      left -= rooms(parts[count], heads).size();
      count += left >= 0 || count == 0 ? 1 : 0;
    }
    return Arrays.copyOf(parts, count);
  }

  private static boolean isSeen(Place place, Function<String, Long> heads) {
    return place.isListed() || heads.apply(place.room()) > 0;
  }
}
