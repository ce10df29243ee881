package dochat.trace;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatClient;
import dochat.support.Jcmd;
import dochat.support.OnSharedNodes;
import dochat.support.SharedNodes;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A node that was not told to trace has nothing of it: no exporter that could connect, no thread, no class of the library. */
@OnSharedNodes
class NoTracesIT {
  /** OpenTelemetry's, and the JDK's client, with which it would send. */
  private static final Pattern SENDERS = Pattern.compile("io\\.opentelemetry\\.[\\w.$]+|jdk\\.internal\\.net\\.http\\.[\\w.$]+");

  @Test
  void aNodeThatHasDeliveredAPostHasLoadedNothingOfIt() {
    try (ChatClient ann = ChatClient.guest(SharedNodes.first(), "Ann"); ChatClient ben = ChatClient.guest(SharedNodes.second(), "Ben")) {
      ben.register("general");
      long seq = ann.post("general", "untraced", "hello");
      eventually("it comes", () -> ben.room("general").numbers().contains(seq));
    }
    String classes = Jcmd.ask(SharedNodes.first().pid(), "VM.class_hierarchy -i");
    assertTrue(classes.contains("dochat.trace.NoTraces"), "the list is one of classes");
    assertEquals(List.of(), SENDERS.matcher(classes).results().map(found -> found.group()).toList());
  }
}
