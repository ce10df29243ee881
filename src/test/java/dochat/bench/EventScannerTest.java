package dochat.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.model.Event;
import dochat.model.User;
import dochat.protocol.Frames;
import dochat.protocol.Views;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Frames are those that a node writes. */
class EventScannerTest {
  private static final String STAMP = Stamp.write(1_234_567_890);

  @Test
  void findsEachEventWithItsNumberAndItsStamp() {
    assertEquals(List.of("9 at 1234567890", "10 at 1234567890"), found(delivery(event(9, STAMP + "..."), event(10, STAMP))));
  }

  @Test
  void findsNoneWhereThereIsNone() {
    assertEquals(List.of(), found(delivery()));
    assertEquals(List.of(), found(""));
  }

  /** Whatever people write, it is one event. */
  @Test
  void isNotDeceivedByTexts() {
    assertEquals(List.of("1 at -1", "2 at -1", "3 at 1234567890"),
        found(delivery(event(1, "{\"seq\":7,\"text\":\"" + STAMP), event(2, ""), event(3, STAMP + "{\"seq\":8"))));
  }

  /** One of them is as far from the one before as that is from its own, with another between. */
  @Test
  void missesNoneOfWhateverLengthTheyAre() {
    String text = STAMP + ".".repeat(400);
    int length = event(1, text).length();
    String twin = event(4, STAMP) + "," + event(5, STAMP);
    String shorter = event(4, STAMP) + "," + event(5, STAMP + ".".repeat(length - twin.length()));
    for (String between : List.of(event(4, STAMP), event(4, text), event(4, text + "."), shorter, event(4, STAMP) + "," + event(4, STAMP))) {
      String frame = delivery(event(1, text), event(2, text), event(3, text), between, event(6, text), event(7, text));
      byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
      List<Long> found = new ArrayList<>();
      EventScanner.scan(bytes, 0, bytes.length, (seq, stamp) -> found.add(seq));
      assertEquals(Pattern.compile("(?<=[\\[,]\\{\"seq\":)\\d+").matcher(frame).results().map(number -> Long.valueOf(number.group())).toList(), found);
    }
  }

  @Test
  void goesOnWhereverAFrameIsCut() {
    byte[] frame = delivery(event(9, STAMP), event(10, STAMP), event(11, "hello")).getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut <= frame.length; cut++) {
      List<String> found = new ArrayList<>();
      int from = EventScanner.scan(frame, 0, cut, (seq, stamp) -> found.add(seq + " at " + stamp));
      EventScanner.scan(frame, from, frame.length, (seq, stamp) -> found.add(seq + " at " + stamp));
      assertEquals(List.of("9 at 1234567890", "10 at 1234567890", "11 at -1"), found, "cut at " + cut);
    }
  }

  private static List<String> found(String frame) {
    List<String> found = new ArrayList<>();
    byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
    EventScanner.scan(bytes, 0, bytes.length, (seq, stamp) -> found.add(seq + " at " + stamp));
    return found;
  }

  private static String delivery(String... events) {
    return Frames.delivery("general", "epoch", 11, Stream.of(events).collect(Collectors.joining(",")), ",\"state\":\"s\"");
  }

  private static String event(long seq, String text) {
    return Views.event(new Event(seq, Event.MESSAGE, "id-1", new User("u1", "차 \"{\\\"seq\\\":"), text, Instant.EPOCH)).encode();
  }
}
