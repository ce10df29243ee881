package dochat.store;

import static dochat.store.Steps.ANNA;
import static dochat.store.Steps.await;
import static dochat.store.Steps.draft;
import static dochat.store.Steps.log;
import static dochat.store.Steps.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Appended;
import dochat.model.Appended.Outcome;
import dochat.model.Change;
import dochat.model.Event;
import dochat.model.Room;
import dochat.model.User;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many appenders at several nodes at once. */
interface ConcurrentAppendContract extends StoreNodes {
  List<String> ROOMS = List.of(Room.GENERAL, "tea", "music", "work");

  @Test
  default void numbersWithoutGapsUnderManyAppendersAtTwoNodes() {
    var nodes = List.of(openNode(), openNode());
    ROOMS.stream().skip(1).forEach(room -> await(nodes.get(0).createRoom(room, room, "", ANNA.id())));
    var promised = new ConcurrentHashMap<String, Event>();
    var appenders = IntStream.range(0, 8)
        .mapToObj(i -> appendGroups(nodes.get(i % 2), new User("u" + i, "User " + i), new Random(i), 40, promised)).toList();
    await(Future.all(appenders));

    var found = new HashMap<String, Event>();
    for (var room : ROOMS) {
      var log = log(nodes.get(0), room);
      assertEquals(LongStream.rangeClosed(1, log.size()).boxed().toList(), numbers(log), room);
      assertEquals(log.size(), await(nodes.get(1).heads(List.of(room))).get(room));
      log.forEach(event -> found.put(room + event.user().id() + event.id(), event));
      assertEquals(members(log, room), await(nodes.get(0).room(room, "")).orElseThrow().members(), room);
    }
    assertTrue(promised.size() > 2000, "only " + promised.size());
    assertEquals(promised, found);
  }

  /** Appends one group of random size after the other; some of them twice, as after a lost answer. */
  private static Future<Void> appendGroups(Store store, User author, Random random, int groups, Map<String, Event> promised) {
    if (groups == 0) {
      return Future.succeededFuture();
    }
    var drafts = new ArrayList<Change>();
    for (var i = random.nextInt(1, 25); i > 0; i--) {
      drafts.add(draft(ROOMS.get(random.nextInt(ROOMS.size())), author, groups + "-" + i, "text"));
    }
    var appended = store.append(drafts).onSuccess(results -> results.forEach(result -> promise(result, promised)));
    var repeated = random.nextInt(4) == 0 ? appended.compose(results -> store.append(drafts))
        .onSuccess(results -> results.forEach(result -> assertEquals(Outcome.REPEATED, result.outcome()))) : appended;
    return repeated.compose(results -> appendGroups(store, author, random, groups - 1, promised));
  }

  private static void promise(Appended result, Map<String, Event> promised) {
    promised.put(result.change().room() + result.change().author().id() + result.change().id(), result.event());
  }

  private static long members(List<Event> log, String room) {
    var creator = room.equals(Room.GENERAL) ? Stream.<String>empty() : Stream.of(ANNA.id());
    return Stream.concat(creator, log.stream().map(event -> event.user().id())).distinct().count();
  }

  @Test
  default void savesAnIdOnceThatArrivesAtTwoNodesAtOnce() {
    var nodes = List.of(openNode(), openNode());
    await(nodes.get(0).createRoom("tea", "Tea", "", ANNA.id()));
    for (var round = 0; round < 60; round++) {
      var id = "r" + round;
      var otherRoom = round % 3 == 0 ? "tea" : Room.GENERAL;
      var here = nodes.get(0).append(List.of(draft(ANNA, id), draft(ANNA, id + "-here")));
      var there = nodes.get(1).append(List.of(draft(ANNA, id + "-there"), draft(otherRoom, ANNA, id, "x")));
      var outcomes = new HashSet<>(List.of(await(here).get(0).outcome(), await(there).get(1).outcome()));
      var loser = round % 3 == 0 ? Outcome.ID_REUSED : Outcome.REPEATED;
      assertEquals(new HashSet<>(List.of(Outcome.NEW, loser)), outcomes);
    }
    assertEquals(180, log(nodes.get(0), Room.GENERAL).size() + log(nodes.get(0), "tea").size());
  }

  @Test
  default void staysCorrectWhenUsersComeAndGoMeanwhile() {
    var nodes = List.of(openNode(), openNode());
    var work = new ArrayList<Future<?>>();
    for (var i = 0; i < 100; i++) {
      var user = new User("u" + i % 5, "User");
      work.add(nodes.get(i % 2).append(List.of(draft(user, "m" + i))));
      work.add(nodes.get((i + 1) % 2).append(List.of(new Change.Leave(Room.GENERAL, user, "out" + i))));
      work.add(nodes.get(i % 2).append(List.of(new Change.Join(Room.GENERAL, user, "in" + i))));
      if (i % 5 == 4) {
        await(Future.all(work));
        work.clear();
      }
    }
    var joined = IntStream.range(0, 5).filter(i -> await(nodes.get(0).room(Room.GENERAL, "u" + i)).orElseThrow().joined()).count();
    assertEquals(joined, await(nodes.get(0).room(Room.GENERAL, "")).orElseThrow().members());
  }
}
