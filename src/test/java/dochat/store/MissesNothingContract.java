package dochat.store;

import static dochat.store.FeedChanges.PEOPLE;
import static dochat.store.Steps.await;
import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.feed.PersonalFeeds;
import dochat.metrics.Metrics;
import dochat.model.Message;
import dochat.model.User;
import dochat.protocol.PreferenceViews;
import dochat.protocol.Texts;
import dochat.protocol.Views;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The promise of feeds: whatever happens, wherever, and however often somebody is away meanwhile, what they have put together is what there is. */
interface MissesNothingContract extends StoreNodes {
  int ROUNDS = 6;
  int CHANGES = 30;

  @Test
  default void whatIsPutTogetherFromFeedsIsWhatThereIs() {
    var here = openNode();
    var there = openNode();
    var vertx = Vertx.vertx();
    try {
      var nodes = List.of(new PersonalFeeds(here, new Metrics()), new PersonalFeeds(there, new Metrics()));
      nodes.forEach(node -> await(vertx.deployVerticle(node)));
      var seed = System.nanoTime();
      var random = new Random(seed);
      var changes = new FeedChanges(seed).begin(here, this::makeOwner);
      var readers = PEOPLE.stream().map(FeedReader::new).toList();
      for (var round = 0; round < ROUNDS; round++) {
        for (var i = 0; i < CHANGES; i++) {
          changes.next(random.nextBoolean() ? here : there);
          move(readers.get(random.nextInt(readers.size())), nodes.get(random.nextInt(2)), random.nextInt(10));
        }
        readers.stream().filter(reader -> !reader.isHere()).forEach(reader -> reader.come(nodes.get(random.nextInt(2))));
        var chat = await(here.administration().settings()).name();
        var what = "seed " + seed + ", round " + round + ", ";
        readers.forEach(reader -> {
          var known = known(here, reader.who());
          var preferences = PreferenceViews.preferences(await(here.ownPreferences().of(reader.who().id())));
          eventually(() -> {
            reader.hear(there);
            assertEquals(known, reader.rooms(), what + reader.who());
            assertEquals(preferences, reader.preferences(), what + reader.who());
            assertEquals(chat, reader.chat(), what + reader.who());
          });
        });
      }
    } finally {
      await(vertx.close());
    }
  }

  /** Now and then somebody goes, or comes to a node. */
  private static void move(FeedReader reader, PersonalFeeds node, int chance) {
    if (chance == 0) {
      reader.go();
    } else if (chance < 3) {
      reader.go();
      reader.come(node);
    }
  }

  /** As {@code chat.rooms} tells it, with what was said last, by the pages. Of how many there are in a public room, no feed tells. */
  private static Map<String, JsonObject> known(Store store, User who) {
    var rooms = new TreeMap<String, JsonObject>();
    await(store.joinedRooms(who.id())).forEach(room -> {
      var json = FeedReader.comparable(Views.room(room, who.id()), Map.of());
      await(store.messages(room.id(), who.id(), -1, -1, 100)).messages().stream().filter(message -> message.deletion() == null).reduce((one, next) -> next)
          .ifPresent(last -> json.put("last", last(last)));
      rooms.put(room.id(), json);
    });
    return rooms;
  }

  private static JsonObject last(Message message) {
    return new JsonObject().put("seq", message.seq()).put("user", Views.user(message.user())).put("text", Texts.quote(message.text())).put("at", Views.time(message.at()));
  }

  private void makeOwner(String user) {
    try (var archive = StoreArchive.open(config())) {
      archive.addOwnerLink("owner", new byte[] {9}, Instant.now().plusSeconds(60));
    }
    await(openNode().administration().use(new byte[] {9}, user));
  }
}
