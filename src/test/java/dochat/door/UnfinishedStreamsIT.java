package dochat.door;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.RawHttp2;
import dochat.support.RoomFeed;
import dochat.support.SmallNode;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same as {@link UnfinishedIT} over HTTP/2, where each connection has as many requests at once as it may, and ends none of them. */
@Timeout(180)
class UnfinishedStreamsIT {
  private static final int CLIENTS = 50;
  private static final int STREAMS = 100;
  private static final int PART = 16_000;
  private static final int LENGTH = 65_000;
  private static final int POSTS = 10;

  @TempDir
  static Path data;

  private static ChatNode node;

  private final List<RawHttp2> senders = new ArrayList<>();

  @BeforeAll
  static void start() {
    node = SmallNode.start(data, "--h2c", "on");
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @AfterEach
  void nothingStays() throws IOException {
    for (RawHttp2 sender : senders) {
      sender.close();
    }
    eventually(() -> assertEquals(0, heldBytes()));
    assertFalse(node.errors().contains("OutOfMemory"), node.errors());
  }

  @ParameterizedTest
  @ValueSource(strings = {"body", "answered", "get"})
  void costANodeAPartOfItsHeapAndOthersNothing(String kind) throws IOException {
    ChatClient ben = ChatClient.guest(node, "Ben");
    RoomFeed feed = ben.register("general");
    for (int i = 0; i < CLIENTS; i++) {
      RawHttp2 sender = new RawHttp2(node.port(), PART);
      senders.add(sender);
      begin(sender, kind);
    }
    for (int i = 0; i < POSTS; i++) {
      assertTrue(ben.post("general", UUID.randomUUID().toString(), "quick") > 0);
    }
    eventually(() -> assertEquals(POSTS, feed.texts().size()));
    eventually(() -> assertTrue(heldBytes() <= SmallNode.BUDGET_BYTES));
    assertTrue(ben.isOpen());
    ben.close();
  }

  /** Beside what the request costs itself: that of each may be small, and the whole is bounded as far as it is counted. */
  @Test
  void whatHasComeOfEachBodyCounts() throws IOException {
    RawHttp2 sender = new RawHttp2(node.port(), PART);
    senders.add(sender);
    List<Integer> streams = new ArrayList<>();
    for (int i = 0; i < STREAMS; i++) {
      streams.add(sender.post("/api/session", "", LENGTH));
    }
    eventually(() -> assertTrue(heldBytes() >= STREAMS * StreamWindows.EXCHANGE_BYTES));
    double heads = heldBytes();
    for (int stream : streams) {
      sender.send(stream, new byte[PART], false);
    }
    eventually(() -> assertTrue(heldBytes() >= heads + STREAMS * PART, () -> "held " + heldBytes()));
  }

  /** Its connection ends where it holds too much. */
  private static void begin(RawHttp2 sender, String kind) throws IOException {
    try {
      for (int i = 0; i < STREAMS; i++) {
        switch (kind) {
          case "body" -> sender.send(sender.post("/api/session", "", LENGTH), new byte[PART], false);
          case "answered" -> sender.post("/api/rooms", "", LENGTH);
          default -> sender.getUnended("/api/rooms", "");
        }
      }
    } catch (SocketException cut) {
      sender.close();
    }
  }

  private static double heldBytes() {
    return node.metrics().sum("dochat_held_bytes");
  }
}
