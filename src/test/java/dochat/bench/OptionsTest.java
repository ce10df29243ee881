package dochat.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.config.Parsed.Say;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  private static final long PID = ProcessHandle.current().pid();

  @Test
  void measuresEverythingByDefault() {
    Options options = options();
    assertEquals(EnumSet.allOf(Scenario.class), options.scenarios());
    assertEquals(Duration.ofMinutes(1), options.warmUp());
    assertNull(options.node());
    assertFalse(options.isJson());
    assertEquals(new Sizes(1_000, 100, 100, 4), options.sizes(Scenario.S2));
  }

  @Test
  void takesEveryOption() {
    assertEquals(new Options(EnumSet.of(Scenario.S1_RAMP, Scenario.STORM), 7, 2, Duration.ofMillis(500), Duration.ZERO, new InetSocketAddress("127.0.0.1", 8080), PID, null,
        Set.of(), true, false), options("storm", "--clients", "7", "--rooms=2", "--seconds", "0.5", "--json", "s1-ramp", "--warm-up", "0", "--url", "http://127.0.0.1:8080/",
        "--pid", "" + PID));
    assertEquals(EnumSet.allOf(Peer.class), options("--peer", "socket.io,stock").peers());
  }

  @Test
  void runsScenariosInTheirOwnOrder() {
    assertEquals(List.of(Scenario.S4, Scenario.S3), List.copyOf(options("s3", "s4", "s3").scenarios()));
  }

  @Test
  void makesAScenarioSmallerAsAWhole() {
    assertEquals(new Sizes(20, 20, 20, 1), options("--clients", "20", "--seconds", "1").sizes(Scenario.S2));
    assertEquals(new Sizes(1_000, 1, 100, 4), options("--rooms", "1").sizes(Scenario.S1));
  }

  @Test
  void takesOptionsFromTheEnvironment() {
    Options options = Options.parse(new String[0], Map.of("DOCHAT_JSON", "on", "DOCHAT_CLIENTS", "3")).options();
    assertTrue(options.isJson());
    assertEquals(3, options.clients());
    assertEquals("dochat: DOCHAT_JSON must be on or off, but was \"yes\".", Options.parse(new String[0], Map.of("DOCHAT_JSON", "yes")).say().text());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "--clients | 0              | --clients must be a whole number from 1 to 100000, but was \"0\"",
      "--rooms   | 9001           | --rooms must be a whole number from 1 to 9000, but was \"9001\"",
      "--seconds | 0.1            | --seconds must be a number from 0.5 to 600, but was \"0.1\"",
      "--seconds | 601            | --seconds must be a number from 0.5 to 600, but was \"601\"",
      "--seconds | NaN            | --seconds must be a number from 0.5 to 600, but was \"NaN\"",
      "--warm-up | -1             | --warm-up must be a number from 0 to 600, but was \"-1\"",
      "--url     | https://x      | --url must be http://host[:port], but was \"https://x\"",
      "--url     | http://x/chat  | --url must be http://host[:port], but was \"http://x/chat\"",
      "--url     | 8080           | --url must be http://host[:port], but was \"8080\"",
      "--peer    | stock,ws       | --peer must be stock, socket.io, or both separated by a comma, but was \"stock,ws\"",
      "--pid     | me             | --pid must be the number of a process that runs, but was \"me\""})
  void refusesWhatIsWrongWithOneSentence(String option, String value, String sentence) {
    assertEquals(new Say("dochat: " + sentence + ".", 2), refusal(option, value));
  }

  @Test
  void refusesAScenarioThatThereIsNot() {
    assertEquals("dochat: there is no scenario \"s9\"; there are s1, s1-ramp, s2, s4, s3, posts, stalled, storm, http, cluster, rooms, start.", refusal("s1", "s9").text());
  }

  @Test
  void refusesWhatHasNoNodeOfItsOwnOrOfOthers() {
    assertEquals("dochat: --pid is the process of the node at --url, which is missing.", refusal("--pid", "" + PID).text());
    assertEquals("dochat: --database is for a node of its own, not for the one at --url.",
        refusal("--url", "http://127.0.0.1:8080", "--database", "postgresql://host/chat").text());
    assertEquals("dochat: --peer is compared with a node of its own, not with the one at --url.", refusal("--url", "http://127.0.0.1:8080", "--peer", "stock").text());
  }

  @Test
  void leavesOutWhatNeedsOtherNodesThanTheOneThatRuns() {
    Options options = options("--url", "http://127.0.0.1:8080");
    assertTrue(options.scenarios().contains(Scenario.STORM));
    assertFalse(options.scenarios().contains(Scenario.START));
    assertEquals("dochat: start is about nodes of its own, not about the one at --url.", refusal("start", "--url", "http://127.0.0.1:8080").text());
  }

  @Test
  void helpsWithEveryScenario() {
    Say help = refusal("--help");
    assertEquals(0, help.exitCode());
    assertTrue(help.text().startsWith("Usage: dochat bench [options] [<scenario>...]"), help.text());
    for (Scenario scenario : Scenario.values()) {
      assertTrue(help.text().contains(scenario.about()), help.text());
    }
  }

  private static Options options(String... args) {
    return Options.parse(args, Map.of()).options();
  }

  private static Say refusal(String... args) {
    return Options.parse(args, Map.of()).say();
  }
}
