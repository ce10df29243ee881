package dochat.cluster;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatClient;
import dochat.support.ChatNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second node comes to one that has many clients: those who have been there longest are sent to it, until it has its share. */
class SharesIT {
  private static final int CLIENTS = 60;
  /** Each event loop sends its own away, the oldest first, so that of another one some stay that are older than the last who has gone, by so many at most. */
  private static final int UNEVEN = 23;
  /** Turns that are fifty times as quick as usual. */
  private static final List<String> QUICKLY = List.of("-Ddochat.share.millis=100");

  @TempDir
  Path data;

  @Test
  void aNewNodeGetsItsShareOfTheClients() {
    try (ChatNode full = ChatNode.launchWith(QUICKLY, data).serving()) {
      ChatClient ann = ChatClient.guest(full, "Ann");
      List<ChatClient> clients = Stream.generate(() -> connect(full, ann)).limit(CLIENTS).toList();
      assertEquals(CLIENTS + 1, full.metrics().sessions());
      try (ChatNode fresh = ChatNode.launchWith(QUICKLY, data).serving()) {
        assertEquals(1001, ann.closeCode(), "who has been there longest goes first");
        List<ChatClient> moved = new ArrayList<>();
        Set<ChatClient> sent = new HashSet<>();
        eventually("about half of them have gone", () -> {
          clients.stream().filter(client -> client.isClosed() && sent.add(client)).forEach(client -> moved.add(connect(fresh, ann)));
          return full.metrics().sessions() <= 34 && fresh.metrics().sessions() >= 20;
        });
        List<Boolean> gone = clients.stream().map(ChatClient::isClosed).toList();
        assertTrue(gone.lastIndexOf(true) < Collections.frequency(gone, true) + UNEVEN, () -> "the newest stay: " + gone);
        moved.forEach(ChatClient::close);
        assertEquals("", full.complaints() + fresh.complaints());
      }
      clients.forEach(ChatClient::close);
    }
  }

  private static ChatClient connect(ChatNode node, ChatClient person) {
    ChatClient client = ChatClient.connect(node).use(person.token());
    client.register("general");
    return client;
  }
}
