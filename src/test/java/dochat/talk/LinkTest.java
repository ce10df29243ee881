package dochat.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The way of a post over connections that break, and of a person over several nodes. */
class LinkTest extends AtFakeNodes {
  private static final JsonObject DONE = new JsonObject().put("seq", 1);

  @Test
  void sendsAPostThatWasNotAcknowledgedAgainWithTheSameIdAtTheNextNode() throws Exception {
    try (FakeNode dying = new FakeNode((frame, client) -> {
      if (isSignIn(frame)) {
        client.welcome(frame, "token-1");
      } else {
        client.end();
      }
    }); FakeNode other = new FakeNode(LinkTest::willing)) {
      assertTrue(open(dying.address(), other.address()));
      Loop.ask(loop, () -> outbox.add("general", "one", List.of()), PATIENCE);
      Loop.ask(loop, () -> outbox.add("general", "two", List.of()), PATIENCE);
      List<JsonObject> posts = other.frames("chat.post");
      assertEquals(dying.frames("chat.post").get(0).getJsonObject("body"), posts.get(0).getJsonObject("body"));
      assertEquals(List.of("one", "two"), posts.stream().map(post -> post.getJsonObject("body").getString("text")).toList());
      JsonObject signIn = other.frames("chat.session").get(0);
      assertEquals("Bearer token-1", signIn.getJsonObject("headers").getString("Authorization"));
      assertFalse(signIn.containsKey("body"));
    }
  }

  @Test
  void postsInTheOrderInWhichTheyWereWrittenHoweverBusyTheNodeIs() throws Exception {
    int[] refusals = {0};
    try (FakeNode busy = new FakeNode((frame, client) -> {
      if (!isSignIn(frame) && refusals[0]++ == 0) {
        client.refuse(frame, "busy", 1);
      } else {
        willing(frame, client);
      }
    })) {
      assertTrue(open(busy.address()));
      loop.execute(() -> outbox.add("general", "one", List.of()));
      Loop.ask(loop, () -> outbox.add("general", "two", List.of()), PATIENCE);
      List<JsonObject> posts = busy.frames("chat.post").stream().map(post -> post.getJsonObject("body")).toList();
      assertEquals(List.of("one", "one", "two"), posts.stream().map(post -> post.getString("text")).toList());
      assertEquals(posts.get(0), posts.get(1));
    }
  }

  @Test
  void givesUpAPostThatIsRefusedForGood() throws Exception {
    try (FakeNode node = new FakeNode((frame, client) -> {
      if (!isSignIn(frame) && frame.getJsonObject("body").getString("room").equals("nowhere")) {
        client.refuse(frame, "room_not_found", 0);
      } else {
        willing(frame, client);
      }
    })) {
      assertTrue(open(node.address()));
      ExecutionException refused = assertThrows(ExecutionException.class, () -> Loop.ask(loop, () -> outbox.add("nowhere", "one", List.of()), PATIENCE));
      assertEquals("room_not_found", ((Refused) refused.getCause()).code());
      Loop.ask(loop, () -> outbox.add("general", "two", List.of()), PATIENCE);
      assertEquals(2, node.frames("chat.post").size());
    }
  }

  @Test
  void passesOverWhatIsNoNode() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        FakeNode web = new FakeNode((frame, client) -> client.sendBytes("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
        FakeNode mad = new FakeNode((frame, client) -> client.reply(frame, new JsonObject().put("user", 7)));
        FakeNode node = new FakeNode(LinkTest::willing)) {
      NodeAddress nobody = new NodeAddress("127.0.0.1", taken.getLocalPort());
      taken.close();
      assertTrue(open(nobody, web.address(), mad.address(), node.address()));
      Loop.ask(loop, () -> outbox.add("general", "one", List.of()), PATIENCE);
      assertEquals(1, node.frames("chat.post").size());
    }
  }

  @Test
  void tellsWhenThereIsNoNode() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      NodeAddress nobody = new NodeAddress("127.0.0.1", taken.getLocalPort());
      taken.close();
      assertFalse(open(nobody));
    }
  }

  @Test
  void tellsWhyAnAccountIsNotLetInAndAsksNoOtherNode() throws Exception {
    try (FakeNode first = new FakeNode((frame, client) -> client.refuse(frame, "wrong_password", 0)); FakeNode other = new FakeNode(LinkTest::willing)) {
      assertFalse(open(Person.account("ann", "wrong horse"), first.address(), other.address()));
      assertEquals("wrong_password", link.refused().code());
      assertEquals(new JsonObject().put("handle", "ann").put("password", "wrong horse"), first.frames("chat.session").get(0).getJsonObject("body"));
      assertEquals(List.of(), other.frames("chat.session"));
    }
  }

  /** Who ends the session of an account means it. */
  @Test
  void doesNotSignAnAccountInAgainWhenItsTokenIsVoid() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    exchange.add(new Exchange.Listener() {
      @Override
      public void connected(Person.Welcome now) {
      }

      @Override
      public void signedOut() {
        told.countDown();
      }
    });
    boolean[] isVoid = {false};
    try (FakeNode node = new FakeNode((frame, client) -> {
      if (isSignIn(frame) && !isVoid[0]) {
        isVoid[0] = true;
        client.welcome(frame, "token-1");
        client.end();
      } else {
        client.refuse(frame, "unauthenticated", 0);
      }
    })) {
      assertTrue(open(Person.account("ann", "correct horse"), node.address()));
      assertTrue(told.await(20, TimeUnit.SECONDS));
      assertEquals(2, node.frames("chat.session").size());
      assertFalse(node.frames("chat.session").get(1).encode().contains("correct horse"));
    }
  }

  @Test
  void signsInAnewWhenTheTokenIsVoid() throws Exception {
    try (FakeNode first = new FakeNode((frame, client) -> {
      if (isSignIn(frame)) {
        client.welcome(frame, "old");
      } else {
        client.end();
      }
    }); FakeNode second = new FakeNode((frame, client) -> {
      if (frame.containsKey("headers")) {
        client.refuse(frame, "unauthenticated", 0);
      } else {
        willing(frame, client);
      }
    })) {
      assertTrue(open(first.address(), second.address()));
      Loop.ask(loop, () -> outbox.add("general", "one", List.of()), PATIENCE);
      assertEquals("Ann", second.frames("chat.session").get(1).getJsonObject("body").getString("name"));
    }
  }

  private static void willing(JsonObject frame, FakeNode.Client client) {
    if (isSignIn(frame)) {
      client.welcome(frame, "token-2");
    } else {
      client.reply(frame, DONE);
    }
  }

  private static boolean isSignIn(JsonObject frame) {
    return frame.getString("address").equals("chat.session");
  }
}
