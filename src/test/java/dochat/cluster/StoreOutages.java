package dochat.cluster;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.Http;
import dochat.support.Refused;
import dochat.support.RoomFeed;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestReporter;

/**
 * People who post and read at two nodes while their store is away in one way or another, and what has to hold then. What is measured is
 * published; what is asserted leaves room for a busy machine.
 */
abstract class StoreOutages {
  private static final Set<String> RETRYABLE = Set.of("busy", "unconfirmed");
  /** What is promised is 6 s to an answer, and 5 s to recover. */
  private static final long SLOWEST_MILLIS = 15_000;
  /** The code of a close after which one tries again. */
  private static final int BUSY = 1013;
  /** A second may be counted at both its ends. */
  private static final int MORE_WARNINGS = 2;

  private final List<ChatClient> clients = new ArrayList<>();
  private final List<ChatClient> late = new ArrayList<>();
  private final List<Poster> posters = new ArrayList<>();
  private final List<RoomFeed> feeds = new ArrayList<>();
  private final Map<ChatNode, Integer> saidBefore = new HashMap<>();
  private long beganNanos;
  private String calm;
  private String other;
  private TestReporter reporter;

  /** Two of one store. */
  abstract List<ChatNode> nodes();

  @BeforeEach
  void people(TestReporter given) {
    reporter = given;
    calm = newRoom();
    other = newRoom();
    List<ChatClient> people = new ArrayList<>();
    for (ChatNode node : nodes()) {
      for (String room : List.of(calm, other)) {
        ChatClient client = guest(node);
        people.add(client);
        feeds.add(client.register(room));
      }
    }
    for (int i = 0; i < people.size(); i++) {
      String room = i % 2 == 0 ? calm : other;
      posters.add(new Poster(people.get(i), room + "-" + i, room));
    }
    nodes().forEach(node -> late.add(guest(node)));
    allPost();
    nodes().forEach(node -> saidBefore.put(node, node.errors().length()));
    beganNanos = System.nanoTime();
  }

  @AfterEach
  void leave() {
    clients.forEach(ChatClient::close);
  }

  /** In which somebody posts at each node. */
  final String calm() {
    return calm;
  }

  /** Another one. */
  final String other() {
    return other;
  }

  /** What those who post are told. */
  final List<RoomFeed> feeds() {
    return feeds;
  }

  /** Two more messages of each. */
  final void allPost() {
    for (Poster poster : posters) {
      int before = poster.acknowledged().size();
      eventually(poster.getName() + " posts", () -> poster.acknowledged().size() > before + 1);
    }
  }

  /** Counts anew what is refused and how long answers take. */
  final void forget() {
    posters.forEach(Poster::forget);
  }

  /** Refused while the store is away, and soon; what is said of it is true, and what a node has in its memory is told. */
  final void allRefused() {
    forget();
    eventually("posts are refused", () -> posters.stream().noneMatch(poster -> poster.refusals().isEmpty()));
    assertTrue(longestMillis(posters) < SLOWEST_MILLIS, "answered soon");
    nodes().forEach(node -> eventually("it says so", () -> status(node).equals("store out of reach")));
    tailsAreTold();
    tokensStayGood();
    assertTrue(clients.stream().allMatch(ChatClient::isOpen), "nobody is signed out");
  }

  /** To somebody who begins to listen only now. */
  private void tailsAreTold() {
    for (ChatClient client : late) {
      RoomFeed feed = client.register(calm, 0, client.epoch());
      eventually("the tail", () -> feed.head() > 0 && feed.numbers().equals(LongStream.rangeClosed(1, feed.head()).boxed().toList()));
    }
  }

  /** Who comes back now is not told to be nobody, but to try again. */
  private void tokensStayGood() {
    for (ChatNode node : nodes()) {
      try (ChatClient back = ChatClient.connect(node).use(reader().token())) {
        back.request("chat.session", new JsonObject()).handle((session, failure) -> {
          assertTrue(failure instanceof Refused refused ? RETRYABLE.contains(refused.code()) : session != null || back.closeCode() == BUSY, () -> "" + failure);
          return session;
        }).join();
      }
    }
  }

  /** Nobody was refused since the beginning. */
  final void noneRefused() {
    posters.forEach(poster -> assertEquals(Set.of(), poster.refusals(), poster.getName()));
  }

  /** All is as it was, by itself and soon. */
  final void recovered() throws InterruptedException {
    long begin = System.nanoTime();
    allPost();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    reporter.publishEntry("recovered", millis + " ms");
    assertTrue(millis < SLOWEST_MILLIS, "recovered after " + millis + " ms");
    for (Poster poster : posters) {
      poster.end();
      assertTrue(RETRYABLE.containsAll(poster.refusals()), poster.refusals().toString());
    }
    everythingIsThere();
    nodes().forEach(this::hasSaidLittle);
    ready();
    assertTrue(clients.stream().allMatch(ChatClient::isOpen), "nobody is signed out");
  }

  /** What was acknowledged is there once, with its number, for everybody; and nothing else of these people. */
  private void everythingIsThere() {
    for (int i = 0; i < feeds.size(); i++) {
      RoomFeed feed = feeds.get(i);
      String room = posters.get(i).room();
      long head = reader().ask("chat.events", new JsonObject().put("room", room).put("limit", 1)).getLong("head");
      eventually("all of " + room, () -> feed.numbers().size() >= head);
      List<JsonObject> events = feed.events();
      assertEquals(LongStream.rangeClosed(1, events.size()).boxed().toList(), events.stream().map(event -> event.getLong("seq")).toList());
      List<String> texts = events.stream().map(event -> event.getString("text")).toList();
      for (Poster poster : of(room)) {
        poster.acknowledged().forEach((id, seq) -> assertEquals("text of " + id, texts.get((int) (seq - 1))));
      }
      assertEquals(texts.size(), new HashSet<>(texts).size(), "nothing twice");
    }
  }

  /** One warning a second, and nothing but that; and what it did about it. */
  private void hasSaidLittle(ChatNode node) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - beganNanos);
    List<String> said = node.errors().substring(saidBefore.get(node)).lines().filter(line -> !line.contains("is open again")).toList();
    reporter.publishEntry("warnings", said.size() + " in " + seconds + " s");
    assertEquals(List.of(), said.stream().filter(line -> !line.contains(" WARN  the store does not serve ")).toList());
    assertTrue(said.size() <= seconds + MORE_WARNINGS, said.size() + " warnings in " + seconds + " s");
  }

  /** Both nodes say so. */
  final void ready() {
    nodes().forEach(node -> eventually("it is ready", () -> status(node).equals("ready")));
  }

  private static String status(ChatNode node) {
    return new JsonObject(new Http(node).get("/health/ready").body()).getString("status");
  }

  /** Who posts there. */
  final List<Poster> of(String room) {
    return posters.stream().filter(poster -> poster.room().equals(room)).toList();
  }

  /** How long the slowest answer to these took. */
  final long longestMillis(List<Poster> posters) {
    long longest = posters.stream().mapToLong(Poster::longestMillis).max().orElseThrow();
    reporter.publishEntry("slowest answer", longest + " ms");
    return longest;
  }

  /** Its id. */
  final String newRoom() {
    return reader().ask("chat.create", new JsonObject().put("name", "방 " + System.nanoTime())).getJsonObject("room").getString("id");
  }

  /** One of them. */
  final ChatClient reader() {
    return clients.isEmpty() ? guest(nodes().get(0)) : clients.get(0);
  }

  /** Signed in, and gone after the test. */
  final ChatClient guest(ChatNode node) {
    ChatClient client = ChatClient.guest(node, "Guest");
    clients.add(client);
    return client;
  }
}
