package dochat.cluster;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatNode;
import dochat.support.TestJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that cannot serve says why in one sentence and ends, also when it has joined the cluster already. */
class StartFailsIT {
  @TempDir
  Path data;

  /** The last of its ports; what is said of each is in PortsTest. */
  @Test
  void endsWithOneSentenceWhenAPortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      ChatNode node = ChatNode.launch(data, "--ops-port", String.valueOf(taken.getLocalPort()));
      assertEquals(1, node.exitCode());
      assertTrue(node.errors().matches("dochat: --ops-port " + taken.getLocalPort() + " cannot be listened on at --ops-host 127\\.0\\.0\\.1: .*\n"),
          node.errors());
    }
  }

  /** Who finds the others by DNS is started beside a database, which may take its time; a person at a terminal wants to know at once. */
  @Test
  void waitsForADatabaseThatIsAwayOnlyWhereNodesAreFoundByDns() {
    String nobody = "postgresql://me:secret@127.0.0.1:1/chat";
    String refusal = "PostgreSQL at 127.0.0.1:1/chat cannot be reached.";
    try (ChatNode patient = ChatNode.launch(data.resolve("patient"), "--database", nobody, "--cluster", "dns:members.test")) {
      ChatNode quick = ChatNode.launch(data.resolve("quick"), "--database", nobody);
      assertEquals(1, quick.exitCode());
      assertEquals("dochat: " + refusal + "\n", quick.errors());
      eventually("it says what it waits for", () -> patient.errors().contains("waits for the database") && patient.errors().contains(refusal));
      assertTrue(patient.isAlive());
    }
  }

  /** Before it has touched the store, or knows where it logs. */
  @Test
  void endsWithOneSentenceWhenItsTracesCannotBeExported() {
    ChatNode node = ChatNode.launchIn(Map.of("OTEL_TRACES_EXPORTER", "otlp", "OTEL_TRACES_SAMPLER", "some"), data);
    assertEquals(2, node.exitCode());
    assertEquals("dochat: the variables OTEL_* cannot be used: Unrecognized value for otel.traces.sampler: some.\n", node.errors());
  }

  /** As a node does that was stopped with Ctrl-Z: the kernel takes connections for it. */
  @Test
  void saysThatItWaitsForAProcessThatHangs() throws IOException {
    try (ServerSocket hanging = new ServerSocket()) {
      hanging.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), TestJvm.lastClusterPort()));
      ChatNode node = ChatNode.launch(data);
      eventually("it looks for others", () -> node.log().contains("is STARTING"));
      eventually(() -> assertTrue(node.errors().contains("Was a node stopped with Ctrl-Z, or does one hang?"), node.errors()));
      node.close();
    }
  }
}
