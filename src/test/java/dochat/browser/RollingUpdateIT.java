package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.proxy.HaProxy;
import dochat.support.ChatNode;
import dochat.support.Eventually;
import dochat.support.Http;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes behind HAProxy are replaced, one after the other, while people talk and somebody posts: nobody notices. */
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
  private static final int PAUSE_MILLIS = 20;
  private static final String[] OPTIONS = {"--post-rate", "1000", "--drain-seconds", "8"};

  @TempDir
  Path data;

  @Test
  void nobodySeesABarWhileAllNodesAreReplaced(People people) throws Exception {
    List<ChatNode> nodes = new ArrayList<>(ChatNode.cluster(3, data, OPTIONS));
    AtomicInteger posted = new AtomicInteger();
    ScheduledExecutorService poster = Executors.newSingleThreadScheduledExecutor();
    Queue<String> failures = new ConcurrentLinkedQueue<>();
    try (HaProxy proxy = HaProxy.watchful(nodes)) {
      Dialogue dialogue = new Dialogue(people, proxy.url(), "");
      dialogue.other().chooses("streaming");
      Person poller = people.behind(proxy.url(), "", "Ann");
      poller.chooses("long-polling");
      List<Person> all = List.of(dialogue.one(), dialogue.other(), poller);
      all.forEach(person -> person.evaluate(WATCH));
      String token = Http.guest(nodes.get(0), "Poster").token();
      HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      poster.scheduleWithFixedDelay(() -> post(client, proxy, token, posted.incrementAndGet(), failures), 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      for (int i = 0; i < nodes.size(); i++) {
        ChatNode old = nodes.get(i);
        int before = posted.get();
        old.terminate();
        dialogue.goesOn(2);
        assertEquals(0, old.exitCode());
        assertEquals("", old.errors());
        nodes.set(i, ChatNode.start(data, "--post-rate", "1000", "--drain-seconds", "8", "--port", Integer.toString(old.port())));
        dialogue.goesOn(2);
        String name = nodes.get(i).name();
        Eventually.eventually("HAProxy sends clients to the new one", () -> name.equals(answering(client, proxy, token)));
        assertTrue(posted.get() > before + 20, "under load");
      }
      poster.shutdown();
      assertTrue(poster.awaitTermination(1, TimeUnit.MINUTES));
      dialogue.isComplete();
      all.forEach(person -> {
        assertThat(person.chip()).hasAttribute("data-state", "connected");
        assertEquals(List.of("connected"), person.find("[...moods]"), person.name());
      });
      assertEquals(List.of(), List.copyOf(failures));
    } finally {
      poster.shutdownNow();
      nodes.forEach(ChatNode::close);
    }
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
