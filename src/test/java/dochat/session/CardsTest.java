package dochat.session;

import static dochat.session.Client.command;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dochat.model.Change;
import dochat.model.User;
import dochat.protocol.Address;
import dochat.protocol.Limits;
import dochat.room.LiveRoom;
import dochat.room.OneNode;
import dochat.store.Store;
import dochat.support.Eventually;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Cards at two nodes of one store that never hear of each other: it needs no bus. */
@Timeout(60)
class CardsTest {
  private final NodesApart nodes = new NodesApart();
  private final SessionNode here = nodes.here;
  private final SessionNode there = nodes.there;

  @AfterEach
  void close() {
    nodes.close();
  }

  @Test
  void aChangeIsToldAtEveryNodeAndToWhoComesBack() {
    Client ben = here.newClient();
    Client ann = there.newClient();
    String user = user(ann);
    register(ben, null);
    String state = told(ben, 1).getString("state");
    ann.send(command(Address.PROFILE, new JsonObject().put("status", new JsonObject().put("text", "away")), "p"));
    assertEquals(List.of(user), told(ben, 2).getJsonArray("users").getList());
    ben.send(command(Address.CARDS, new JsonObject().put("users", new JsonArray().add(user)), "c"));
    assertEquals("away", ben.frame("c").getJsonObject("body").getJsonArray("cards").getJsonObject(0).getJsonObject("status").getString("text"));
    Client late = there.newClient();
    register(late, state);
    assertEquals(told(ben, 2), told(late, 1));
    register(late, told(late, 1).getString("state"));
    late.send(command(Address.CARDS, new JsonObject().put("users", new JsonArray()), "none"));
    late.frame("none");
    assertEquals(1, late.frames(Address.CARDS).size(), "nothing has changed since");
  }

  @Test
  void whoIsRenamedIsSoWhereverTheyAre() {
    Client phone = here.newClient();
    Client ben = here.newClient();
    phone.send(Client.register("general", null, null));
    ben.send(Client.register("general", null, null));
    String user = user(phone);
    ben.until(client -> client.deliveries("general").stream().anyMatch(body -> body.encode().contains(user)));
    phone.send(command(Address.PROFILE, new JsonObject().put("name", "Somebody else"), "p"));
    phone.frame("p");
    ben.until(client -> client.deliveries("general").stream().anyMatch(body -> body.encode().contains("Somebody else")));
    phone.send(command(Address.POST, new JsonObject().put("room", "general").put("id", "m-" + user).put("text", "hello"), "m"));
    ben.until(client -> client.deliveries("general").stream().flatMap(body -> body.getJsonArray("events").stream())
        .anyMatch(event -> ((JsonObject) event).getJsonObject("user").getString("name").equals("Somebody else")));
  }

  /** In what both nodes hold of a log, the newest events of a room and what is further back, though nothing is said there. */
  @Test
  void whoHasDeletedTheirAccountIsNamedByNobodyWhoComesLater() {
    Store store = here.node.store;
    User gone = here.newIdentity("Goner").user();
    User ben = here.newIdentity("Ben").user();
    String room = OneNode.await(store.direct("r-two", Set.of(gone.id(), ben.id()), ben.id())).orElseThrow().id();
    OneNode.await(store.append(IntStream.rangeClosed(1, Limits.TAIL_EVENTS + 10).mapToObj(i -> (Change) new Change.Post(room, gone, "m" + i, "text " + i)).toList()));
    for (SessionNode node : List.of(here, there)) {
      LiveRoom live = OneNode.await(node.node.hub.hold(room));
      OneNode.await(node.node.hub.read(live, 0));
    }
    OneNode.await(store.administration().depart(gone.id()));
    OneNode.await(store.administration().departures(gone.id()));
    for (String after = OneNode.await(store.administration().forgetName(gone.id(), "")); !after.isEmpty(); ) {
      after = OneNode.await(store.administration().forgetName(gone.id(), after));
    }
    for (SessionNode node : List.of(here, there)) {
      LiveRoom live = node.node.hub.live(room).orElseThrow();
      Eventually.eventually(() -> {
        assertFalse(live.tail().after(live.tail().head() - 100).events().toString().contains("Goner"));
        assertFalse(OneNode.await(node.node.hub.read(live, 0)).events().toString().contains("Goner"));
      });
      assertEquals(Limits.TAIL_EVENTS + 10, live.tail().head());
    }
  }

  private static JsonObject told(Client client, int count) {
    client.until(each -> each.frames(Address.CARDS).size() >= count);
    return client.frames(Address.CARDS).get(count - 1).getJsonObject("body");
  }

  private static void register(Client client, String state) {
    JsonObject headers = state == null ? new JsonObject() : new JsonObject().put("state", state);
    client.send(new JsonObject().put("type", "register").put("address", Address.CARDS).put("headers", headers));
  }

  private static String user(Client client) {
    client.send(command(Address.SESSION, new JsonObject(), "me"));
    return client.frame("me").getJsonObject("body").getJsonObject("user").getString("id");
  }
}
