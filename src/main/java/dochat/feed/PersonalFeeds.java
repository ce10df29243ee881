package dochat.feed;

import dochat.loop.LoopLag;
import dochat.loop.Periodic;
import dochat.metrics.Metrics;
import dochat.metrics.Seldom;
import dochat.model.Glance;
import dochat.model.Placed;
import dochat.model.Preferences;
import dochat.protocol.FeedState;
import dochat.protocol.Limits;
import dochat.store.Feeds;
import dochat.store.Store;
import dochat.store.StoreBusy;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The feeds of the people who are at this node: once a second the store is asked which heads of their rooms and which of their places have changed, or whether they have chosen something, and what the chat is called; and
 * whoever follows a feed that has something else to say by then is told so (docs/decisions/0032). It needs no bus. Its own context does the work, and asks
 * the store one thing at a time; any context may call the public methods and is called back on itself.
 */
public final class PersonalFeeds extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(PersonalFeeds.class);
  private static final long CHECK_MILLIS = 1_000;
  /** Who polls comes back within this time, and finds what is known already. */
  private static final int UNUSED_CHECKS = 30;
  /** People or rooms that one query of the store is about. */
  private static final int AT_ONCE = 1_000;

  private final Store store;
  private final Metrics metrics;
  private final Seldom warnings = new Seldom();
  private final Map<String, Person> people = new HashMap<>();
  private final Map<String, Watched> rooms = new HashMap<>();
  private final Queue<Person> coming = new ArrayDeque<>();
  private final Queue<Asked> asked = new ArrayDeque<>();
  /** Who has something else to know since the last check, which tells them: nobody is told more often for those who come. */
  private final Set<String> due = new LinkedHashSet<>();
  private boolean isCheckDue;
  /** Since the last check: who is here is told while others keep coming, too. */
  private boolean hasWelcomed;
  private String epoch = "";
  private Future<?> work = Future.succeededFuture();
  private volatile int size;

  public PersonalFeeds(Store store, Metrics metrics) {
    this.store = store;
    this.metrics = metrics;
    metrics.gauge("dochat_feeds", "People whose feeds somebody follows here, or has until lately.", () -> size);
  }

  @Override
  public Future<?> start() {
    Periodic.every(vertx, CHECK_MILLIS, () -> {
      forgetUnused();
      isCheckDue = true;
      goOn();
    });
    LoopLag.watch(vertx, nanos -> metrics.late("feeds", nanos));
    return Future.succeededFuture();
  }

  /** The store may be closed then: nothing is asked any more. */
  @Override
  public Future<?> stop() {
    return work.otherwiseEmpty();
  }

  /**
   * From now on this is run, on the own context, whenever there may be something new for this person; completed when {@link #next} may be asked. Fails as
   * the store does, and then has to be {@linkplain #unfollow ended} as well.
   */
  public Future<Void> follow(String user, Runnable wake) {
    return here(() -> {
      Person person = people.computeIfAbsent(user, this::come);
      person.followers().add(wake);
      return person.found().future().mapEmpty();
    });
  }

  /** The opposite. */
  public void unfollow(String user, Runnable wake) {
    context.runOnContext(turn -> {
      Person person = people.get(user);
      if (person != null) {
        person.followers().remove(wake);
      }
    });
  }

  /**
   * What to tell somebody who follows; null when there is nothing. There may be more when they know this.
   *
   * @param known what they know; null if nothing
   */
  public Future<Told> next(String user, FeedState known) {
    return here(() -> {
      Person person = people.get(user);
      if (person == null || !person.isFound()) {
        return Future.failedFuture(new IllegalStateException("nobody follows the feed of " + user));
      }
      List<Integer> differing = known == null ? person.emptyFirst(this::head) : person.state().differing(known);
      if (differing.isEmpty()) {
        return Future.succeededFuture();
      }
      Asked question = new Asked(person, known == null ? FeedState.EMPTY : known, person.fitting(differing, Limits.FEED_ROOMS, this::head));
      asked.add(question);
      goOn();
      return question.answer.future();
    });
  }

  /**
   * What differs now from what somebody knows who does not follow; a state without parts where nothing does. Fails as the store does.
   *
   * @param known what they know; null if nothing
   */
  public Future<Told> look(String user, FeedState known) {
    Runnable nothing = () -> { };
    return follow(user, nothing).compose(found -> next(user, known)).map(told -> told == null ? new Told(known, Map.of(), null, null) : told)
        .onComplete((told, failure) -> unfollow(user, nothing));
  }

  private Person come(String user) {
    Person person = new Person(user);
    coming.add(person);
    context.runOnContext(turn -> goOn());
    return person;
  }

  /** One question after the other, so that a store that is slow is asked for more at once, and not more often. */
  private void goOn() {
    if (!work.isComplete()) {
      return;
    }
    boolean mayCheck = isCheckDue && !people.isEmpty();
    if (!coming.isEmpty() && !(mayCheck && hasWelcomed)) {
      hasWelcomed = true;
      work = welcome(some(coming, AT_ONCE));
    } else if (mayCheck) {
      isCheckDue = false;
      hasWelcomed = false;
      work = check();
    } else if (!asked.isEmpty()) {
      work = answer(questions());
    } else {
      return;
    }
    work.onComplete((done, failure) -> goOn());
  }

  private Future<?> welcome(List<Person> some) {
    return store.feeds().places(some.stream().map(Person::id).toList()).onSuccess(places -> {
      place(places);
      some.forEach(person -> person.found().complete(person));
    }).onFailure(failure -> some.forEach(person -> {
      people.remove(person.id(), person);
      person.found().fail(failure);
    }));
  }

  private Future<?> check() {
    Map<String, Long> heads = rooms.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().head));
    Map<String, Long> changes = people.values().stream().filter(Person::isFound).collect(Collectors.toMap(Person::id, Person::changes));
    return store.feeds().moved(heads, changes).compose(this::look).onFailure(this::failed);
  }

  /** The heads of rooms that moved are enough to know; the places of people are asked for. */
  private Future<?> look(Feeds.Moved moved) {
    people.values().stream().filter(person -> person.isFound() && person.call(moved.chat())).forEach(person -> due.add(person.id()));
    if (!moved.people().isEmpty()) {
      return store.feeds().places(moved.people()).onSuccess(places -> {
        due.addAll(move(moved.heads()));
        due.addAll(install(places));
        countDue();
      });
    }
    due.addAll(move(moved.heads()));
    countDue();
    return Future.succeededFuture();
  }

  private void place(List<Placed> places) {
    due.addAll(install(places));
    Set<String> come = places.stream().map(Placed::user).filter(people::containsKey).collect(Collectors.toSet());
    due.removeAll(come);
    count(come);
  }

  private void countDue() {
    Set<String> changed = due.stream().filter(people::containsKey).collect(Collectors.toSet());
    due.clear();
    count(changed);
  }

  /** Where these people are now; the answer is all who have something else to know by that. */
  private Set<String> install(List<Placed> places) {
    Set<String> changed = new LinkedHashSet<>();
    for (Placed placed : places) {
      Person person = people.get(placed.user());
      if (person != null) {
        Set<String> before = Set.copyOf(person.rooms());
        person.place(placed);
        before.stream().filter(room -> !placed.heads().containsKey(room)).forEach(room -> leave(person, room));
        placed.heads().keySet().forEach(room -> rooms.computeIfAbsent(room, id -> new Watched()).people.add(person.id()));
        changed.addAll(move(placed.heads()));
        changed.add(person.id());
      }
    }
    return changed;
  }

  /** These rooms have these heads; the answer is all who are in those that had others. */
  private Set<String> move(Map<String, Long> heads) {
    Set<String> changed = new LinkedHashSet<>();
    heads.forEach((room, head) -> {
      Watched watched = rooms.get(room);
      if (watched != null && watched.head != head) {
        watched.head = head;
        changed.addAll(watched.people);
      }
    });
    return changed;
  }

  /** A log that has lost events has another epoch, and then nothing is as it was. */
  private void count(Set<String> changed) {
    boolean isAnother = !store.epoch().equals(epoch);
    epoch = store.epoch();
    Collection<String> all = isAnother ? List.copyOf(people.keySet()) : changed;
    all.forEach(user -> people.get(user).count(epoch, this::head));
  }

  private long head(String room) {
    return rooms.get(room).head;
  }

  private List<Asked> questions() {
    List<Asked> questions = new ArrayList<>();
    int pairs = 0;
    while (!asked.isEmpty() && pairs < AT_ONCE) {
      Asked next = asked.remove();
      pairs += next.rooms().size();
      questions.add(next);
    }
    return questions;
  }

  private Future<?> answer(List<Asked> questions) {
    Set<List<String>> pairs = questions.stream().flatMap(each -> each.rooms().stream().map(room -> List.of(room, each.person.id()))).collect(Collectors.toSet());
    return store.feeds().glances(pairs).onSuccess(glances -> {
      Map<String, List<Glance>> byPerson = glances.stream().collect(Collectors.groupingBy(Glance::user));
      questions.forEach(each -> each.answer(byPerson.getOrDefault(each.person.id(), List.of())));
    }).onFailure(failure -> questions.forEach(each -> each.answer.fail(failure)));
  }

  /** A store that does not serve says so itself, once a second. */
  private void failed(Throwable failure) {
    Level level = failure instanceof StoreBusy ? Level.DEBUG : Level.WARN;
    warnings.now(() -> LOG.atLevel(level).log("what concerns people is not known, the next check tries again reason={}", failure.toString()));
  }

  private void forgetUnused() {
    people.values().removeIf(person -> {
      boolean isUnused = person.countUnused() > UNUSED_CHECKS && person.isFound();
      if (isUnused) {
        List.copyOf(person.rooms()).forEach(room -> leave(person, room));
      }
      return isUnused;
    });
    size = people.size();
  }

  private void leave(Person person, String room) {
    Watched watched = rooms.get(room);
    watched.people.remove(person.id());
    if (watched.people.isEmpty()) {
      rooms.remove(room);
    }
  }

  private static <T> List<T> some(Queue<T> queue, int most) {
    return Stream.generate(queue::poll).limit(Math.min(most, queue.size())).toList();
  }

  /** Runs on the own context, answers on the caller's, also when it throws. */
  private <T> Future<T> here(Supplier<Future<T>> question) {
    Context caller = vertx.getOrCreateContext();
    Promise<T> answer = Promise.promise();
    context.runOnContext(turn -> Future.succeededFuture().compose(now -> question.get()).onComplete((value, failure) -> caller.runOnContext(back -> answer.complete(value, failure))));
    return answer.future();
  }

  /** A room in which somebody here has a place. */
  private static final class Watched {
    private final Set<String> people = new LinkedHashSet<>();
    private long head = -1;
  }

  /** Somebody wants to know what these parts are. */
  private final class Asked {
    private final Person person;
    private final FeedState known;
    private final FeedState state;
    private final Preferences preferences;
    private final String chat;
    private final Map<Integer, List<String>> parts = new LinkedHashMap<>();
    private final Promise<Told> answer = Promise.promise();

    Asked(Person person, FeedState known, List<Integer> parts) {
      this.person = person;
      this.known = known;
      this.state = person.state();
      this.preferences = person.preferences();
      this.chat = person.chat();
      parts.forEach(part -> this.parts.put(part, person.rooms(part, PersonalFeeds.this::head)));
    }

    List<String> rooms() {
      return parts.values().stream().flatMap(List::stream).toList();
    }

    void answer(List<Glance> glances) {
      Map<Integer, List<Glance>> told = new TreeMap<>();
      parts.forEach((part, ids) -> told.put(part, glances.stream().filter(glance -> ids.contains(glance.room().id())).toList()));
      boolean isFirst = parts.containsKey(FeedState.FIRST);
      answer.complete(new Told(known.with(parts.keySet(), state), told, isFirst ? preferences : null, isFirst ? chat : null));
    }
  }
}
