package dochat.store;

import static dochat.store.Steps.ANNA;
import static dochat.store.Steps.append;
import static dochat.store.Steps.await;
import static dochat.store.Steps.draft;
import static dochat.store.Steps.log;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Event;
import dochat.model.Neighbour;
import dochat.model.Room;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Opening: new stores, known stores, several processes at once, and stores of the future. */
interface OpenContract extends StoreNodes {
  String FIRST_EPOCH = "aaaabbbbccccdddd";

  @Test
  default void keepsEverythingWhenOpenedAgain() {
    var first = openNode();
    var event = append(first, draft(ANNA, "m1")).event();
    await(first.createRoom("tea", "Tea", "Leaves", ANNA.id()));
    await(first.close());

    var second = openNode();
    assertEquals(first.epoch(), second.epoch());
    assertEquals(event, log(second, Room.GENERAL).get(0));
    assertEquals("Leaves", await(second.room("tea", ANNA.id())).orElseThrow().topic());
  }

  /** Failures are logged. */
  @Test
  default void whatFailsDoesNotSayWithWhat() {
    try (var engine = Engine.open(config())) {
      var failure = assertThrows(RuntimeException.class, () -> engine.write(handle -> handle.execute("INSERT INTO nothing VALUES (?)", "a private word")));
      assertTrue(Steps.printed(failure).contains("nothing"), Steps.printed(failure));
      assertFalse(Steps.printed(failure).contains("private"), Steps.printed(failure));
    }
  }

  @Test
  default void namesEachStoreDifferently() {
    var one = openNode().epoch();
    var other = await(opening(newDatabase())).epoch();
    assertTrue(one.matches("[a-z2-7]{16}"), one);
    assertNotEquals(one, other);
  }

  @Test
  default void startsWithTheRoomGeneral() {
    var rooms = await(openNode().rooms(ANNA.id()));
    assertEquals(1, rooms.size());
    assertEquals(Room.publicly(Room.GENERAL, "General", "", 0), rooms.get(0));
  }

  @Test
  default void opensOneNewDatabaseFromManyNodesAtOnce() {
    var stores = await(Future.all(IntStream.range(0, 8).mapToObj(i -> opening(config())).toList())).<Store>list();
    assertEquals(1, stores.stream().map(Store::epoch).distinct().count());
  }

  @Test
  default void opensOneNewDatabaseFromManyProcessesAtOnce() throws IOException {
    var processes = new ArrayList<Process>();
    for (var i = 0; i < 3; i++) {
      processes.add(OtherProcess.start(config()));
    }
    var names = new HashSet<String>();
    for (var process : processes) {
      names.add(OtherProcess.name(process));
    }
    assertEquals(Set.of(openNode().epoch()), names);
  }

  @Test
  default void refusesANewerSchema() {
    await(openNode().close());
    var engine = Engine.open(config());
    engine.write(handle -> handle.execute("INSERT INTO migration (version, applied) VALUES (99, 0)"));
    engine.close();

    var refusal = assertThrows(StoreUnavailable.class, () -> await(opening(config())));
    assertEquals("The database has schema version 99, but this program knows only " + Schema.newest() + ": start a newer doChat.", refusal.getMessage());
  }

  @Test
  default void worksOnTablesOfWhichTheirProgramSaysThatItCan() {
    var before = openNode();
    await(before.close());
    ofTheNextRelease(Schema.newest());
    assertEquals(before.epoch(), openNode().epoch());
    ofTheNextRelease(Schema.newest() + 1);
    assertThrows(StoreUnavailable.class, () -> await(opening(config())));
  }

  /** As a program of the next version leaves the tables, which needs programs that know at least that version. */
  private void ofTheNextRelease(int oldest) {
    try (var engine = Engine.open(config())) {
      engine.write(handle -> {
        handle.execute("INSERT INTO migration (version, applied) VALUES (?, 0) ON CONFLICT (version) DO NOTHING", Schema.newest() + 1);
        return handle.execute("INSERT INTO compatibility (version, oldest) VALUES (?, ?) ON CONFLICT (version) DO UPDATE SET oldest = excluded.oldest",
            Schema.newest() + 1, oldest);
      });
    }
  }

  @Test
  default void bringsTheTablesOfTheFirstReleaseUpToDateFromManyNodesAtOnce() {
    ofTheFirstRelease();
    var stores = await(Future.all(IntStream.range(0, 8).mapToObj(i -> opening(config())).toList())).<Store>list();
    assertEquals(Set.of(FIRST_EPOCH), stores.stream().map(Store::epoch).collect(Collectors.toSet()));
    append(stores.get(7), draft(ANNA, "now"));
    assertEquals(List.of("then", "text of now"), log(stores.get(0), Room.GENERAL).stream().map(Event::text).toList());
    await(stores.get(0).createRoom("tea", "Tea", "", ANNA.id()));
    await(stores.get(0).beat(new Neighbour("node", 1, 0, Set.of("node")), 0));
    assertEquals(IntStream.rangeClosed(1, Schema.newest()).boxed().toList(), steps(), "each once");
    assertEquals(List.of(Optional.empty(), Optional.empty(), Optional.empty()), Stream.of("하트 ❤️", "tea time", "Milk").map(name -> await(stores.get(0).createRoom("same", name, "", ANNA.id()))).toList(), "compared as names are now");
    assertEquals(List.of("하트 ❤️"), await(stores.get(0).directory(ANNA.id(), "하트 ❤️", "", 9)).stream().map(Room::name).toList());
  }

  default List<Integer> steps() {
    try (var engine = Engine.open(config())) {
      return engine.read(handle -> handle.createQuery("SELECT version FROM migration ORDER BY version").mapTo(Integer.class).list());
    }
  }

  /** As its program left them: with a message, and without a word on which programs can work with them. */
  default void ofTheFirstRelease() {
    try (var engine = Engine.open(config()); var script = Schema.class.getResourceAsStream("/db/" + engine.name() + "/V1__log.sql")) {
      var tables = new String(script.readAllBytes(), StandardCharsets.UTF_8);
      engine.write(handle -> {
        handle.createScript(tables).execute();
        handle.execute("CREATE TABLE migration (version INTEGER PRIMARY KEY, applied BIGINT NOT NULL)");
        handle.execute("INSERT INTO migration (version, applied) VALUES (1, 0)");
        handle.execute("INSERT INTO meta (one, epoch, created) VALUES (1, ?, 0)", FIRST_EPOCH);
        handle.execute("INSERT INTO event (room_id, seq, type, client_id, user_id, user_name, text, at) VALUES (?, 1, 'message', 'then', 'u-ben', 'Ben', 'then', 0)",
            Room.GENERAL);
        handle.execute("INSERT INTO room (id, name, name_key, topic) VALUES ('a', '하트 ❤️', '하트 ❤️', ''), ('b', 'Tea  time', 'tea  time', ''), ('c', 'Tea\u3000time', 'tea\u3000time', ''),"
            + " ('d', 'Мilk', 'мilk', ''), ('e', 'Ｍilk', 'ｍilk', '')");
        return handle.execute("UPDATE room SET head = 1 WHERE id = ?", Room.GENERAL);
      });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  default void completesFuturesOnTheContextOfTheCaller() {
    var vertx = Vertx.vertx();
    try {
      var store = await(Store.open(vertx, config()));
      var context = vertx.getOrCreateContext();
      var completedOn = Future.<Object>future(promise -> context.runOnContext(now ->
          store.room("general", "u").onComplete(done -> promise.complete(Vertx.currentContext()))));
      assertEquals(context, await(completedOn));
      await(store.close());
    } finally {
      await(vertx.close());
    }
  }
}
