package dochat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a node makes of several signals. */
class SignalsTest {
  private static final int HUP = 1;
  private static final int INT = 2;
  private static final int TERM = 15;

  private final List<String> done = new ArrayList<>();
  private long nowNanos = Long.MAX_VALUE - 1;
  private final Signals signals = new Signals(() -> done.add("told"), () -> nowNanos, code -> done.add("ended " + code));

  @Test
  void aClosedTerminalIsToldOnceHoweverOftenItSaysSo() {
    heard("HUP", HUP, 0);
    heard("HUP", HUP, 3);
    heard("HUP", HUP, 5_000);
    assertEquals(List.of("told"), done);
  }

  @Test
  void whatAServiceManagerSendsTogetherIsOneSignal() {
    heard("TERM", TERM, 0);
    heard("HUP", HUP, 1);
    heard("TERM", TERM, 998);
    assertEquals(List.of("told"), done);
  }

  @Test
  void whoAsksAgainASecondLaterIsImpatient() {
    heard("HUP", HUP, 0);
    heard("TERM", TERM, 1_000);
    assertEquals(List.of("told", "ended 143"), done);
  }

  @Test
  void aSecondCtrlCEndsItAtOnce() {
    heard("INT", INT, 0);
    heard("INT", INT, 999);
    assertEquals(List.of("told"), done);
    heard("INT", INT, 1);
    assertEquals(List.of("told", "ended 130"), done);
  }

  private void heard(String name, int number, long laterMillis) {
    nowNanos += laterMillis * 1_000_000;
    signals.heard(name, number);
  }
}
