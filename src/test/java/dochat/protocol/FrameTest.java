package dochat.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who holds a frame, and who answers for it. */
class FrameTest {
  private final Delivery delivery = new Delivery("general", "epoch", 1, 0, List.of("{\"seq\":1,\"text\":\"가\"}"));

  @Test
  void allWhoAreToldTheSameShareTheSameBytes() {
    Frame one = new News("general", delivery, null, null, null, "", false).encoded();
    assertSame(one, new News("general", delivery, null, null, null, "", false).encoded());
    assertArrayEquals(delivery.frame().getBytes(StandardCharsets.UTF_8), one.bytes());
    News withPresence = new News("general", delivery, "{\"count\":1,\"users\":[]}", null, null, "1.2", false);
    assertNotSame(one, withPresence.encoded());
    assertSame(withPresence.encoded(), new News("general", delivery, withPresence.presence(), null, null, "1.2", false).encoded());
    assertNotSame(withPresence.encoded(), new News("general", delivery, withPresence.presence(), null, null, "1.2", true).encoded());
    assertEquals(withPresence.frame(), new String(withPresence.encoded().bytes(), StandardCharsets.UTF_8));
  }

  @Test
  void itsHoldersAnswerForItTogether() {
    Frame frame = Frame.of("x".repeat(900));
    frame.hold();
    assertEquals(900, frame.share());
    frame.hold();
    frame.hold();
    assertEquals(300, frame.share());
    frame.release();
    frame.release();
    assertEquals(900, frame.share());
  }
}
