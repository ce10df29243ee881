package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.proxy.HaProxy;
import dochat.support.ChatNode;
import dochat.support.Eventually;
import dochat.support.Http;
import dochat.support.PreviousRelease;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes of the release before this one, behind HAProxy, are replaced by nodes of this one, one after the other, while people talk and somebody posts,
 * and then one of them goes back: nobody notices, and nothing is lost. The pages are at first those of the release before, and are loaded again in between.
 */
@ExtendWith(WithPeople.class)
class RollingUpdateIT {
  /** All that the chip ever says, and whether there was a bar across the page. */
  private static final String WATCH = """
      (() => {
        globalThis.moods = new Set();
        const look = () => {
          const chip = document.querySelector('[data-testid=connection]');
          if (chip) globalThis.moods.add(chip.dataset.state);
          if (document.querySelector('.trouble')) globalThis.moods.add('a bar');
        };
        new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
        look();
      })()""";
  private static final int PAUSE_MILLIS = 250;
  /** While one node is replaced: two seconds' worth, of four or more that it takes. */
  private static final int POSTS_AT_LEAST = 8;
  private static final String[] OPTIONS = {"--post-rate", "1000", "--drain-seconds", "8"};

  @TempDir
  Path data;

  @Test
  void nobodySeesABarWhileAllNodesAreUpdatedAndOneGoesBack(People people) throws Exception {
    List<ChatNode> nodes = new ArrayList<>(List.of(PreviousRelease.start(data, OPTIONS), PreviousRelease.start(data, OPTIONS)));
    AtomicInteger posted = new AtomicInteger();
    ScheduledExecutorService poster = Executors.newSingleThreadScheduledExecutor();
    Queue<String> failures = new ConcurrentLinkedQueue<>();
    try (HaProxy proxy = HaProxy.watchful(nodes)) {
      Dialogue dialogue = new Dialogue(people, proxy.url());
      dialogue.other().chooses("streaming");
      Person poller = people.behind(proxy.url(), "", "Ann");
      poller.chooses("long-polling");
      List<Person> all = List.of(dialogue.one(), dialogue.other(), poller);
      all.forEach(person -> person.evaluate(WATCH));
      String token = Http.guest(nodes.get(0), "Poster").token();
      HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      poster.scheduleWithFixedDelay(() -> post(client, proxy, token, posted.incrementAndGet(), failures), 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      Replacing replacing = (old, starting) -> {
        int before = posted.get();
        old.terminate();
        dialogue.goesOn(2);
        assertEquals(0, old.exitCode(), old::errors);
        assertEquals(List.of(), old.faults());
        ChatNode fresh = starting.apply(Stream.concat(Stream.of(OPTIONS), Stream.of("--port", Integer.toString(old.port()))).toArray(String[]::new));
        dialogue.goesOn(2);
        Eventually.eventually("HAProxy sends clients to the new one", () -> fresh.name().equals(answering(client, proxy, token)));
        assertTrue(posted.get() > before + POSTS_AT_LEAST, "under load");
        return fresh;
      };
      for (int i = 0; i < nodes.size(); i++) {
        nodes.set(i, replacing.replace(nodes.get(i), options -> ChatNode.start(data, options)));
        Person newcomer = people.behind(proxy.url(), "", "Newcomer " + i);
        newcomer.isConnected();
        newcomer.page().close();
      }
      dialogue.isComplete();
      all.forEach(RollingUpdateIT::noticedNothing);
      all.forEach(Person::reloads);
      all.forEach(person -> person.evaluate(WATCH));
      nodes.set(0, replacing.replace(nodes.get(0), options -> PreviousRelease.start(data, options)));
      poster.shutdown();
      assertTrue(poster.awaitTermination(1, TimeUnit.MINUTES));
      dialogue.isComplete();
      changesGoAcross(dialogue.one(), dialogue.other());
      all.forEach(RollingUpdateIT::noticedNothing);
      assertEquals(List.of(), List.copyOf(failures), () -> nodes.get(0).log());
      List<String> log = new Http(nodes.get(1), token).history("general", 0).getJsonArray("events").stream().map(event -> ((JsonObject) event).getString("id")).toList();
      assertEquals(IntStream.rangeClosed(1, posted.get()).mapToObj(i -> "post-" + i).toList(), log, "each once, in its order");
    } finally {
      poster.shutdownNow();
      nodes.forEach(ChatNode::close);
    }
  }

  /** A node's place is taken by one that is started like this, on the same port. */
  private interface Replacing {
    ChatNode replace(ChatNode old, Function<String[], ChatNode> starting) throws Exception;
  }

  /** What becomes of a message beside a node of the release before, by the pages of this one. */
  private static void changesGoAcross(Person one, Person other) {
    one.creates("Both releases", "");
    one.says("first");
    other.opens("Both releases");
    other.joins();
    act(other, "first", "react");
    assertThat(one.message("first").getByTestId("reaction")).hasAccessibleName(Pattern.compile(".+, " + other.name()));
    act(one, "first", "edit");
    one.page().getByTestId("editor").fill("second");
    one.page().getByTestId("editor").press("Enter");
    other.sees("second");
    act(one, "second", "pin");
    assertThat(other.message("second").getByTestId("is-pinned")).isVisible();
    act(one, "second", "delete");
    assertThat(other.message("second")).hasCount(0);
  }

  private static void act(Person person, String text, String tool) {
    person.uses(person.message(text), person.message(text).getByTestId(tool).first());
  }

  private static void noticedNothing(Person person) {
    assertThat(person.chip()).hasAttribute("data-state", "connected");
    assertEquals(List.of("connected"), person.find("[...moods]"), person.name());
  }

  /** The name of the node that HAProxy has chosen for this. */
  private static String answering(HttpClient client, HaProxy proxy, String token) throws IOException, InterruptedException {
    return new JsonObject(client.send(HttpRequest.newBuilder(URI.create(proxy.url() + "/api/session")).header("Authorization", "Bearer " + token).build(),
        BodyHandlers.ofString()).body()).getString("node");
  }

  private static void post(HttpClient client, HaProxy proxy, String token, int number, Queue<String> failures) {
    JsonObject message = new JsonObject().put("id", "post-" + number).put("text", "text");
    try {
      var answer = client.send(HttpRequest.newBuilder(URI.create(proxy.url() + "/api/rooms/general/messages"))
          .header("Content-Type", "application/json").header("Authorization", "Bearer " + token)
          .POST(BodyPublishers.ofString(message.encode())).build(), BodyHandlers.ofString());
      if (answer.statusCode() != 201) {
        failures.add(answer.statusCode() + " " + answer.body());
      }
    } catch (IOException | InterruptedException e) {
      failures.add(e.toString());
    }
  }
}
