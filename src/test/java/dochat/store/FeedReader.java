package dochat.store;

import static dochat.store.Steps.await;

import dochat.feed.PersonalFeeds;
import dochat.feed.Told;
import dochat.model.CardNews;
import dochat.model.User;
import dochat.protocol.FeedState;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** A client that puts together what it is told of one's own rooms, of what one has chosen, of what the chat is called and of cards, and keeps it while it is away. */
final class FeedReader {
  private static final int CARDS = 1_000;

  private final User who;
  private final AtomicBoolean isDue = new AtomicBoolean();
  private final Runnable wake = () -> isDue.set(true);
  private final Map<Integer, JsonArray> parts = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private JsonObject preferences = new JsonObject();
  private String chat = "";
  private PersonalFeeds node;
  private FeedState known;
  private long cards;

  FeedReader(User who) {
    this.who = who;
  }

  User who() {
    return who;
  }

  /** Looks at what differs from what is known, and listens from there. */
  void come(PersonalFeeds node) {
    this.node = node;
    take(await(node.look(who.id(), known)));
    await(node.follow(who.id(), wake));
    isDue.set(true);
  }

  /** The line breaks. */
  void go() {
    if (node != null) {
      node.unfollow(who.id(), wake);
      node = null;
    }
  }

  boolean isHere() {
    return node != null;
  }

  /** Takes what there is, where the node has said that there is something. */
  void hear(Store store) {
    if (isDue.getAndSet(false)) {
      for (var told = await(node.next(who.id(), known)); told != null; told = await(node.next(who.id(), known))) {
        take(told);
      }
    }
    var news = await(store.cards().changedAfter(cards, CARDS));
    cards = news.head();
    await(store.cards().of(news.changes().stream().map(CardNews.Changed::user).toList())).forEach(card -> names.put(card.user().id(), card.user().name()));
  }

  /** All rooms by their ids, with the names that people have by now. */
  Map<String, JsonObject> rooms() {
    var rooms = new TreeMap<String, JsonObject>();
    parts.values().stream().flatMap(JsonArray::stream).map(JsonObject.class::cast).forEach(room -> rooms.put(room.getString("id"), comparable(room, names)));
    return rooms;
  }

  /** What the person has chosen for themself. */
  JsonObject preferences() {
    return preferences;
  }

  /** What the chat is called. */
  String chat() {
    return chat;
  }

  private void take(Told told) {
    known = told.state();
    preferences = told.body().getJsonObject("preferences", preferences);
    chat = told.body().getString("name", chat);
    told.body().getJsonArray("parts").stream().map(JsonObject.class::cast).forEach(part -> parts.put(part.getInteger("part"), part.getJsonArray("rooms")));
  }

  /** Without what the feed does not tell: how many there are in a public room. People by their ids, with the names that they have by now, where it is known. */
  static JsonObject comparable(JsonObject told, Map<String, String> names) {
    var room = told.copy();
    if (room.getString("kind").equals("public")) {
      room.remove("members");
    }
    if (room.containsKey("people")) {
      var people = new TreeMap<String, String>();
      room.getJsonArray("people").stream().map(JsonObject.class::cast).forEach(user -> people.put(user.getString("id"), names.getOrDefault(user.getString("id"), user.getString("name"))));
      room.put("people", people.toString()).remove("name");
    }
    return room;
  }
}
