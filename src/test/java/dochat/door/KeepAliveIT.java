package dochat.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.protocol.Limits;
import dochat.support.Http;
import dochat.support.OnSharedNodes;
import dochat.support.SharedNodes;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An idle stream that asks for it shows a sign of life so often that no proxy takes it for dead. */
@OnSharedNodes
@Timeout(60)
class KeepAliveIT {
  private static final int BEATS = 4;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Http ann = Http.guest(SharedNodes.first(), "Ann");

  @Test
  void linesAreKeptAlive() {
    assertBeatsOften(ann.request("/api/rooms/general/stream?every=1"), "");
  }

  @Test
  void serverSentEventsAreKeptAlive() {
    assertBeatsOften(ann.request("/api/rooms/general/stream?every=1").header("Accept", "text/event-stream"), ":");
  }

  @Test
  void aFeedIsKeptAlive() {
    assertBeatsOften(ann.request("/api/feed").header("Content-Type", "application/json").header("Accept", "application/x-ndjson")
        .POST(BodyPublishers.ofString("{\"after\":{},\"every\":1}")), "");
  }

  /** So many would take a minute if nobody had asked. */
  private void assertBeatsOften(HttpRequest.Builder request, String beat) {
    long began = System.nanoTime();
    try (Stream<String> lines = client.sendAsync(request.build(), BodyHandlers.ofLines()).join().body()) {
      List<String> beats = lines.filter(beat::equals).limit(BEATS).toList();
      assertEquals(BEATS, beats.size());
    }
    assertTrue(System.nanoTime() - began < BEATS * Limits.KEEP_ALIVE_MILLIS * 500_000L, "the beats came no more often than usual");
  }
}
