package dochat.feed;

import dochat.model.ChatSettings;
import dochat.model.Place;
import dochat.model.Placed;
import dochat.model.Preferences;
import dochat.protocol.FeedState;
import io.vertx.core.Promise;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Somebody who is here, where they have places, what they have chosen for themself, and what the chat is called to them. Lives on the context of {@link PersonalFeeds}. */
final class Person {
  private final String id;
  private final Set<Runnable> followers = new LinkedHashSet<>();
  private final Promise<Person> found = Promise.promise();
  private long changes;
  private Map<String, Place> places = Map.of();
  private Preferences preferences = Preferences.NONE;
  private String chat = ChatSettings.NAME;
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

  Preferences preferences() {
    return preferences;
  }

  /** What the chat is called, as far as they are to know. */
  String chat() {
    return chat;
  }

  /** The chat is called so by now; whether it was called otherwise. */
  boolean call(String name) {
    boolean isNew = !name.equals(chat);
    chat = name;
    return isNew;
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
    preferences = placed.preferences();
    chat = placed.chat();
    places = placed.places().stream().collect(Collectors.toMap(Place::room, Function.identity()));
  }

  /** Their rooms of this part that they see. */
  List<String> rooms(int part, Function<String, Long> heads) {
    return places.values().stream().filter(place -> FeedState.part(place.room()) == part && isSeen(place, heads)).map(Place::room).toList();
  }

  /** Counts anew what there is to know; those who follow hear of it if it is something else. */
  void count(String epoch, Function<String, Long> heads) {
    FeedState next = FeedState.of(epoch, places.values().stream().filter(place -> isSeen(place, heads)).toList(), heads::apply, preferences.number(), chat);
    if (!next.equals(state)) {
      state = next;
      List.copyOf(followers).forEach(Runnable::run);
    }
  }

  /** The first parts of these that together have no more rooms than this; at least one. */
  List<Integer> fitting(List<Integer> parts, int rooms, Function<String, Long> heads) {
    int count = 1;
    int left = rooms - rooms(parts.get(0), heads).size();
    while (count < parts.size() && rooms(parts.get(count), heads).size() <= left) {
      left -= rooms(parts.get(count), heads).size();
      count++;
    }
    return parts.subList(0, count);
  }

  /** All parts. Those without rooms are told before the frame is full, since who knows nothing does not miss them. */
  List<Integer> emptyFirst(Function<String, Long> heads) {
    return IntStream.range(0, FeedState.PARTS).boxed().sorted(Comparator.comparing(part -> !rooms(part, heads).isEmpty())).toList();
  }

  private static boolean isSeen(Place place, Function<String, Long> heads) {
    return place.isListed() || heads.apply(place.room()) > 0;
  }
}
