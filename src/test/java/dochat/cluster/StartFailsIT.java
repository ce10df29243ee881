package dochat.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that cannot serve says why in one sentence and ends, also when it has joined the cluster already. */
class StartFailsIT {
  @TempDir
  Path data;

  @Test
  void endsWithOneSentenceWhenItsPortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      ChatNode node = ChatNode.launch(data, "--port", String.valueOf(taken.getLocalPort()));
      assertEquals(1, node.exitCode());
      assertTrue(node.errors().matches("dochat: --port " + taken.getLocalPort() + " cannot be listened on at --host 127\\.0\\.0\\.1: .*\n"),
          node.errors());
    }
  }
}
